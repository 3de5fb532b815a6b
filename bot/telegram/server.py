"""Run a web server in this process, for the webhook and for the operator."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf
from time import monotonic

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.lifetime import tasks
from bot.meter import TELEGRAM_ANSWERED
from bot.telegram.address import bound

LATELY_S = 120.0
"""Seconds within which Telegram must have answered: a poll is held for 30, a webhook looked at
every 60."""
FRESH_S = 5.0
"""Seconds for which a look at the database holds."""
PROBE_S = 4.0
"""Seconds a look at the database may take."""
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


class _Readiness:
    """Whether the bot can do its work, looked at no more often than every few seconds."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._looked = -inf
        self._problem: str | None = None

    async def problem(self) -> str | None:
        """What keeps it from working; None for nothing."""
        if TELEGRAM_ANSWERED.seconds > LATELY_S:
            return "no answer from Telegram lately"
        if monotonic() - self._looked > FRESH_S:
            self._problem = await self._database()
            self._looked = monotonic()
        return self._problem

    async def _database(self) -> str | None:
        try:
            async with asyncio.timeout(PROBE_S), self._deps.transaction() as store:
                await store.budget.probe(self._deps.now())
        except (DatabaseAway, TimeoutError):
            return "database away"
        return None


def health(deps: Deps) -> list[Route]:
    """`/healthz`: the process lives. `/readyz`: the database can be written, and Telegram has
    answered lately."""
    readiness = _Readiness(deps)

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        problem = await readiness.problem()
        return PlainTextResponse(f"{problem or 'ready'}\n", 503 if problem else 200)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
