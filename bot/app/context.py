"""The context of one use case: one person, one transaction, one moment, and what they answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.app.deps import Deps
from bot.db.store import Store
from bot.domain.assessment.again import Sitting, together
from bot.domain.assessment.battery import STOPPED
from bot.domain.assessment.self_test import HAS_PAGE, SelfTest
from bot.domain.catalog import Catalog
from bot.domain.echo import EchoLine
from bot.domain.event import Detail, Event, EventKind
from bot.domain.expiry import is_long_over
from bot.domain.ids import FlagId, QuestionId, ScriptId
from bot.domain.person import Person
from bot.domain.safety.age import ADULT_ON, AGE, OF_AGE, grown_on
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.screening import Screening, screen
from bot.domain.schedule import local_day
from bot.domain.talk.answers import Answers, date_of
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.pain_details import PAIN_DETAILS
from bot.domain.training.replay import ReplayMemo

COMPLAINT = ScriptId("complaint")
SAFETY = ScriptId("safety")
ASSESSMENT = ScriptId("assessment")
SETUP = ScriptId("setup")
CHECKIN = ScriptId("checkin")
CLEARANCE = ScriptId("clearance")
AGAIN = ScriptId("again")
RECHECK = ScriptId("recheck")
HEALTH_NEWS = ScriptId("health_news")
FINDING_OUT = (ASSESSMENT, AGAIN, RECHECK, HEALTH_NEWS)
"""Scripts that may be left in the middle: the plan goes on without their answers."""
ABOUT_RED_FLAGS = (
    EventKind.RED_FLAG_HEARD,
    EventKind.RED_FLAG_DISMISSED,
    EventKind.LOCKED,
)
"""Words that sound like a red flag, and what became of them."""
HEALTH = (COMPLAINT, SAFETY, ASSESSMENT)
"""The scripts whose answers the clinical core reads."""


Runs = tuple[tuple[datetime, Answers], ...]
"""Finished runs of a script, with when each ended."""


class Context:
    """The person who acts, or is acted for, at one moment."""

    def __init__(
        self,
        deps: Deps,
        store: Store,
        person: Person,
        now: datetime,
        message: int | None = None,
    ) -> None:
        self.deps = deps
        self.store = store
        self.person = person
        self.now = now
        self.message = message
        """The message whose button was tapped."""
        self.replay = ReplayMemo()
        self.echo: EchoLine | None = None
        """What was understood of the words that are being answered."""

    @property
    def catalog(self) -> Catalog:
        """The content of this release."""
        return self.deps.catalog

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone; UTC until they tell it."""
        return ZoneInfo(self.person.preferences.zone or "UTC")

    @property
    def today(self) -> date:
        """The day on the person's calendar."""
        return local_day(self.now.astimezone(UTC), self.zone)

    def long_over(self, day: date) -> bool:
        """Whether the buttons of that day have expired."""
        return is_long_over(day, self.today)

    async def keep(self, **changes: Any) -> None:
        """Change the person and save them."""
        self.person = replace(self.person, **changes)
        await self.store.people.save(self.person)

    async def log(self, kind: EventKind, detail: Detail | None = None) -> None:
        """Log that something happened now."""
        await self.store.events.add(self.person.id, kind, detail or {}, self.now)

    async def events(self) -> tuple[Event, ...]:
        """Return all that was logged of the person, the oldest first."""
        return await self.store.events.all(self.person.id)

    async def prefer(self, **changes: Any) -> None:
        """Change what the person prefers and save it."""
        await self.keep(preferences=replace(self.person.preferences, **changes))

    @property
    def of_the_bot(self) -> Answers:
        """What the bot itself answers: whether it has a page that measures with the phone, and
        whether a clinician has to look first."""
        page = {HAS_PAGE: "yes"} if self.deps.measuring is not None else {}
        stopped = {STOPPED: "yes"} if self.person.lock is not None else {}
        return {**page, **stopped}

    async def answers(self) -> Answers:
        """Return the health answers; self-tests of all sittings together."""
        answers = {
            **self.of_the_bot,
            **await self.store.dialogues.answers(self.person.id, HEALTH),
        }
        later = await self.store.dialogues.runs(self.person.id, [AGAIN, RECHECK])
        if not later:
            return answers
        return {**answers, **together(await self._sittings(later), self._tests)}

    async def complaint(self) -> Answers:
        """Return what was told of the place that brought the person here."""
        return await self.store.dialogues.answers(self.person.id, [COMPLAINT])

    async def sittings(self) -> tuple[Sitting, ...]:
        """Return the self-tests of the last assessment, and those of the days since."""
        return await self._sittings(
            await self.store.dialogues.runs(self.person.id, [AGAIN, RECHECK])
        )

    async def _sittings(self, later: Runs) -> tuple[Sitting, ...]:
        first = (await self.store.dialogues.runs(self.person.id, [ASSESSMENT]))[-1:]
        own = {q.id for t in self._tests for q in t.all_questions}
        measured = [
            (at, {q: v for q, v in answers.items() if q in own})
            for at, answers in (*first, *later)
            if first and at >= first[0][0]
        ]
        return tuple(Sitting(local_day(at, self.zone), a) for at, a in measured if a)

    @property
    def _tests(self) -> tuple[SelfTest, ...]:
        return tuple(self.catalog.tests.values())

    async def screening(self) -> Screening:
        """Return the flags raised by the answers."""
        return screen(await self.answers(), self.catalog.flags.values(), self.today)

    async def standing(self) -> Screening:
        """Return the flags raised by the answers or named by the lock."""
        screening = await self.screening()
        lock = self.person.lock
        heard = (
            [self.catalog.flags[f] for f in lock.flags if f in self.catalog.flags] if lock else []
        )
        more = tuple(flag for flag in heard if flag not in screening.flags)
        return replace(screening, flags=(*more, *screening.flags))

    async def day_of_age(self) -> date | None:
        """Return the day on which somebody locked for their age turns 18; None for others."""
        lock = self.person.lock
        if lock is None or lock.refer is not Refer.CLINICIAN_FIRST:
            return None
        ages = await self.store.dialogues.history(self.person.id, AGE)
        if not ages:
            return None
        at, age = ages[-1]
        if not isinstance(age, (int, float)) or age >= OF_AGE:
            return None
        days = await self.store.dialogues.history(self.person.id, ADULT_ON)
        birthday = date_of(days[-1][1]) if days and days[-1][0] >= at else None
        return grown_on(age, birthday, local_day(at, self.zone))

    async def unexplained(self) -> Flag | None:
        """Return the warning sign that was heard last, until they say whether it is so."""
        heard = await self._heard_last()
        if heard is None:
            return None
        flag = self.catalog.flags.get(FlagId(str(heard.detail["flag"])))
        if flag is not None and heard.detail.get("doubted"):
            flag = flag.in_doubt()
        return flag if flag is None or not heard.detail.get("urgent") else flag.urgent()

    async def days_unexplained(self) -> int:
        """Return how many days ago that sign was heard."""
        heard = await self._heard_last()
        return 0 if heard is None else (self.today - local_day(heard.at, self.zone)).days

    async def times_asked_again(self) -> int:
        """Return how often the question about that sign was pushed since."""
        heard = await self._heard_last()
        return sum(
            event.kind is EventKind.RED_FLAG_ASKED and heard is not None and event.at > heard.at
            for event in await self.events()
        )

    async def is_contradicted_by_no(self) -> bool:
        """Return whether that sign was told plainly today, of the writer and of now."""
        heard = await self._heard_last()
        plain = heard is not None and "plain" in heard.detail
        return plain and await self.days_unexplained() == 0

    async def was_asked_what_was_meant(self) -> bool:
        """Return whether a No to that sign was asked about already."""
        heard = await self._heard_last()
        return heard is not None and any(
            event.kind is EventKind.RED_FLAG_QUERIED and event.at >= heard.at
            for event in await self.events()
        )

    async def _heard_last(self) -> Event | None:
        events = await self.events()
        last = next((e for e in reversed(events) if e.kind in ABOUT_RED_FLAGS), None)
        return last if last is not None and last.kind is EventKind.RED_FLAG_HEARD else None

    async def known_for_listening(self) -> frozenset[str]:
        """Return what they told of themselves that makes more words alarming."""
        answers = await self.store.dialogues.answers(self.person.id, HEALTH)
        expecting = answers.get(QuestionId("pregnancy")) in ("pregnant", "not_sure")
        return frozenset({"pregnant"} if expecting else ())

    async def open_screen(self) -> Dialogue | None:
        """Return the safety questions if they are open."""
        return await self._open_last(SAFETY)

    async def asked_first(self) -> Dialogue | None:
        """Return the open questions that come before any exercise: safety, or a new pain."""
        return await self._open_last(SAFETY, PAIN_DETAILS)

    @property
    def of_this_day(self) -> Mapping[ScriptId, datetime]:
        """Since when the questions have to be open that are about one day alone: a pain told in
        words rests its place by itself, and is asked about again at the next session."""
        midnight = datetime.combine(self.today, time(), self.zone)
        return {PAIN_DETAILS: midnight.astimezone(UTC)}

    async def _open_last(self, *scripts: ScriptId) -> Dialogue | None:
        opened = await self.store.dialogues.current(
            self.person.id, self.catalog.scripts, self.of_this_day
        )
        return opened if opened is not None and opened.script.id in scripts else None
