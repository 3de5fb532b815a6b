"""Somebody who talks with the bot, on a real database and without any channel."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cache, cached_property

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.context import ASSESSMENT, SAFETY, SETUP, Context
from bot.app.deps import Deps, Measuring
from bot.app.handle import handle
from bot.app.person import schedule
from bot.app.push import dispatch
from bot.clock import MovableClock
from bot.db.store import Store, Transaction
from bot.db.tables import metadata
from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Profile
from bot.domain.ids import QuestionId, ScriptId, UserId
from bot.domain.intent import Command, Inbound, Intent, Text
from bot.domain.outcome import Outcome
from bot.domain.person import Person, Preferences
from bot.domain.talk.answers import Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.workout import Workout
from bot.views.screen import Button, Screen
from bot.views.screens import view
from bot.views.texts import Texts, words_for
from tests.content import real_catalog

CATALOG = real_catalog()
ENGLISH = Texts("en", CATALOG.words)
ME = UserId(7)
NOTHING_WRONG: Mapping[str, Value] = {
    "age": 40.0,
    "sex": "male",
    "card_red": "none",
    "card_injury": "none",
    "card_slow": "none",
    "card_health": "none",
    "card_body": "none",
    "card_comfort": "none",
}
DESK: Mapping[str, Value] = {
    "find_out": "now",
    "sitting": "over_7",
    "go_on": "tests",
    "T01": 7.0,
    "T11": Sides(4.0, 9.0),
    "T16": Sides(41.0, 12.0),
    "T16_felt": "hamstring",
}
CHOSEN: Mapping[str, Value] = {
    "minutes": "10",
    "equipment": frozenset({"nothing"}),
    "place": "home",
    "training_days": "every_day",
    "push_at": "18:00",
    "zone": "Europe/Kyiv",
    "anchor": "skipped",
    "barrier": "skipped",
}


UNDER_MORE = frozenset(
    (
        *("Easier", "Harder", "Swap", "Skip", "I did less", "See it move", "Why this?"),
        *("Stop for today", "Never again"),
    )
)
"""Buttons that a card shows after "More"."""
SET_DONE = re.compile(r"Set \d done")
TO_NUMBERS = ("Some pain", "6+", "3 or less")
"""Buttons that lead to numbers that are not shown yet."""


@dataclass
class Talker:
    """One person, and what they were shown last."""

    transaction: Transaction
    clock: MovableClock
    id: UserId = ME
    admins: frozenset[UserId] = frozenset()
    rate: float = 30.0
    measuring: Measuring | None = None
    crisis_text: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    _texts: Texts = ENGLISH
    _updates: int = 0
    _buttons: dict[str, Button] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)

    @cached_property
    def deps(self) -> Deps:
        """What every use case is handed."""
        return Deps(
            CATALOG,
            self.transaction,
            self.clock,
            self.admins,
            rate=self.rate,
            measuring=self.measuring,
            crisis_text=self.crisis_text,
        )

    async def do(self, intent: Intent, update: int | None = None) -> list[Outcome]:
        """Act; what came of it."""
        self._updates += 1
        inbound = Inbound(update or self._updates + self.id * 1000, self.id, "en", intent)
        reply = await handle(self.deps, inbound)
        self._texts = words_for(reply.person, lambda _: ENGLISH)
        return self._seen(list(reply.outcomes))

    async def say(self, *lines: str, edited: bool = False) -> list[Outcome]:
        """Write, or tap what stands in [brackets]; what came of the last."""
        for line in lines:
            if line.startswith("["):
                await self._tap(line[1:-1])
            elif line.startswith("/"):
                name, _, argument = line[1:].partition(" ")
                await self.do(Command(name, argument))
            else:
                await self.do(Text(line, edited))
        return self.outcomes

    async def _tap(self, label: str) -> None:
        """Tap a button; what the card keeps under "More" is looked for there, a number likewise. An
        exercise of several sets is done when each of them is."""
        while label == "Done" and (of_set := next(filter(SET_DONE.match, self._shown), None)):
            await self.do(self.button(of_set))
        for way in TO_NUMBERS:
            if label.isdecimal() and label not in self._shown and way in self._shown:
                await self.do(self.button(way))
        if label not in self._shown and label in UNDER_MORE and "More" in self._shown:
            await self.do(self.button("More"))
        await self.do(self.button(label))

    def labels(self) -> list[str]:
        """The buttons shown last, in their order."""
        return [b.text for screen in self.screens() for row in screen.rows for b in row]

    def button(self, label: str) -> Intent:
        """What a button carries that was shown at any time."""
        return self._buttons[label].intent

    async def next_push(self) -> list[Outcome]:
        """Go to the next promised moment; what was pushed then, maybe nothing."""
        async with self.transaction() as store:
            due = await store.deliveries.next_due()
        assert due is not None, "nothing is promised"
        self.clock.move(max(due - self.clock(), timedelta()))
        claimed = await dispatch.due(self.deps, 30, 30)
        pushes = await dispatch.prepare(self.deps, claimed)
        await dispatch.settle(self.deps, [dispatch.Sent(one.delivery) for one in pushes])
        return self._seen([one.outcome for one in pushes])

    async def go_to(self, moment: datetime) -> list[list[Outcome]]:
        """Let time pass; everything that was pushed meanwhile, push by push."""
        seen: list[list[Outcome]] = []
        while (due := await self.next_due()) is not None and due <= moment:
            seen.append(await self.next_push())
        self.clock.move(max(moment - self.clock(), timedelta()))
        return [one for one in seen if one]

    async def next_due(self) -> datetime | None:
        """When the person hears from the bot next."""
        async with self.transaction() as store:
            return await store.deliveries.next_due()

    async def person(self) -> Person:
        """The person as they are kept."""
        async with self.transaction() as store:
            person = await store.people.find(self.id)
        assert person is not None
        return person

    async def workout(self) -> Workout | None:
        """Today's workout as it is kept."""
        async with self.transaction() as store:
            context = await self.context(store)
            return await store.workouts.find(self.id, context.today)

    async def settle_in(
        self,
        safety: Mapping[str, Value] = NOTHING_WRONG,
        assessment: Mapping[str, Value] = DESK,
        **chosen: object,
    ) -> None:
        """Everything is told and set up: the first routine is promised for 18:00 in Kyiv."""
        usual = Preferences(zone="Europe/Kyiv", push_at=time(18))
        async with self.transaction() as store:
            now = self.clock()
            person = await store.people.lock(self.id, "en", now)
            person = replace(
                person,
                consent_version="1",
                consent_at=now,
                preferences=replace(usual, **chosen),  # type: ignore[arg-type]
            )
            await store.people.save(person)
            context = Context(self.deps, store, person, now)
            for script, answers in ((SAFETY, safety), (ASSESSMENT, assessment), (SETUP, CHOSEN)):
                await _answered(context, script, answers)
            concluded = _profile(tuple((await context.answers()).items()))
            await store.profiles.add(self.id, concluded, now)
            await schedule.replan(context)

    def screens(self) -> list[Screen]:
        """How the last outcomes look."""
        return [view(outcome, self._texts, CATALOG) for outcome in self.outcomes]

    def words(self) -> str:
        """All words of the last outcomes."""
        return "\n".join(screen.text for screen in self.screens())

    async def context(self, store: Store) -> Context:
        """This moment, as the use cases see it."""
        person = await store.people.find(self.id)
        assert person is not None
        return Context(self.deps, store, person, self.clock())

    def _seen(self, outcomes: list[Outcome]) -> list[Outcome]:
        self.outcomes = outcomes
        buttons = [b for screen in self.screens() for row in screen.rows for b in row]
        self._buttons.update({button.text: button for button in buttons})
        self._shown = {button.text for button in buttons}
        return outcomes


@cache
def _profile(answers: tuple[tuple[QuestionId, Value], ...]) -> Profile:
    return profile(dict(answers), CATALOG)


async def _answered(context: Context, script: ScriptId, answers: Mapping[str, Value]) -> None:
    id = await context.store.dialogues.open(context.person.id, script, context.now)
    known = await context.answers()
    empty = Dialogue(id, context.catalog.scripts[script], {}, known=known)
    full = replace(empty, answers={QuestionId(q): value for q, value in answers.items()})
    await context.store.dialogues.save(empty, full, context.now)
    await context.store.dialogues.close(id, context.now)


async def rows(engine: AsyncEngine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is not empty."""
    async with engine.connect() as connection:
        tables = {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
    return {name: kept for name, kept in tables.items() if kept}


def kinds(outcomes: list[Outcome]) -> list[str]:
    """Their names."""
    return [type(outcome).__name__ for outcome in outcomes]


async def at_once(talker: Talker, intents: list[Intent]) -> list[list[Outcome]]:
    """All of them at the same time, each as an update of its own."""
    return list(await asyncio.gather(*(talker.do(intent) for intent in intents)))
