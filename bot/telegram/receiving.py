"""How updates come in: by long polling, or by a webhook of our own."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from telegram import Bot

from bot.app.deps import Deps
from bot.lifetime import tasks
from bot.telegram.inbound import ALLOWED
from bot.telegram.patience import again
from bot.telegram.polling import poll
from bot.telegram.respond import Responder
from bot.telegram.webhook import create_app


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook's address as Telegram knows it, its secret, and the `host:port` to listen at."""

    url: str
    secret: str = field(repr=False)
    listen: str


DRAIN_S = 5
"""Seconds for requests under way when the bot is told to stop; new ones are not taken."""


class CannotListen(Exception):
    """The address is taken or not of this machine."""

    def __init__(self, address: str, reason: str | None) -> None:
        super().__init__(f"cannot listen on {address}: {reason}")
        self.address = address


async def receive(bot: Bot, responder: Responder, deps: Deps, hook: Hook | None) -> None:
    """Take updates in until cancelled; what waits at Telegram stays when the way changes.

    Raises:
        SecondPoller, InvalidToken: as `poll`.
        CannotListen: the webhook's address is taken.
    """
    if hook is None:
        await bot.delete_webhook(drop_pending_updates=False)
        await poll(bot, responder)
        return
    app = create_app(responder, deps, urlsplit(hook.url).path or "/", hook.secret)
    async with listening(app, hook.listen):
        announce = partial(
            bot.set_webhook,
            hook.url,
            secret_token=hook.secret,
            allowed_updates=ALLOWED,
            max_connections=100,
            drop_pending_updates=False,
        )
        await again(announce)  # many replicas that start at once are told to wait
        await asyncio.Event().wait()


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
    host, _, port = address.rpartition(":")
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
    with _bound(host.strip("[]"), int(port)) as sock:
        server = _Server(config)

        async def stop() -> None:
            server.should_exit = True

        async with tasks(stop) as group:
            group.create_task(server._serve([sock]))
            await server.up.wait()
            yield int(sock.getsockname()[1])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio turns off Nagle's delay of 40 ms an answer.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(512)
        found.setblocking(False)
    except OSError as error:
        found.close()
        raise CannotListen(f"{host}:{port}", error.strerror) from None
    return found
