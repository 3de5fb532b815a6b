"""Long polling: handled before confirmed; which of two pollers with one token waits."""

import asyncio
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
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
from bot.meter import SECOND_POLLERS
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

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

log = logging.getLogger(__name__)

HOLD = 30
"""Seconds Telegram holds a poll open when nothing happens."""
SLOWEST = 30.0
"""Seconds between tries while Telegram or the database is away, at most."""


PROBATION_S = 10.0
"""Seconds after its beginning for which a process counts as the newer of two."""
APART_S = 3.0
"""Seconds between two looks whether the older of two pollers has ended; it polls in less."""
LONGEST_APART_S = 10.0
"""The same, once several looks have found it alive."""


class Rivalry:
    """What to do about another process that polls with the same token.

    Telegram ends whichever poll is open when another comes, so both are told. The older goes on;
    the newer waits, and takes over when nobody fetches what it has seen waiting at Telegram.

    Args:
        probation: seconds from its beginning for which this process is the newer of two.
    """

    def __init__(self, probation: float = PROBATION_S) -> None:
        self._settled_at = monotonic() + probation
        self._waits = False
        self._seen: int | None = None
        self._pause = APART_S

    def lose(self) -> float:
        """A poll was ended by another; the seconds until the next."""
        SECOND_POLLERS.add()
        if not self._waits and monotonic() > self._settled_at:
            log.warning("another process fetches updates with this token, too")
            return 1.0
        if not self._waits:
            log.warning("another process fetches updates with this token: waiting for its end")
        self._waits, self._seen = True, None
        pause, self._pause = self._pause, min(self._pause * 1.5, LONGEST_APART_S)
        return pause * random.uniform(0.8, 1.2)  # noqa: S311 - so that two newcomers part

    def win(self, batch: Sequence[Mapping[str, Any]]) -> bool:
        """Whether what was fetched is ours to handle."""
        if not self._waits:
            return True
        first = int(batch[0]["update_id"]) if batch else None
        if first is not None and first != self._seen:
            self._seen = first  # the other may be about to fetch it
            return False
        log.warning("the other process has ended: going on in its place")
        self._waits, self._pause = False, APART_S
        return True


async def poll(bot: Bot, responder: Responder, rivalry: Rivalry | None = None) -> None:
    """Fetch, handle, confirm, for ever.

    Raises:
        WebhookInUse: somebody has set a webhook.
        InvalidToken: Telegram does not know the token (any more).
    """
    offset, pause, rivalry = 0, 1.0, rivalry or Rivalry()
    while True:
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
            await asyncio.sleep(APART_S)
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
