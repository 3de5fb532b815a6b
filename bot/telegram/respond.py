"""Answer one update: read, handled, shown; the commit comes before any reply."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic, perf_counter
from typing import Any

from telegram import Bot, Update
from telegram.error import Forbidden, TelegramError

from bot.app.deps import Deps, PersonLocks
from bot.app.handle import Reply, first_in_group, handle, record_broken, without_database
from bot.db.store import DatabaseAway
from bot.domain.ids import UserId
from bot.domain.intent import Inbound
from bot.domain.outcome.reply import Broken
from bot.lifetime import tasks
from bot.meter import ANSWER_SECONDS, BROKEN, OVERTAKEN, UPDATE_SECONDS, UPDATES
from bot.telegram.editing import Tapped
from bot.telegram.flood import is_left_out, is_urgent, was_asked_for
from bot.telegram.inbound import ALLOWED, group_of, query_id_of, read, update_id_of
from bot.telegram.outbound import Attachments, Outbound
from bot.telegram.pinned_card import PinnedCard
from bot.telegram.reply_queue import AT_ONCE, Overtaken, ReplyQueue, Waiting
from bot.telegram.unchanged_edits import UnchangedEdits
from bot.views.screen import Mode, Screen
from bot.views.screens import answer, view
from bot.views.texts import Texts, words_for

log = logging.getLogger(__name__)

Speak = Callable[[str], Texts]
"""The words of a language."""


PATIENCE = 0.3
"""Seconds to wait for the reply to leave before the update is confirmed: a kill loses hardly any
reply that way, and a chat that Telegram makes wait does not hold the others."""
FREE_RATE = 30.0
"""Calls a second once they have to be paced, where nobody says otherwise."""
LAST_WORDS = 2.0
"""Seconds for what is under way when the bot is told to stop."""


def _nobody(_replies: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """How replies keep to the pace that pushes share with them."""

    queue: ReplyQueue | None = None
    """Where replies wait once Telegram has refused some."""
    speaks: Callable[[int], None] = _nobody
    """Told how many messages a reply is about to be."""


class Responder:
    """Reads, handles, answers. Sending comes after the commit and never undoes it."""

    def __init__(
        self,
        deps: Deps,
        bot: Bot,
        speak: Speak,
        attachments: Attachments | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self._deps = deps
        self._bot = bot
        self._speak = speak
        pacing = pacing or Pacing()
        self._speaks = pacing.speaks
        self._locks = PersonLocks()
        self._lanes = PersonLocks()
        self._queue = pacing.queue or ReplyQueue(FREE_RATE)
        self._waits_since: dict[UserId, float] = {}
        self._to_be_seen: Counter[UserId] = Counter()
        self._outbound = Outbound(bot, attachments, tries=self._queue)
        self._pinning = PinnedCard(deps, bot, self._outbound)
        self._sending: set[asyncio.Task[None]] = set()
        self._edits = UnchangedEdits()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Replies go out as long as the block runs, and a little longer."""
        async with tasks(self._stop) as self._group:
            yield

    async def _stop(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending, timeout=LAST_WORDS)
        for task in list(self._sending):
            task.cancel()

    async def respond(self, raw: dict[str, Any], *, behind: int = 0) -> None:
        """Handle one update, whatever its shape; when this returns it may be confirmed.

        Args:
            behind: how many later updates of the same person are here already.

        Raises:
            DatabaseAway: nothing was kept; the update must not be confirmed.
        """
        try:
            await self._respond(raw, behind)
        except DatabaseAway:
            raise
        except Exception as error:  # a bug of ours: nobody behind it may wait
            detail = {"update_id": update_id_of(raw), "error": type(error).__name__}
            log.exception("update failed", extra=detail)

    async def _respond(self, raw: dict[str, Any], behind: int) -> None:
        begun = perf_counter()
        kind = next((name for name in ALLOWED if name in raw), "other")
        update = self._update(raw)
        inbound = None if update is None or self._edits.recognize(update) else read(update)
        if update is None or inbound is None:
            UPDATES.add(kind, "unreadable" if update is None else "not for us")
            speaking = await self._aside(raw, update)
            if speaking is not None:
                await asyncio.wait({self._begin(speaking)}, timeout=PATIENCE)
            return
        tapped = Tapped(update.callback_query) if update.callback_query else None
        written = update.message.message_id if update.message else None
        async with self._locks.hold(inbound.person):
            reply = await self._handled(inbound)
            UPDATES.add(kind, BROKEN if reply is None or Broken() in reply.outcomes else "handled")
            UPDATE_SECONDS.note(perf_counter() - begun)
            self._edits.note(update)
            newer = max(behind, self._locks.behind(inbound.person))
            sending = self._begin(self._say(inbound.person, reply, (tapped, written), begun, newer))
        if not behind:
            await asyncio.wait({sending}, timeout=PATIENCE)

    async def _aside(
        self, raw: dict[str, Any], update: Update | None
    ) -> Coroutine[Any, Any, None] | None:
        """What there is to say where no person is answered: little or nothing."""
        if update is not None and (group := group_of(update)) is not None:
            first = await first_in_group(self._deps, group[0])
            return self._turn_away(*group) if first else None
        query = query_id_of(raw)
        return None if query is None else self._stop_spinner(query)

    def _begin(self, speaking: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Speak from now on, which holds nobody."""
        sending = self._group.create_task(speaking)
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return sending

    def _update(self, raw: dict[str, Any]) -> Update | None:
        """None for one that cannot be read: that is recorded, and confirmed like any other."""
        try:
            update = Update.de_json(raw, self._bot)
            read(update)
        except Exception as error:  # whatever shape it has, nobody behind it may wait
            log.warning(
                "update cannot be read",
                extra={"update_id": update_id_of(raw), "error": type(error).__name__},
            )
            return None
        return update

    async def _turn_away(self, group: int, language: str) -> None:
        """One polite line in a group."""
        with suppress(TelegramError):  # not allowed to write there: silence it is
            await self._outbound.send(group, Screen(self._speak(language)("group")))

    async def _stop_spinner(self, query: str) -> None:
        """A tap that means nothing to us does not look as if we were thinking about it."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query)

    async def _handled(self, inbound: Inbound) -> Reply | None:
        fields = {"update_id": inbound.update_id}
        try:
            return await handle(self._deps, inbound)
        except DatabaseAway:
            raise
        except Exception as error:  # a bug of ours: rolled back, recorded, told, confirmed
            log.exception("update failed", extra={**fields, "error": type(error).__name__})
        try:
            return await record_broken(self._deps, inbound)
        except DatabaseAway:
            raise
        except Exception as error:
            log.exception("nothing recorded", extra={**fields, "error": type(error).__name__})
            return without_database(self._deps, inbound)

    async def _say(
        self,
        person: UserId,
        reply: Reply | None,
        to: tuple[Tapped | None, int | None],
        begun: float,
        newer: int,
    ) -> None:
        waits_since = self._waits_since.setdefault(person, monotonic())
        screens = [] if reply is None else self._screens(reply)
        seen = any(screen.mode is not Mode.TOAST for screen in screens)
        self._to_be_seen[person] += seen
        async with self._lanes.hold(person):
            try:
                if reply is None or self._overtaken(person, reply, newer):
                    raise Overtaken
                replaced = partial(self._replaced, person, screens)
                waiting = Waiting(person, waits_since, replaced)
                if is_urgent(reply):
                    waiting = Waiting(person, AT_ONCE)
                with self._queue.reply(waiting):
                    await self._show(person, reply, screens, to)
                ANSWER_SECONDS.note(perf_counter() - begun)
            except Overtaken:
                if to[0] is not None:
                    await self._outbound.stop_spinner(to[0])
                if reply is not None:
                    OVERTAKEN.add()
            except Forbidden:
                pass  # they blocked the bot; the membership update says so too
            except TelegramError as error:
                log.warning("answer not sent", extra={"error": type(error).__name__})
            except Exception as error:
                log.exception("answer broken", extra={"error": type(error).__name__})
            finally:
                self._to_be_seen[person] -= seen
                if not self._lanes.behind(person):
                    del self._to_be_seen[person], self._waits_since[person]

    async def _show(
        self,
        person: UserId,
        reply: Reply,
        screens: list[Screen],
        to: tuple[Tapped | None, int | None],
    ) -> None:
        self._speaks(sum(screen.mode is not Mode.TOAST for screen in screens))
        new = reply.card is not None and reply.card.message is None
        if new:  # ahead of the answer, whose buttons stay at the end of the chat
            await self._pin(reply)
        await self._outbound.answer(person, screens, *to)
        if not new:
            await self._pin(reply)

    def _replaced(self, person: UserId, screens: list[Screen]) -> bool:
        """Whether a newer answer says enough; files and sounds that were asked for come anyway."""
        return not was_asked_for(screens) and self._to_be_seen[person] > 1

    async def _pin(self, reply: Reply) -> None:
        if reply.card is not None and not self._queue.strict:  # what happens next puts it right
            texts = words_for(reply.person, self._speak)
            screen = view(reply.card, texts, self._deps.catalog)
            await self._pinning.show(reply.person.id, screen)

    def _overtaken(self, person: UserId, reply: Reply, newer: int) -> bool:
        return is_left_out(reply, newer + self._lanes.behind(person))

    def _screens(self, reply: Reply) -> list[Screen]:
        texts = words_for(reply.person, self._speak)
        try:
            screens = answer(reply.outcomes, reply.echo, texts, self._deps.catalog)
            if reply.person.preferences.pictures:
                return screens
            return [replace(screen, picture=None) for screen in screens]
        except Exception as error:  # a bug of ours; what was done stays done
            log.exception("view failed", extra={"error": type(error).__name__})
            return [view(Broken(), texts, self._deps.catalog)]
