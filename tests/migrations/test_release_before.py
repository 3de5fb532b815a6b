"""A release can be undone: the one before the newest migration runs on the schema of today."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import wall_clock
from bot.db.revision import head
from bot.db.store import transactions
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, Watch, join, settle_in, until
from tests.migrations.release_before import ReleaseBefore, unpack_release_before
from tests.migrations.test_newer_schema import NEWER, disposable, execute
from tests.story.bots import HOOK, Bots, Launcher

__all__ = ["disposable"]

pytestmark = pytest.mark.slow

STARTED = 60.0
"""Seconds that a start may take on a busy machine."""


@pytest.fixture(scope="module")
def unpacked() -> Iterator[Path]:
    """The release before, in a folder."""
    with TemporaryDirectory() as folder:
        unpack_release_before(Path(folder))
        migrations = (Path(folder) / "migrations" / "versions").glob("[0-9]*_*.py")
        assert max(path.name for path in migrations) < head()
        yield Path(folder)


def release(folder: Path, api: str, database: str, **settings: str) -> ReleaseBefore:
    """The release before with the settings of a test."""
    own = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_DATABASE_URL": database}
    return ReleaseBefore(folder, {**own, **settings})


async def test_it_pushes_answers_and_restarts_on_the_schema_of_today(
    database: str, engine: AsyncEngine, unpacked: Path, launcher: Launcher, tmp_path: Path
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    async with serving(create_app(sandbox)) as api:
        crowd = join(sandbox, 3)
        await settle_in(transactions(engine), crowd, wall_clock())
        before = release(unpacked, api, database)
        async with before.running():
            await until(lambda: len(watch.arrived()) == len(crowd), STARTED)
        for _ in range(2):
            async with before.running():
                await _answers(sandbox, watch, crowd[0])
        bots = Bots(launcher, tmp_path, **before.settings)
        await bots.start()  # the newer release again, on what the older has written
        try:
            await _answers(sandbox, watch, crowd[0])
        finally:
            bots.close()


async def _answers(sandbox: Sandbox, watch: Watch, person: int) -> None:
    """Write to the bot and wait until it has answered."""
    before = watch.arrived()[person]
    acts.write(sandbox, sandbox.chats.people[person], "/help")
    await until(lambda: watch.arrived()[person] > before, STARTED)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_an_old_replica_that_is_killed_comes_back_beside_a_new_one(
    database: str, engine: AsyncEngine, unpacked: Path, launcher: Launcher, tmp_path: Path
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    async with serving(create_app(sandbox)) as api:
        crowd, later = join(sandbox, 40), join(sandbox, 5)
        before = release(unpacked, api, database, BOT_SEND_RATE="8", **HOOK)
        bots = Bots(launcher, tmp_path, **before.settings)
        new = await bots.start()
        try:
            async with before.running() as old:
                await settle_in(transactions(engine), crowd, wall_clock())
                await until(lambda: len(watch.arrived()) > 10, STARTED)
                old.kill()
                old.wait()
            async with before.running():
                bots.shift(120)  # what the killed one had claimed can be claimed again
                await until(lambda: len(watch.arrived()) == len(crowd), STARTED)
                bots.kill(new)
                await settle_in(transactions(engine), later, wall_clock())
                await until(lambda: len(watch.arrived()) == len(crowd) + len(later), STARTED)
        finally:
            bots.close()


async def test_it_refuses_a_schema_that_took_something_away_in_plain_words(
    database: str, disposable: AsyncEngine, unpacked: Path
) -> None:
    await execute(disposable, NEWER, "ALTER TABLE people RENAME COLUMN language TO tongue")
    bot = release(unpacked, "http://127.0.0.1:9", database).start()
    _, complaint = await asyncio.to_thread(bot.communicate, None, STARTED)
    assert bot.returncode == 2
    assert "the column people.language is gone" in complaint
    assert len(complaint.splitlines()) == 1
