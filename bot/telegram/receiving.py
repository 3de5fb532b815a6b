"""How updates come in: by long polling, or by a webhook of our own."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from telegram import Bot

from bot.app.deps import Deps
from bot.telegram.inbound import ALLOWED
from bot.telegram.patience import again
from bot.telegram.polling import poll
from bot.telegram.respond import Responder


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook's address as Telegram knows it, its secret, and the `host:port` to listen at."""

    url: str
    secret: str = field(repr=False)
    listen: str


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
    from bot.telegram.server import listening  # whoever polls serves nothing
    from bot.telegram.webhook import create_app

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
