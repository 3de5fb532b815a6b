"""A backup taken in the middle of a push, the disk lost a moment later, and the backup restored."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import wall_clock
from bot.db.backup import backup
from bot.db.store import connect, transactions
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, Watch, join, settle_in, until
from tests.delivery.replicas import LEASES_OVER
from tests.story.bots import HOOK, Bots, Launcher

PEOPLE = 160
"""So many that a slow machine is not through with them before the backup is made."""
SENT = 20


def states(file: Path) -> dict[int, str]:
    """Person -> what became of their first routine."""
    first = "(SELECT min(slot) FROM deliveries)"
    query = f"SELECT person, state FROM deliveries WHERE slot = {first} AND kind = 'routine'"
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute(query).fetchall())


@pytest.mark.slow
async def test_restoring_loses_nothing_committed_and_doubles_only_what_was_in_flight(
    database: str, launcher: Launcher, tmp_path: Path
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    kept, restored = tmp_path / "backup.db", tmp_path / "restored.db"
    engine = connect(database)
    async with serving(create_app(sandbox)) as api:
        crowd = join(sandbox, PEOPLE)
        await settle_in(transactions(engine), crowd, wall_clock())
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_SEND_RATE": "20", **HOOK}
        before = Bots(launcher, tmp_path, BOT_DATABASE_URL=database, **settings)
        after = Bots(
            launcher, tmp_path, BOT_DATABASE_URL=f"sqlite+aiosqlite:///{restored}", **settings
        )
        try:
            bot = await before.start()
            await until(lambda: len(watch.sends) >= SENT)
            await backup(engine, kept)
            before.kill(bot)
            await asyncio.to_thread(shutil.copy, kept, restored)
            await until(lambda: not sandbox.in_flight)  # what had left the bot still arrives
            at_the_kill = watch.arrived()
            after.shift(LEASES_OVER)
            await after.start()
            await until(lambda: len(watch.arrived()) == PEOPLE, 120)
            await until(lambda: set(states(restored).values()) == {"sent"}, 120, every=0.2)
        finally:
            before.close()
            after.close()
    await engine.dispose()
    arrived = watch.arrived()
    marked = {person for person, state in states(kept).items() if state == "sent"}
    in_flight = at_the_kill.keys() - marked
    doubled = {person for person in crowd if arrived[person] > 1}
    print(
        f"{len(marked)} of {PEOPLE} marked in the backup, {len(in_flight)} more in flight, "
        f"{len(doubled)} doubled"
    )
    assert 0 < len(marked) < PEOPLE
    assert set(states(restored)) == set(crowd) == set(arrived)
    assert doubled <= in_flight
    assert all(arrived[person] <= 2 for person in crowd)
