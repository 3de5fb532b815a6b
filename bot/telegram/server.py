"""A web server in this process, for the webhook and for the operator."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.lifetime import tasks
from bot.telegram.address import bound

DRAIN_S = 5
"""Seconds for requests under way when the bot is told to stop; new ones are not taken."""


class _Server(uvicorn.Server):
    """Leaves signals to the program around it, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@asynccontextmanager
async def listening(app: Starlette, address: str) -> AsyncIterator[int]:
    """Serve `app` at `host:port` as long as the block runs; gives the port.

    Raises:
        CannotListen: somebody else does.
    """
    config = uvicorn.Config(
        app,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=DRAIN_S,
    )
    with bound(address) as sock:
        server = _Server(config)

        async def stop() -> None:
            server.should_exit = True

        async with tasks(stop) as group:
            group.create_task(server._serve([sock]))
            await server.up.wait()
            yield int(sock.getsockname()[1])


def health(deps: Deps) -> list[Route]:
    """Both, for whichever server they are asked at."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        try:
            async with deps.transaction() as store:
                await store.deliveries.next_due()
        except DatabaseAway:
            return PlainTextResponse("database away\n", 503)
        return PlainTextResponse("ready\n")

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
