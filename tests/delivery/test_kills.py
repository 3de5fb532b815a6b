"""kill -9 in the middle of pushes and replies: nothing lost, doubled at most what was in doubt."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import wall_clock
from bot.db.store import connect
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.conftest import NewDatabase
from tests.delivery.crowd import TOKEN, until
from tests.delivery.replicas import Toll, kill_while_pushing
from tests.story.bots import Bots, Launcher


def hold(toll: Toll) -> None:
    """What must be true after any number of kills."""
    print(toll)
    assert toll.lost == 0
    assert toll.unexplained == 0
    assert toll.stuck == 0
    assert toll.promised == toll.people


@pytest.mark.parametrize(
    ("dialect", "replicas"),
    [("sqlite", 1), pytest.param("postgresql", 2, marks=pytest.mark.slow)],
    indirect=["dialect"],
)
async def test_kills_in_a_push_lose_nobody(
    replicas: int, database: str, launcher: Launcher, tmp_path: Path
) -> None:
    hold(
        await kill_while_pushing(
            launcher, tmp_path, database, people=40, kills=2, replicas=replicas, rate=15
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dialect", "replicas", "kills"),
    [("sqlite", 1, 30), ("postgresql", 2, 100)],
    indirect=["dialect"],
)
async def test_many_kills_in_a_push_of_ten_thousand(
    replicas: int, kills: int, database: str, launcher: Launcher, tmp_path: Path
) -> None:
    hold(
        await kill_while_pushing(
            launcher, tmp_path, database, people=10_000, kills=kills, replicas=replicas, rate=100
        )
    )


async def test_kills_while_people_write_handle_every_update_once(
    new_database: NewDatabase, launcher: Launcher, tmp_path: Path
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    database = new_database("sqlite")
    written = 0
    async with serving(create_app(sandbox)) as api:
        people = [acts.join(sandbox) for _ in range(5)]
        bots = Bots(launcher, tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=api, BOT_DATABASE_URL=database)
        running = await bots.start()
        try:
            for round in range(4):
                for person in people:
                    acts.write(sandbox, person, "/start" if round == 0 else "/help")
                    written += 1
                await until(lambda: len(sandbox.updates.queue) <= 3)
                bots.kill(running)
                running = await bots.start()
            await until(lambda: not sandbox.updates.queue)
            await asyncio.sleep(0.3)
        finally:
            bots.close()
        answered = {p.id: _answers(sandbox, p.id) for p in people}
    engine = connect(database)
    async with engine.connect() as connection:
        handled = await connection.scalar(text("SELECT count(*) FROM updates"))
    await engine.dispose()
    print(f"{written} updates, 4 kills: {handled} handled, replies {sorted(answered.values())}")
    assert handled == written
    assert all(answered.values())


def _answers(sandbox: Sandbox, chat: int) -> int:
    return sum(message.from_bot for message in sandbox.messages.of(chat))
