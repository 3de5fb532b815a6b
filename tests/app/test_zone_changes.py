"""Promised messages keep the time on the clock when the zone data's rules are revised."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app.zone_changes import follow_zone_rules
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from tests.app.talker import Talker

HOUR = timedelta(hours=1)
SUMMER = timedelta(days=100)


def without_summer_time(name: str) -> ZoneInfo:
    """The zone data after Ukraine has given up summer time."""
    return ZoneInfo("Etc/GMT-2" if name == "Europe/Kyiv" else name)


async def due_of(me: Talker) -> dict[DeliveryKind, datetime]:
    async with me.transaction() as store:
        return {one.kind: one.due for one in await store.deliveries.open_of(me.id)}


async def settled_in_summer(me: Talker) -> dict[DeliveryKind, datetime]:
    """Promise a routine, and a timer that has nothing to do with the clock on the wall."""
    me.clock.move(SUMMER)
    await me.settle_in()
    soon = me.clock() + timedelta(minutes=5)
    async with me.transaction() as store:
        timer = Promise(me.id, DeliveryKind.TIMER, "timer", soon, soon + HOUR, 1)
        await store.deliveries.promise(timer)
    await follow_zone_rules(me.deps)
    return await due_of(me)


async def test_messages_move_with_the_rules_once_and_timers_stay(me: Talker) -> None:
    before = await settled_in_summer(me)
    moved = await follow_zone_rules(me.deps, without_summer_time)
    after = await due_of(me)
    assert moved == len(before) - 1 > 0
    assert after.pop(DeliveryKind.TIMER) == before.pop(DeliveryKind.TIMER)
    assert after == {kind: due + HOUR for kind, due in before.items()}
    assert await follow_zone_rules(me.deps, without_summer_time) == 0
    assert after.items() <= (await due_of(me)).items()


async def test_nothing_moves_while_the_rules_stay_or_another_zone_is_revised(me: Talker) -> None:
    before = await settled_in_summer(me)
    me.clock.move(timedelta(minutes=1))
    assert await follow_zone_rules(me.deps) == 0

    def elsewhere(name: str) -> ZoneInfo:
        return ZoneInfo("Etc/GMT-2" if name == "Europe/Athens" else name)

    assert await follow_zone_rules(me.deps, elsewhere) == 0
    assert await due_of(me) == before


async def test_two_replicas_that_start_at_once_move_each_message_once(me: Talker) -> None:
    before = await settled_in_summer(me)
    moved = await asyncio.gather(
        *(follow_zone_rules(me.deps, without_summer_time) for _ in range(2))
    )
    assert sum(moved) == len(before) - 1
    due = (await due_of(me))[DeliveryKind.ROUTINE]
    assert due == before[DeliveryKind.ROUTINE] + HOUR
