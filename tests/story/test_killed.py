"""The story by real processes, the bot killed between any two steps and while it works."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.sandbox.person import Person
from tests.story.bots import Bots, Launcher
from tests.story.steps import Next, Say, Step, Tap, read_steps

TOKEN = "4200000001:story"


@contextmanager
def the_sandbox() -> Iterator[str]:
    """The sandbox as a process of its own; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.sandbox", "--port", "0", "--token", TOKEN],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def next_due(database: Path) -> datetime:
    """When the bot speaks next, as its own database says."""
    with sqlite3.connect(database) as connection:
        (found,) = connection.execute(
            "SELECT min(ready) FROM deliveries WHERE ready IS NOT NULL"
        ).fetchone()
    connection.close()
    return datetime.fromisoformat(str(found)).replace(tzinfo=UTC)


async def offered(person: Person, label: str) -> None:
    """Wait until the bot's last message has that button: a picture may take a moment.

    An answer may have died with the bot after its update was confirmed; then the person asks
    where things stand, as people do.
    """
    for patience in (100, 300):
        for _ in range(patience):
            await person.look()
            if any(label in row for row in person.last_keyboard()):
                return
            await asyncio.sleep(0.05)
        await person.say("/start")
    raise AssertionError(f"no button {label!r} under {person.screen!r}")


def last(person: Person) -> object:
    """The bot's last message as it stands, buttons and all."""
    return person.last if person.messages() else None


async def answered(person: Person, before: object) -> None:
    """Wait until the bot's last message is another, or another one is the last.

    A confirmed answer that died with the bot is asked for again, as in `offered`.
    """
    for _ in range(100):
        await person.look()
        if last(person) != before:
            return
        await asyncio.sleep(0.05)
    await person.say("/start")


async def take(person: Person, bots: Bots, step: Step, database: Path, shift: float) -> float:
    """One step; how far the clock is ahead afterwards."""
    match step:
        case Say(words):
            await person.say(words)
        case Tap(label):
            await offered(person, label)
            await person.tap(label)
        case Next():
            now = datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 - the real one is meant
            shift = (next_due(database) - now).total_seconds() + 1
            bots.shift(shift)
            await person.receive()
    return shift


async def test_nothing_is_lost_or_counted_twice_however_often_the_bot_is_killed(
    launcher: Launcher,
    tmp_path: Path,
) -> None:
    steps = read_steps()
    with the_sandbox() as url:
        database = tmp_path / "bot.db"
        bots = Bots(
            launcher,
            tmp_path,
            BOT_TOKEN=TOKEN,
            BOT_API_URL=url,
            BOT_DATABASE_URL=f"sqlite+aiosqlite:///{database}",
        )
        running = await bots.start()
        shift = 0.0
        try:
            async with await Person.join(
                url, patience=20, quiet=0.1, first_name="Ann", language_code="en"
            ) as person:
                for step in steps:
                    before = last(person)
                    shift = await take(person, bots, step, database, shift)
                    await answered(person, before)
                    bots.kill(running)
                    running = await bots.start()
                screens = person.messages()
        finally:
            bots.close()
    with sqlite3.connect(database) as connection:
        doubled = connection.execute(
            "SELECT dialogue, question FROM answers GROUP BY 1, 2 HAVING count(*) > 1"
        ).fetchall()
        (sent,) = connection.execute(
            "SELECT count(*) FROM deliveries WHERE state = 'sent' AND kind = 'routine'"
        ).fetchone()
        (stuck,) = connection.execute(
            "SELECT count(*) FROM deliveries WHERE state = 'claimed'"
        ).fetchone()
        (profiles,) = connection.execute("SELECT count(*) FROM profiles").fetchone()
    connection.close()
    print(f"{len(steps)} steps, {bots.kills} kills, {len(screens)} messages of the bot")
    assert doubled == []
    assert sent == sum(isinstance(step, Next) for step in steps)
    assert stuck == 0
    assert profiles == 1
