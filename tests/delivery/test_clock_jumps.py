"""A machine whose clock is moved, or that slept: pushes go on, and nobody gets a heap."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import wall_clock
from bot.db.promises import Promise
from bot.db.store import connect, transactions
from bot.domain.catalog import DeliveryKind
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.conftest import DIALECTS, NewDatabase
from tests.delivery.conftest import Stage
from tests.delivery.crowd import CATALOG, TOKEN, Watch, join, settle_in, until
from tests.story.bots import HOOK, Bots, Launcher

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


AT_ONCE = 5.0
"""Seconds within which a moved clock is noticed (design.md, section 2)."""


@pytest.mark.slow
@pytest.mark.parametrize("dialect", DIALECTS)
async def test_a_real_bot_goes_on_when_its_clock_steps_back_an_hour_and_forward_a_day(
    dialect: str, new_database: NewDatabase, launcher: Launcher, tmp_path: Path
) -> None:
    database = new_database(dialect)
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    engine = connect(database)
    async with serving(create_app(sandbox)) as api:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_DATABASE_URL": database}
        bots = Bots(launcher, tmp_path, **settings, **HOOK)
        try:
            await bots.start()
            for shift in (timedelta(), -HOUR, DAY):
                bots.shift(shift.total_seconds())
                (person,) = join(sandbox, 1)
                await settle_in(transactions(engine), [person], wall_clock() + shift)
                patience = 30.0 if not shift else AT_ONCE  # the first time it is still starting
                await until(lambda who=person: who in watch.arrived(), patience)  # type: ignore[misc]
        finally:
            bots.close()
    await engine.dispose()


async def test_after_days_asleep_there_is_one_message_and_not_a_heap(stage: Stage) -> None:
    (person,) = await stage.crowd(1)
    assert stage.sandbox.move is not None
    stage.sandbox.move(3 * DAY + 5 * HOUR)  # the routine of the first day has lapsed
    async with stage.pushing():
        await stage.settled({("expired", 0): 1})
        assert await stage.promised() == 1
        stage.sandbox.move(DAY - 4 * HOUR)  # the next one is an hour late
        await until(lambda: bool(stage.watch.arrived()))
    assert stage.watch.arrived() == {person: 1}
    (message,) = (m for m in stage.sandbox.messages.of(person) if m.from_bot)
    assert str(stage.speak("en")("routine.late")) in message.body["text"]


async def test_what_lapsed_in_one_night_asleep_does_not_come_beside_the_day(stage: Stage) -> None:
    (person,) = await stage.crowd(1)
    rules, due = CATALOG.deliveries, stage.deps.now()
    beside = (DeliveryKind.NUDGE, DeliveryKind.CHECKIN, DeliveryKind.MORNING, DeliveryKind.SILENCE)
    async with stage.deps.transaction() as store:
        for kind in beside:
            slot, lapse = due.date().isoformat(), due + rules[kind].expires
            await store.deliveries.promise(
                Promise(person, kind, slot, due, lapse, rules[kind].priority)
            )
    assert stage.sandbox.move is not None
    stage.sandbox.move(max(rules[kind].expires for kind in beside) + timedelta(minutes=1))
    async with stage.pushing():
        await stage.settled({("expired", 0): 1})
        assert await stage.promised() == 1
        stage.sandbox.move(DAY - (stage.deps.now() - due))  # its own time, the next day
        await until(lambda: bool(stage.watch.arrived()))
    assert stage.watch.arrived() == {person: 1}
    (message,) = (m for m in stage.sandbox.messages.of(person) if m.from_bot)
    assert str(stage.speak("en")("routine.late")) not in message.body["text"]
