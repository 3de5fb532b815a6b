"""People who do anything at any time, pushes that die, restarts: what must always hold."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.commands import COMMANDS
from bot.app.push import dispatch
from bot.clock import MovableClock
from bot.db.engine import connect
from bot.db.store import transactions
from bot.db.tables import deliveries, metadata, people
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.intent import Command, Inbound, Intent, Location, Membership, Other, Text
from bot.telegram.buttons import decode, encode
from bot.telegram.inbound import MADE_UP
from tests.app.talker import Talker, rows

MONDAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
SAID = (
    *("done", "did 2 of 4, pain 3", "skip", "later", "tomorrow at 7", "tired", "5 min", "7", "no"),
    *("my knee hurts", "chest pain when I climb stairs", "pause until Monday", "resume", "stop"),
    *(
        "I meant the left",
        "never again",
        "easier",
        "no band",
        "Kyiv",
        "7:30",
        "12,5 cm",
        "🙂",
        "<b>",
    ),
)
LONGEST_SCREEN = 4096


class People(RuleBasedStateMachine):
    """Two people, one bot; `database` is set by the test that runs it."""

    database: str

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.clock = MovableClock(lambda: MONDAY)
        self.last: Inbound | None = None
        self.died = 0
        self.updates = 0
        self.open()
        self.run(self.empty())

    def open(self) -> None:
        """Start the bot, as it were."""
        self.engine = connect(self.database)
        transaction = transactions(self.engine)
        self.people = [Talker(transaction, self.clock, id=UserId(n)) for n in (7, 8)]

    def run(self, work: Any) -> Any:
        """On this machine's own loop."""
        return self.loop.run(work)

    async def empty(self) -> None:
        async with self.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                await connection.execute(delete(table))

    def teardown(self) -> None:
        self.run(self.engine.dispose())
        self.loop.close()

    def act(self, who: int, intent: Intent) -> None:
        """One update of one person, with whatever the bot answers made into screens."""
        self.updates += 1
        talker = self.people[who]
        self.last = Inbound(self.updates, talker.id, "en", intent)
        self.run(talker.do(intent, self.updates))
        for screen in talker.screens():
            assert len(screen.text) <= LONGEST_SCREEN * 2  # markup counts here, not at Telegram

    @initialize(ready=st.booleans())
    def somebody_is_set_up(self, ready: bool) -> None:
        if ready:
            self.run(self.people[0].settle_in())

    @rule(
        who=st.integers(0, 1),
        parts=st.lists(st.sampled_from(SAID) | st.text(max_size=12), min_size=1, max_size=3),
        joint=st.sampled_from((" ", ", ", " but ", "\n", " not ")),
    )
    def says(self, who: int, parts: list[str], joint: str) -> None:
        words = joint.join(parts)
        if words.strip():  # Telegram lets nobody send nothing
            self.act(who, Text(words))

    @rule(who=st.integers(0, 1), name=st.sampled_from(sorted(COMMANDS)))
    def commands(self, who: int, name: str) -> None:
        self.act(who, Command(name))

    @rule(who=st.integers(0, 1), which=st.integers(0, 10_000), times=st.integers(1, 6))
    def taps(self, who: int, which: int, times: int) -> None:
        """Any button that was ever shown, old ones too, and then what it leads to."""
        for step in range(times):
            buttons = list(self.people[who]._buttons.values())
            if buttons:
                self.act(who, buttons[-1 - (which + step) % min(len(buttons), 30)].intent)

    @rule(
        who=st.integers(0, 1),
        which=st.integers(0, 10_000),
        at=st.integers(0, 9),
        other=st.sampled_from(("", "0", "999999999999999999", "-1", "T16", "safety", "yes", "é:")),
    )
    def forges(self, who: int, which: int, at: int, other: str) -> None:
        """Callback data of a real button with one of its parts exchanged."""
        buttons = list(self.people[who]._buttons.values())
        if not buttons:
            return
        parts = encode(buttons[which % len(buttons)].intent).split(":")
        parts[at % len(parts)] = other
        self.act(who, decode(":".join(parts)) or MADE_UP)

    @rule(who=st.integers(0, 1))
    def shares(self, who: int) -> None:
        self.act(who, Location(50.4, 30.5))
        self.act(who, Other("look"))

    @rule(who=st.integers(0, 1), blocked=st.booleans())
    def blocks(self, who: int, blocked: bool) -> None:
        self.act(who, Membership(blocked))

    @rule(hours=st.integers(1, 72))
    def time_passes(self, hours: int) -> None:
        until = self.clock() + timedelta(hours=hours)
        for _ in range(60):
            due = self.run(self.people[0].next_due())
            if due is None or due > until:
                break
            self.run(self.people[0].next_push())
        self.clock.move(max(until - self.clock(), timedelta()))

    @rule()
    def the_bot_dies_with_pushes_in_flight(self) -> None:
        """Claimed and prepared, never settled: the lease runs out."""
        deps = self.people[0].deps
        claimed = self.run(dispatch.due(deps, 30, 30))
        self.died += len(self.run(dispatch.prepare(deps, claimed)))
        self.clock.move(timedelta(minutes=5))
        self.restarts()

    @rule()
    def restarts(self) -> None:
        shown = [talker._buttons for talker in self.people]
        self.run(self.engine.dispose())
        self.open()
        for talker, buttons in zip(self.people, shown, strict=True):
            talker._buttons.update(buttons)

    @precondition(lambda self: self.last is not None)
    @rule()
    def the_last_update_comes_again(self) -> None:
        assert self.last is not None
        before = self.run(self.kept_apart_from_when_they_were_seen())
        talker = next(t for t in self.people if t.id == self.last.person)
        self.run(talker.do(self.last.intent, self.last.update_id))
        after = self.run(self.kept_apart_from_when_they_were_seen())
        assert after == before

    async def kept_apart_from_when_they_were_seen(self) -> dict[str, Any]:
        kept = await rows(self.engine)
        kept["people"] = [await kept_person(talker) for talker in self.people]
        return kept

    @invariant()
    def what_must_hold_holds(self) -> None:
        kept = self.run(rows(self.engine))
        self.nothing_of_health_before_consent(kept)
        self.nothing_twice(kept)
        for talker in self.people:
            self.run(self.somebody_who_waits_is_promised_something(talker))

    def nothing_of_health_before_consent(self, kept: dict[str, Any]) -> None:
        people = {t.id: self.run(kept_person(t)) for t in self.people}
        without = {id for id, person in people.items() if person is None or not person.consent_at}
        columns = {table.name: [c.name for c in table.columns] for table in metadata.sorted_tables}
        for name in ("profiles", "workouts", "answers"):
            for row in kept.get(name, []):
                named = dict(zip(columns[name], row, strict=True))
                assert named.get("person") not in without, f"{name} before consent"

    def nothing_twice(self, kept: dict[str, Any]) -> None:
        columns = [column.name for column in metadata.tables["answers"].columns]
        answers = [dict(zip(columns, row, strict=True)) for row in kept.get("answers", [])]
        counted = Counter((answer["dialogue"], answer["question"]) for answer in answers)
        assert max(counted.values(), default=0) <= 1
        columns = [column.name for column in metadata.tables["events"].columns]
        events = [dict(zip(columns, row, strict=True)) for row in kept.get("events", [])]
        assert not [event for event in events if event["kind"] == "broken"]

    async def somebody_who_waits_is_promised_something(self, talker: Talker) -> None:
        async with talker.transaction() as store:
            person = await store.people.find(talker.id)
            profile = await store.profiles.latest(talker.id)
            waiting = await store.deliveries.open_of(talker.id)
            free = (
                person is not None
                and person.preferences.push_at is not None
                and person.lock is None
                and person.reachable
                and not person.stopped
                and person.paused_until is None
            )
        if free and profile is not None and not waiting:
            assert await in_peace(self.engine, talker), "nothing is promised to somebody who waits"


