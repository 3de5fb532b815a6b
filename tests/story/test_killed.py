"""The story by real processes, the bot killed between any two steps and while it works."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from telegram_sandbox.person import Person
from tests.story.bots import Bots, Launcher
from tests.story.steps import Next, Say, Step, Tap, read_steps

TOKEN = "4200000001:story"


@contextmanager
def the_sandbox() -> Iterator[str]:
    """The sandbox as a process of its own; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "telegram_sandbox", "--port", "0", "--token", TOKEN],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def next_due(database: Path) -> datetime:
    """When the bot speaks next, as its own database says."""
    with sqlite3.connect(database) as connection:
        (instant,) = connection.execute(
            "SELECT min(ready) FROM deliveries WHERE ready IS NOT NULL"
        ).fetchone()
    connection.close()
    return datetime.fromisoformat(str(instant)).replace(tzinfo=UTC)


def claimed(database: Path) -> int:
    """How many messages are being sent, as the bot's own database says."""
    with sqlite3.connect(database) as connection:
        (number,) = connection.execute(
            "SELECT count(*) FROM deliveries WHERE state = 'claimed'"
        ).fetchone()
    connection.close()
    return int(number)


async def marked(database: Path) -> None:
    """Wait until the bot has written down what it sent: only then a step is over, and a kill falls
    between two. Kills before that are those of the fault points."""
    for _ in range(400):
        if not claimed(database):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("what was sent is never marked")


class Shifts(Protocol):
    """Whose clock can be moved."""

    def shift(self, seconds: float) -> None:
        """Ahead of the wall clock, by so much in all."""


class Telling:
    """One person's way through the story, whatever becomes of the bot meanwhile.

    An answer may have died with the bot after its update was confirmed; then the person asks
    where things stand, as people do.
    """

    def __init__(self, person: Person, bots: Shifts, database: Path) -> None:
        self._person = person
        self._bots = bots
        self._database = database
        self._tapped: object = None

    async def take(self, step: Step) -> None:
        """One step, until the bot's last message is another, or another one is the last."""
        before = self._last()
        match step:
            case Say(words):
                await self._person.say(words)
            case Tap(label):
                await self._until(lambda: self._offers(label))
                self._tapped = self._question()
                await self._person.tap(label)
            case Next():
                now = datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 - the real one
                self._bots.shift((next_due(self._database) - now).total_seconds() + 1)
                await self._person.receive()
        await self._until(lambda: self._last() != before)

    def _offers(self, label: str) -> bool:
        """Whether the button is there, and not the one that was tapped already: two questions
        in a row may offer the same words."""
        offered = any(label in row for row in self._person.last_keyboard())
        return offered and self._question() != self._tapped

    def _question(self) -> object:
        keyboard = repr(self._person.last_keyboard())  # "More" changes only the buttons
        return self._person.last["message_id"], self._person.screen, keyboard

    def _last(self) -> object:
        """The bot's last message as it stands, buttons and all."""
        return self._person.last if self._person.messages() else None

    async def _until(self, seen: Callable[[], bool]) -> None:
        for patience in (60, 400):
            for _ in range(patience):
                await self._person.look()
                if seen():
                    return
                await asyncio.sleep(0.05)
            await self._person.say("/start")
        raise AssertionError(f"nothing came of it: {self._person.screen!r}")


@pytest.mark.slow
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
        try:
            async with await Person.join(
                url, patience=20, quiet=0.1, first_name="Ann", language_code="en"
            ) as person:
                telling = Telling(person, bots, database)
                for step in steps:
                    await telling.take(step)
                    await marked(database)
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
        (profiles,) = connection.execute("SELECT count(*) FROM profiles").fetchone()
    connection.close()
    print(f"{len(steps)} steps, {bots.kills} kills, {len(screens)} messages of the bot")
    assert doubled == []
    assert sent == sum(isinstance(step, Next) for step in steps)
    assert claimed(database) == 0
    assert profiles == 2  # of what brought them here, and of the questions that followed
