"""Killed after each step of handling an update, the bot comes back and nothing is off."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.store import Transaction, connect, transactions
from bot.domain.ids import UserId
from telegram_sandbox.app import create_app
from telegram_sandbox.person import Person
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.app.talker import Talker
from tests.conftest import NewDatabase
from tests.delivery.crowd import TOKEN
from tests.story.bots import Bots, Launcher
from tests.story.fault_points import POINTS

STORY = (
    "/today",
    "[Start]",
    "[Done]",  # counted twice, it would take the next exercise along
    "/assess",
    "[Neck]",  # counted twice, it would not be ticked any more
    "[Next]",
)
WHEN = (
    "at",
    "closed_at",
    "consent_at",
    "due",
    "expires",
    "met_at",
    "opened_at",
    "ready",
    "seen_at",
)
PASSING = {"id", "dialogue", "touched_at", *WHEN}
"""Columns that tell when, or in which order, but not what."""

Kept = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Ending:
    """What a story comes to: what is kept, and the buttons under the last message of each step."""

    kept: Kept
    buttons: list[list[str]]


async def settled(transaction: Transaction, clock: MovableClock, id: int) -> Talker:
    """Somebody who has told everything and wants no pictures."""
    talker = Talker(transaction, clock, UserId(id))
    await talker.settle_in(pictures=False)
    return talker


async def undisturbed(talker: Talker) -> Ending:
    """The story without processes and kills."""
    buttons = []
    for line in STORY:
        await talker.say(line)
        buttons.append([b.text for row in talker.screens()[-1].rows for b in row])
    return Ending(await kept(talker.transaction, talker.id), buttons)


async def kept(transaction: Transaction, person: UserId) -> Kept:
    """Everything about the person but when it happened."""
    async with transaction() as store:
        tables = await store.takeout.of(person)
    return {
        name: [{k: v for k, v in row.items() if k not in PASSING} for row in rows]
        for name, rows in tables.items()
    }


async def act(person: Person, line: str) -> None:
    """Write, or tap what stands in [brackets]; the bot is through when this returns."""
    await (person.tap(line[1:-1]) if line.startswith("[") else person.say(line))


async def handled(engine: AsyncEngine) -> int:
    """How many updates count as handled."""
    async with engine.connect() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM updates")) or 0)


async def no_pause(seconds: float) -> None:
    """Telegram tries a webhook again at once."""
    await asyncio.sleep(min(seconds, 0.05))


def environment(api: str, database: str, port: int | None) -> dict[str, str]:
    """A bot that polls, or one that listens at the port."""
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "BOT_DATABASE_URL": database}
    if port is None:
        return settings
    return {
        **settings,
        "BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "BOT_WEBHOOK_SECRET": "secret",
        "BOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


@pytest.mark.parametrize("way", ["polling", pytest.param("webhook", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "point", [POINTS[0], *(pytest.param(p, marks=pytest.mark.slow) for p in POINTS[1:])]
)
async def test_a_kill_after_each_step_loses_nothing_and_counts_nothing_twice(
    point: str,
    way: str,
    dialect: str,
    launcher: Launcher,
    new_database: NewDatabase,
    tmp_path: Path,
    unused_tcp_port: int,
    record_property: Callable[[str, object], None],
) -> None:
    clock = MovableClock()
    clock.move(timedelta(hours=12 - clock().hour))  # far from midnight
    engine, calm = connect(new_database(dialect)), connect(new_database("sqlite"))
    fuse = tmp_path / "fuse"
    async with (
        serving(create_app(Sandbox(TOKEN, sleep=no_pause))) as api,
        await Person.join(api, patience=60, first_name="Ann", language_code="en") as ann,
    ):
        expected = await undisturbed(await settled(transactions(calm), clock, ann.id))
        me = await settled(transactions(engine), clock, ann.id)
        port = unused_tcp_port if way == "webhook" else None
        bots = Bots(
            launcher,
            tmp_path,
            **environment(api, engine.url.render_as_string(hide_password=False), port),
            FAULT_POINT=point,
            FUSE_FILE=str(fuse),
        )
        bots.shift(clock.shift.total_seconds())
        try:
            running = await bots.start()
            for line, buttons in zip(STORY, expected.buttons, strict=True):
                fuse.touch()
                async with asyncio.TaskGroup() as group:
                    group.create_task(act(ann, line))
                    await bots.death(running)
                    running = await bots.start()
                assert [label for row in ann.last_keyboard() for label in row] == buttons, line
            held, number = await kept(me.transaction, me.id), await handled(engine)
        finally:
            bots.close()
            await engine.dispose()
            await calm.dispose()
    record_property(
        "toll",
        f"killed after {point:8} {way:8} {dialect:11}{bots.kills} times: {number} of {len(STORY)} "
        f"updates handled once, {len(ann.messages())} messages shown",
    )
    assert number == bots.kills == len(STORY)
    assert held == expected.kept