async def kept_person(talker: Talker) -> Any:
    async with talker.transaction() as store:
        return await store.people.find(talker.id)


async def in_peace(engine: AsyncEngine, talker: Talker) -> bool:
    """Nothing was heard of them since the farewell: whoever left is left alone."""
    farewell = (
        select(func.max(deliveries.c.sent_at))
        .where(deliveries.c.person == talker.id)
        .where(deliveries.c.kind == DeliveryKind.FAREWELL)
    )
    seen = select(people.c.seen_at).where(people.c.id == talker.id)
    async with engine.connect() as connection:
        goodbye, heard = await connection.scalar(farewell), await connection.scalar(seen)
    return goodbye is not None and heard is not None and goodbye > heard


def drive(database: str, examples: int, steps: int, *phases: Phase) -> None:
    """Let random people live, the same ones every time unless it is the long run."""
    run_state_machine_as_test(
        type("PeopleHere", (People,), {"database": database}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=phases,
            derandomize=Phase.shrink not in phases,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
def test_whatever_people_do_nothing_is_lost_doubled_or_kept_too_early(database: str) -> None:
    drive(database, 8, 25, Phase.generate)


@pytest.mark.slow
def test_many_people_over_many_steps(database: str) -> None:
    drive(database, 60, 50, Phase.generate, Phase.shrink)
