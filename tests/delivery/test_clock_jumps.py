"""A machine whose clock is moved, or that slept: pushes go on, and nobody gets a heap."""

from datetime import timedelta
from pathlib import Path

from bot.clock import wall_clock
from bot.db.store import connect, transactions
from bot.sandbox.app import create_app
from bot.sandbox.serve import serving
from bot.sandbox.state import Sandbox
from tests.conftest import NewDatabase
from tests.delivery.conftest import Stage
from tests.delivery.crowd import TOKEN, Watch, join, settle_in, until
from tests.story.bots import HOOK, Bots, Launcher

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_a_real_bot_goes_on_when_its_clock_steps_back_an_hour_and_forward_a_day(
    new_database: NewDatabase, launcher: Launcher, tmp_path: Path
) -> None:
    database = new_database("sqlite")
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    engine = connect(database)
    async with serving(create_app(sandbox)) as api:
        told = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_DATABASE_URL": database}
        bots = Bots(launcher, tmp_path, **told, **HOOK)
        try:
            await bots.start()
            for shift in (timedelta(), -HOUR, DAY):
                bots.shift(shift.total_seconds())
                (person,) = join(sandbox, 1)
                await settle_in(transactions(engine), [person], wall_clock() + shift)
                await until(lambda who=person: who in watch.arrived())  # type: ignore[misc]
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
