"""Quieter minutes at set-up and in the settings, counted among what is promised."""

import re
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import delivery_statements as sql
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.intent import OnSetting
from bot.domain.outcome.account import QuieterOffered
from bot.domain.schedule import instant
from tests.app.talker import Talker, kinds

KYIV = ZoneInfo("Europe/Kyiv")
RATE = 0.5
MANY = 80
"""So many at one minute are 160 seconds of messages at that rate, a minute of them early."""


async def promised(me: Talker, at: time, many: int = MANY, first: int = 1000) -> None:
    """So many people get theirs at that time, each on one of the next three days."""
    async with me.transaction() as store:
        for n in range(many):
            id = UserId(first + n)
            await store.people.lock(id, "en", me.clock())
            day = date(2027, 3, 2) + timedelta(days=n % 3)
            due = instant(day, at, KYIV)
            slot = day.isoformat()
            hour = timedelta(hours=1)
            await store.deliveries.promise(
                Promise(id, DeliveryKind.ROUTINE, slot, due, due + hour, 5)
            )


async def test_a_time_shared_with_many_is_kept_and_quieter_minutes_are_offered(me: Talker) -> None:
    me.rate = RATE
    await me.settle_in()
    await promised(me, time(7))
    [offered] = await me.say("/settings", "[Time]", "[07:00]")
    assert isinstance(offered, QuieterOffered)
    assert (await me.person()).preferences.push_at == time(7)
    assert offered.minutes[0] == time(7, 3), "two minutes are still being written to"
    assert "up to 2 minutes late" in me.words()
    assert kinds(await me.say("[07:03]")) == ["SettingsShown"]
    assert (await me.person()).preferences.push_at == time(7, 3)


async def test_keeping_it_leads_back_to_all_settings(me: Talker) -> None:
    me.rate = RATE
    await me.settle_in()
    await promised(me, time(7))
    await me.say("change my time to 7 am")
    assert kinds(await me.say("[Keep 07:00]")) == ["SettingsShown"]
    assert (await me.person()).preferences.push_at == time(7)


async def test_a_zone_can_bring_somebody_into_a_crowd(me: Talker) -> None:
    me.rate = RATE
    await me.settle_in(push_at=time(6), quiet_to=time(5))
    await promised(me, time(7))
    assert kinds(await me.do(OnSetting("zone", "Europe/Berlin"))) == ["QuieterOffered"]


async def test_no_minute_of_the_quiet_hours_is_offered(me: Talker) -> None:
    me.rate = RATE
    await me.settle_in()
    await promised(me, time(7))
    [offered] = await me.do(OnSetting("push_at", "07:00"))
    assert isinstance(offered, QuieterOffered)
    assert all(at >= time(7) for at in offered.minutes)


async def test_at_the_end_of_the_set_up_they_are_offered_too(me: Talker) -> None:
    me.rate = RATE
    await me.settle_in(push_at=None)
    await promised(me, time(7))
    await me.say("/settings", "[Minutes]", "[07:00]", "Kyiv")
    assert kinds(await me.say("[10 min]")) == ["Answered", "SetUp", "QuieterOffered"]


@pytest.mark.parametrize("rate", [2.0, 30.0])
async def test_where_everybody_is_written_to_in_time_nothing_is_said(
    me: Talker, rate: float
) -> None:
    me.rate = rate
    await me.settle_in()
    await promised(me, time(7))
    assert kinds(await me.say("/settings", "[Time]", "[07:00]")) == ["SettingsShown"]


async def test_people_are_counted_span_by_span(me: Talker) -> None:
    await promised(me, time(7), 6)
    await promised(me, time(7, 1), 3, first=2000)
    day = timedelta(days=1)
    begin = instant(date(2027, 3, 2), time(7), KYIV)
    minute = timedelta(minutes=1)
    async with me.transaction() as store:
        crowds = await store.deliveries.crowds(
            [(begin + n * day, begin + n * day + 2 * minute) for n in range(4)]
        )
    assert crowds[0] == {begin: 2, begin + minute: 1}
    assert crowds[2] == {begin + 2 * day: 2, begin + 2 * day + minute: 1}
    assert crowds[3] == {}


async def test_counting_reads_the_small_index(me: Talker, engine: AsyncEngine) -> None:
    await promised(me, time(7), 30)
    words = str(sql.crowds(2).compile(dialect=engine.dialect))
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            asked = "EXPLAIN QUERY PLAN " + words.replace("?", "'2027'")
            index = "COVERING INDEX ix_deliveries_ready"
        else:
            await connection.exec_driver_sql("SET enable_seqscan = off")
            filled = re.sub(r"\$\d+::TIMESTAMP WITH TIME ZONE", "now()", words)
            asked = "EXPLAIN " + re.sub(r"\$\d+::INTEGER", "0", filled)
            index = "ix_deliveries_ready"
        plan = "\n".join(str(row) for row in await connection.exec_driver_sql(asked))
    assert plan.count(index) == 2, plan
