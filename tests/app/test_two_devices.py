"""One person with a phone and a tablet: whatever both tap at once, or again later, counts once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.app.deps import Deps
from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.ids import UserId
from bot.domain.intent import Command, Intent
from bot.domain.outcome.reply import Broken
from tests.app.talker import Talker

STATES = {
    "a routine": ["/today"],
    "a routine made shorter": ["/today", "[Only 5 min]"],
    "the first card": ["/today", "[Start]"],
    "the second card": ["/today", "[Start]", "[Done]"],
    "the check-in": ["/today", "[I did it already]"],
    "the last question of the check-in": ["/today", "[I did it already]", "[All of it]"],
    "a report": ["/today", "done, pain 3"],
    "pain": ["/today", "my left knee hurts 6"],
    "something else": ["/today", "tired"],
    "the assessment": ["/assess"],
    "a re-test": ["/recheck"],
    "ticks": ["/assess", "[Neck]"],
    "settings": ["/settings"],
    "more settings": ["/settings", "[More]"],
    "days": ["/settings", "[Days]"],
    "things": ["/settings", "[Place]", "[Equipment]"],
    "quiet hours": ["/settings", "[Quiet hours]"],
    "what lengths are told in": ["/settings", "[More]", "[Lengths]"],
    "a hand": ["/settings", "[More]", "[Lengths]", "[My hand]"],
    "progress": ["/progress"],
    "a red flag": ["my chest hurts and I cannot breathe"],
    "never again": ["/today", "[Start]", "[Swap]"],
    "a pause": ["/pause 5"],
    "the end": ["/stop"],
    "erasure": ["/erase"],
}


SMOKE = {"the first card", "the check-in", "pain", "settings", "a red flag"}
"""What every gate asks; `make test-all` asks the others too."""
BUTTONS = [
    pytest.param(state, marks=[] if state in SMOKE else pytest.mark.slow, id=state)
    for state in STATES
]


class Devices:
    """Two of one person, each on a replica of its own."""

    def __init__(self, transaction: Transaction, clock: MovableClock, id: int) -> None:
        self.phone = Talker(transaction, clock, UserId(id))
        self.tablet = Talker(transaction, clock, UserId(id), _updates=500)

    @property
    def deps(self) -> Deps:
        return self.phone.deps

    async def at_once(self, *intents: Intent) -> None:
        """Each device does one of these at the same time."""
        both = (self.phone, self.tablet)
        await asyncio.gather(*(device.do(one) for device, one in zip(both, intents, strict=True)))
        assert Broken() not in (*self.phone.outcomes, *self.tablet.outcomes)

    async def kept(self) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of them, told without the numbers that rows happen to have."""
        async with self.phone.transaction() as store:
            archive = await store.takeout.of(self.phone.id)
        order = {row["id"]: n for n, row in enumerate(archive.get("dialogues", []))}
        for row in archive.get("answers", []):
            row["dialogue"] = order[row["dialogue"]]
        for rows in archive.values():
            for row in rows:
                for name in ("id", "person", "token", "after"):
                    row.pop(name, None)
        return {
            table: sorted(rows, key=str) for table, rows in archive.items() if table != "updates"
        }


@pytest.mark.parametrize("state", BUTTONS)
async def test_every_button_counts_once(
    state: str, transaction: Transaction, clock: MovableClock
) -> None:
    """Tapped once, on both devices at the same time, and once more later: the same is kept."""
    looking = Devices(transaction, clock, 1)
    await looking.phone.settle_in()
    await looking.phone.say(*STATES[state])
    labels = [b.text for screen in looking.phone.screens() for row in screen.rows for b in row]
    assert labels
    wrong = []
    for number, label in enumerate(labels):
        once, both, again = (Devices(transaction, clock, 10 * number + n) for n in (11, 12, 13))
        for one in (once, both, again):
            await one.phone.settle_in()
            await one.phone.say(*STATES[state])
        await once.phone.say(f"[{label}]")
        tap = both.phone.button(label)
        await both.at_once(tap, tap)
        tap = again.phone.button(label)
        await again.phone.do(tap)
        await again.tablet.do(tap)
        expected = await once.kept()
        for name, one in (("at once", both), ("again", again)):
            kept = await one.kept()
            if kept != expected:
                wrong.append((label, name, _different(expected, kept)))
    assert wrong == []


@pytest.mark.parametrize("state", STATES)
async def test_last_months_buttons_change_nothing_of_last_month(
    state: str, transaction: Transaction, clock: MovableClock
) -> None:
    me = Talker(transaction, clock)
    await me.settle_in()
    await me.say("/today", "did 2 of 3" if state == "a report" else "/today", *STATES[state])
    old = {b.text: b.intent for screen in me.screens() for row in screen.rows for b in row}
    then = await me.workout()
    clock.move(timedelta(days=30))
    for label, intent in old.items():
        if label == "Yes, erase everything":
            continue
        await me.do(intent)
        assert Broken() not in me.outcomes, label
        async with transaction() as store:
            now = None if then is None else await store.workouts.find(me.id, then.day)
        assert now == then, label


COMMANDS = ["/recheck", "/assess", "/checkin", "/today", "/settings time", "/pause 3", "/resume"]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_from_both_devices_counts_once(
    command: str, transaction: Transaction, clock: MovableClock
) -> None:
    once, both = Devices(transaction, clock, 1), Devices(transaction, clock, 2)
    name, _, argument = command[1:].partition(" ")
    for one in (once, both):
        await one.phone.settle_in()
    await once.phone.say(command)
    await both.at_once(Command(name, argument), Command(name, argument))
    assert await both.kept() == await once.kept()


def _different(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {
        table: (
            [row for row in one.get(table, []) if row not in other.get(table, [])],
            [row for row in other.get(table, []) if row not in one.get(table, [])],
        )
        for table in {*one, *other}
        if one.get(table) != other.get(table)
    }
