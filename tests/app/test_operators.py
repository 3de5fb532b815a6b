"""What operators see in the chat, nobody else does; and what they are told unasked."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.deps import Deps
from bot.app.maintenance import look, watching
from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.ids import UserId
from bot.domain.operator_alarm import APART, MOST_MEMORY_MB, Alarm, Counted
from bot.domain.outcome.operator import AlarmRaised, ContentTold, StatsTold, WhoTold
from tests.app.talker import Talker, kinds
from tests.db.builders import a_lock

BOSS = UserId(900)


@pytest.fixture
def boss(transaction: Transaction, clock: MovableClock) -> Talker:
    """The operator, who wrote to the bot once."""
    return Talker(transaction, clock, BOSS, frozenset({BOSS}))


@pytest.mark.parametrize("command", ["/stats", "/who", "/content"])
async def test_for_everybody_else_there_is_no_such_command(
    me: Talker, boss: Talker, command: str
) -> None:
    me.admins = boss.admins
    assert kinds(await me.say(command)) == ["Welcomed"]
    await me.settle_in()
    assert kinds(await me.say(command)) == kinds(await me.say("/nonsense"))

    await me.say("/help")
    assert command not in me.words()


async def test_an_operator_sees_numbers_a_chart_and_what_is_wrong(boss: Talker, me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [outcome] = await boss.say("/who")
    assert isinstance(outcome, WhoTold)
    assert (outcome.people.met, outcome.people.agreed, outcome.people.receiving) == (2, 1, 1)
    assert "Agreed: 1" in boss.words()
    [outcome] = await boss.say("/stats")
    assert isinstance(outcome, StatsTold)
    assert "Nothing to say: 1" in boss.words()
    [screen] = boss.screens()
    assert screen.picture is not None
    assert screen.picture.chart is not None
    assert await boss.say("/content") == [ContentTold(None)]
    await boss.say("/help")
    assert "/stats: how the messages fare" in boss.words()


async def overdue(me: Talker) -> None:
    """My routine should have gone three minutes ago."""
    await me.settle_in()
    due = await me.next_due()
    assert due is not None
    me.clock.move(due - me.clock() + timedelta(minutes=3))


async def test_what_is_wrong_is_told_to_operators_who_can_be_written_to(
    boss: Talker, me: Talker
) -> None:
    await boss.say("/start")
    await overdue(me)
    deps = replace(boss.deps, admins=frozenset({BOSS, UserId(901)}))
    await look(deps)
    assert AlarmRaised(Alarm.LATE) in await boss.next_push()
    assert "late" in boss.words()


async def test_an_alarm_comes_once_an_hour_however_many_replicas_look(
    boss: Talker, me: Talker
) -> None:
    await boss.say("/start")
    await overdue(me)
    boss.clock.move(timedelta(minutes=45))
    raised = []
    for _ in range(5):
        await asyncio.gather(*(look(boss.deps) for _ in range(3)))
        raised.append(await alarms_of(boss))
        boss.clock.move(APART / 4)
    assert raised == [1, 1, 1, 1, 2]


async def alarms_of(boss: Talker) -> int:
    """How many were promised or sent so far."""
    async with boss.transaction() as store:
        kept = (await store.takeout.of(BOSS)).get("deliveries", [])
    return sum(row["kind"] == DeliveryKind.ALARM for row in kept)


async def test_bugs_and_broken_content_are_told_even_to_somebody_locked_who_stopped(
    boss: Talker,
) -> None:
    await boss.settle_in()
    person = await boss.person()
    async with boss.transaction() as store:
        await store.people.save(replace(person, stopped=True, lock=a_lock(), consent_at=None))
    deps = boss.deps
    deps.content.problems = ("one",)
    await look(deps, Counted(bugs=1))
    async with boss.transaction() as store:
        open_ = await store.deliveries.open_of(BOSS)
    assert {d.slot.partition(":")[0] for d in open_ if d.kind is DeliveryKind.ALARM} == {
        "broken",
        "content",
    }
    alarms = [one for one in await boss.next_push() if isinstance(one, AlarmRaised)]
    assert len(alarms) == 2


async def test_a_process_that_grows_beyond_its_size_is_told(
    boss: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.maintenance.EVERY", timedelta(seconds=0.05))
    await boss.say("/start")
    for megabytes, alarms in ((MOST_MEMORY_MB, 0), (MOST_MEMORY_MB + 1, 1)):
        monkeypatch.setattr("bot.app.maintenance.resident_mb", lambda size=megabytes: size)
        async with watching(boss.deps, list):
            await asyncio.sleep(0.3)
            for _ in range(200 if alarms else 0):
                if await alarms_of(boss):
                    break
                await asyncio.sleep(0.02)
        assert await alarms_of(boss) == alarms


async def test_nothing_wrong_is_not_told(boss: Talker, me: Talker) -> None:
    await boss.say("/start")
    await me.settle_in()
    await look(boss.deps)
    assert await alarms_of(boss) == 0


async def test_without_operators_nothing_is_looked_at(me: Talker) -> None:
    await overdue(me)
    deps: Deps = me.deps
    await look(deps, Counted(bugs=5))
    async with me.transaction() as store:
        [one] = await store.deliveries.open_of(me.id)
    assert (one.kind, one.state) == (DeliveryKind.ROUTINE, DeliveryState.PROMISED)
