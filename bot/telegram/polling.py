"""Long polling by our own loop: handled first, confirmed by the next offset."""

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.telegram.inbound import ALLOWED
from bot.telegram.request import seconds
from bot.telegram.respond import Responder
from bot.telegram.retry import again

log = logging.getLogger(__name__)

HOLD = 30
"""Seconds Telegram holds a poll open when nothing happens."""
SLOWEST = 30.0
"""Seconds between tries while Telegram or the database is away, at most."""


class SecondPoller(Exception):
    """Another process polls with the same token."""


async def poll(bot: Bot, responder: Responder) -> None:
    """Fetch, handle, confirm, for ever.

    Raises:
        SecondPoller: another process polls, or a webhook is set.
        InvalidToken: Telegram does not know the token (any more).
    """
    offset, pause, conflicts = 0, 1.0, 0
    while True:
        try:
            batch = await _fetch(bot, offset)
        except Conflict as error:
            conflicts += 1
            if conflicts > 1:
                raise SecondPoller from error
            await asyncio.sleep(3)
            continue
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
            continue
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("polling failed", extra={"error": type(error).__name__})
            await asyncio.sleep(pause)
            pause = min(pause * 2, SLOWEST)
            continue
        pause, conflicts = 1.0, 0
        if batch:
            await _handle(batch, responder)
            offset = max(int(update["update_id"]) for update in batch) + 1


async def _fetch(bot: Bot, offset: int) -> list[dict[str, Any]]:
    """The raw updates: one that cannot be read must not hide the others."""
    found: Any = await bot.do_api_request(
        "getupdates",  # any case will do; as getUpdates PTB would parse them all itself
        api_kwargs={"offset": offset, "timeout": HOLD, "allowed_updates": ALLOWED},
        read_timeout=HOLD + 10,
    )
    updates = found if isinstance(found, list) else [found]
    numbered = [u for u in updates if isinstance(u, dict) and type(u.get("update_id")) is int]
    if updates and not numbered:
        raise NetworkError("no update has a number")  # nothing to go on from
    return numbered


async def _handle(batch: list[dict[str, Any]], responder: Responder) -> None:
    """The whole batch, people side by side; while the database is away it is tried again."""
    async with asyncio.TaskGroup() as group:
        for person in _by_person(batch):
            group.create_task(_in_order(person, responder))


async def _in_order(updates: list[dict[str, Any]], responder: Responder) -> None:
    for number, update in enumerate(updates, 1):
        pause = 1.0
        while True:
            try:
                await responder.respond(update, behind=len(updates) - number)
                break
            except DatabaseAway as away:
                told = {"update_id": update.get("update_id"), "error": away.reason}
                log.warning("database away", extra=told)
                await asyncio.sleep(pause)
                pause = min(pause * 2, SLOWEST)


def _by_person(batch: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Updates of one person in order, whatever their kind."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for update in batch:
        groups.setdefault(_sender(update), []).append(update)
    return list(groups.values())


def _sender(update: dict[str, Any]) -> int | None:
    """Who did it; None where that cannot be read."""
    body = next((value for value in update.values() if isinstance(value, dict)), {})
    sender = body.get("from")
    id = sender.get("id") if isinstance(sender, dict) else None
    return id if isinstance(id, int) else None


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
