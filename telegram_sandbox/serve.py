"""The server on a socket, inside a program that goes on; it stops within moments."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import format_datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from telegram_sandbox.clock import wall_clock
from telegram_sandbox.params import Params
from telegram_sandbox.server_api import announce, call
from telegram_sandbox.state import Sandbox

GRACE_TRIES = 400
"""Looks at 5 ms each whether what was being answered has gone out, before it is cut off."""


class _Protocol(H11Protocol):
    """Hands each request its connection, which a fault may break, and dates every answer."""

    def connection_made(  # type: ignore[override]
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}

    def data_received(self, data: bytes) -> None:
        date = format_datetime(wall_clock(), usegmt=True)
        self.server_state.default_headers = [(b"date", date.encode())]
        super().data_received(data)


class _Server(uvicorn.Server):
    """Leaves signals to the program around it and stops without pausing."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self.stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def main_loop(self) -> None:
        await self.stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for _ in range(GRACE_TRIES):
            if not (self.server_state.connections or self.server_state.tasks):
                break
            await asyncio.sleep(0.005)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await self.lifespan.shutdown()


def listen(host: str, port: int) -> socket.socket:
    """Open a socket that listens; port 0 takes a free one.

    The protocol is named so that asyncio turns off Nagle's delay of 40 ms an answer.

    Raises:
        OSError: the port is taken or the host is not of this machine.
    """
    if not 0 <= port < 65536:
        raise OSError(errno.EINVAL, "a port is 0 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


@asynccontextmanager
async def serving(app: Starlette, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve the app as long as the block runs; yield the root address, without a slash.

    Raises:
        OSError: the port is taken.
    """
    sandbox: Sandbox = app.state.sandbox

    async def act(fields: dict[str, Any]) -> None:
        name = str(fields.pop("method"))
        params = Params(fields)
        announce(sandbox, name, params)
        await call(sandbox, name, params)

    with listen(host, port) as sock:
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=60,
        )
        server = _Server(config)
        failure: BaseException | None = None
        async with asyncio.TaskGroup() as group:
            group.create_task(server._serve([sock]))
            group.create_task(sandbox.webhook.run(act))
            await server.up.wait()
            name, taken = sock.getsockname()[:2]
            try:
                yield f"http://[{name}]:{taken}" if ":" in name else f"http://{name}:{taken}"
            except BaseException as error:
                failure = error
            sandbox.close()
            server.stop.set()
        if failure is not None:
            raise failure
