"""Long polling and the webhook: updates are handled before they are confirmed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.db.store import DatabaseAway
from bot.telegram.connecting import (
    WebhookInUse,
    WebhookRefused,
    describe_outage,
    is_revoked,
    leave_webhook,
    patiently,
)
from bot.telegram.inbound import ALLOWED
from bot.telegram.request import seconds
from bot.telegram.respond import Responder
from bot.telegram.rivalry import RECHECK_S, Rivalry

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

log = logging.getLogger(__name__)

HOLD = 30
"""Seconds Telegram holds a poll open when nothing happens."""
SLOWEST = 30.0
"""Seconds between tries while Telegram or the database is away, at most."""


async def poll(bot: Bot, responder: Responder, rivalry: Rivalry | None = None) -> None:
    """Fetch, handle, confirm, for ever.

    Raises:
        WebhookInUse: somebody has set a webhook.
        InvalidToken: Telegram does not know the token (any more).
    """
    offset, pause, rivalry = 0, 1.0, rivalry or Rivalry()
    while True:
        rivalry.begin()
        try:
            batch = await _fetch(bot, offset)
        except Conflict as error:
            if "webhook" in error.message.lower():
                raise WebhookInUse("") from error
            await asyncio.sleep(rivalry.lose())
            continue
        except RetryAfter as error:
            await asyncio.sleep(seconds(error))
            continue
        except InvalidToken:
            if await is_revoked(bot):
                raise
            continue
        except TelegramError as error:
            log.warning(describe_outage(error), extra={"error": type(error).__name__})
            await asyncio.sleep(pause)
            pause = min(pause * 2, SLOWEST)
            continue
        pause = 1.0
        if not rivalry.win(batch):
            await asyncio.sleep(RECHECK_S)
            continue
        if batch:
            await _handle(batch, responder)
            offset = max(int(update["update_id"]) for update in batch) + 1


async def _fetch(bot: Bot, offset: int) -> list[dict[str, Any]]:
    """The raw updates: one that cannot be read must not hide the others."""
    try:
        answer: Any = await bot.do_api_request(
            "getupdates",  # any case will do; as getUpdates PTB would parse them all itself
            api_kwargs={"offset": offset, "timeout": HOLD, "allowed_updates": ALLOWED},
            read_timeout=HOLD + 10,
        )
    except EndPointNotFound:  # what PTB makes of a token that is not known
        raise InvalidToken from None
    updates = answer if isinstance(answer, list) else [answer]
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
            except DatabaseAway:  # its log says so
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
    pages: "Sequence[BaseRoute]" = ()
    """What is served beside it."""


async def receive(
    bot: Bot, responder: Responder, hook: Hook | None, *, delete_webhook: bool = False
) -> None:
    """Take updates in until cancelled; what waits at Telegram stays when the way changes.

    Args:
        delete_webhook: take away a webhook that is there, to poll.

    Raises:
        WebhookInUse, InvalidToken: as `poll`.
        WebhookRefused: Telegram does not take the address.
        CannotListen: the webhook's address is taken.
    """
    if hook is None:
        await leave_webhook(bot, delete=delete_webhook)
        log.info("running")
        await poll(bot, responder)
        return
    from bot.telegram.server import listening  # whoever polls serves nothing
    from bot.telegram.webhook import create_app
    from bot.telegram.webhook_watch import watch

    path = unquote(urlsplit(hook.url).path) or "/"
    app = create_app(responder, path, hook.secret, hook.pages)
    async with listening(app, hook.listen):
        announce = partial(
            bot.set_webhook,
            hook.url,
            secret_token=hook.secret,
            allowed_updates=ALLOWED,
            max_connections=100,
            drop_pending_updates=False,
        )
        try:
            await patiently(announce)  # many replicas that start at once are told to wait
        except BadRequest as error:
            raise WebhookRefused(error.message) from None
        log.info("running")
        await watch(bot, hook.url)
