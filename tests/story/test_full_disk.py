"""A disk that is full for a while: nobody loses anything, and the bot goes on by itself."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock, wall_clock
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from telegram_sandbox.app import create_app
from telegram_sandbox.person import Person
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.app.talker import Talker
from tests.conftest import NOT_HERE, NewDatabase
from tests.delivery.crowd import TOKEN, until
from tests.story.bots import Bots, Launcher


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"{NOT_HERE} only root of a whole machine may make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Take the last byte; gives the file that holds it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


@pytest.mark.slow
async def test_what_comes_while_the_disk_is_full_is_handled_once_there_is_room(
    launcher: Launcher, new_database: NewDatabase, tmp_path: Path
) -> None:
    clock = MovableClock()
    clock.move(timedelta(hours=12 - clock().hour))
    sandbox = Sandbox(TOKEN)
    with small_disk(tmp_path / "disk") as disk:
        template = new_database("sqlite").partition("///")[2]
        url = f"sqlite+aiosqlite:///{shutil.copy(template, disk / 'bot.db')}"
        engine = connect(url)
        async with (
            serving(create_app(sandbox)) as api,
            await Person.join(api, patience=60, first_name="Ann", language_code="en") as ann,
            await Person.join(api, patience=60, first_name="Bo", language_code="en") as bo,
        ):
            for person in (ann, bo):
                talker = Talker(transactions(engine), clock, UserId(person.id))
                await talker.settle_in(pictures=False)
            due = await talker.next_due()
            assert due is not None
            log = tmp_path / "log.txt"
            settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_DATABASE_URL": url}
            bots = Bots(launcher, tmp_path, **settings, BOT_LOG_LEVEL="WARNING", LOG_FILE=str(log))
            bots.shift(clock.shift.total_seconds())
            try:
                await bots.start()
                await ann.say("/today")
                await bo.say("/help")
                count = len(bo.messages())
                filler = fill(disk)
                sent = await ann._post("messages", {"text": "not today"})
                bots.shift((due - wall_clock()).total_seconds() + 1)
                await until(lambda: "database or disk is full" in log.read_text())
                assert sandbox.updates.is_open(sent["update_id"])
                assert len(await bo.look()) == count + 1  # and what Bo said
                filler.unlink()
                await until(lambda: not sandbox.updates.is_open(sent["update_id"]))
                await until(lambda: len(sandbox.messages.of(bo.id)) > count + 1)
                await until(lambda: "database back" in log.read_text())
                await bo.look()
            finally:
                bots.close()
            assert len(bo.messages()) == count + 1
            assert bo.last_keyboard()[0][0] == "Start"
            async with transactions(engine)() as store:
                kept = await store.takeout.of(UserId(ann.id))
            await engine.dispose()
        assert [row["ending"] for row in kept["workouts"]] == ["not_today"]
        assert log.read_text().count("database away") == log.read_text().count("database back") == 1
        assert "Traceback" not in log.read_text()
