"""What one handled update costs on SQLite: ours against the usual driver and the bare one.

    python -m tests.bench.writes [--updates 960] [--rounds 5]

Each update is one durable transaction (synchronous=FULL): take its id, lock the person, read the
dialogue with its answers, change an answer, touch the dialogue. Prints updates a second with 32
people at once, and milliseconds for one after the other; medians with the lowest and the highest,
taken in turns in one run.
"""

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.db.migrate import upgrade
from bot.db.store import Store, Transaction, connect, transactions
from bot.domain.ids import DialogueId, QuestionId, UserId
from tests.db.builders import SCRIPTS, TALK

AT_ONCE = 32
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)

Handle = Callable[[int, int], Awaitable[None]]
"""Handles one update: its id, and whose it is; person n has dialogue n + 1."""


def of_store(transaction: Transaction) -> Handle:
    """Through the store."""

    async def handle(update: int, person: int) -> None:
        async with transaction() as store:
            await store.updates.take(update, NOW)
            await store.people.lock(UserId(person), "en", NOW)
            before = await store.dialogues.find(UserId(person), DialogueId(person + 1), SCRIPTS)
            assert before is not None
            answer = ("yes", "no")[update % 2]
            question = QuestionId("pain")
            after = (
                before.change(question, answer)
                if before.answers
                else before.answer(question, answer)
            )
            await store.dialogues.save(before, after, NOW)

    return handle


def bare(path: Path) -> Handle:
    """The same statements on sqlite3, blocking the loop."""
    file = sqlite3.connect(path, isolation_level=None, timeout=30)
    file.execute("PRAGMA synchronous=FULL")
    now = "2027-03-01 12:00:00.000000"

    async def handle(update: int, person: int) -> None:
        file.execute("BEGIN IMMEDIATE")
        file.execute("INSERT INTO updates VALUES (?, ?) ON CONFLICT DO NOTHING", (update, now))
        file.execute("UPDATE people SET seen_at = ? WHERE id = ? RETURNING *", (now, person))
        file.execute(
            "SELECT d.id, script, draft, question, value FROM dialogues d"
            " LEFT JOIN answers ON dialogue = d.id WHERE d.id = ? AND person = ?",
            (person + 1, person),
        ).fetchall()
        file.execute(
            "INSERT INTO answers (dialogue, question, value, given, at) VALUES (?, 'pain', ?, 1, ?)"
            " ON CONFLICT (dialogue, question) DO UPDATE SET value = excluded.value",
            (person + 1, json.dumps(("yes", "no")[update % 2]), now),
        )
        file.execute("UPDATE dialogues SET touched_at = ? WHERE id = ?", (now, person + 1))
        file.execute("COMMIT")

    return handle


def usual(path: Path) -> tuple[AsyncEngine, Transaction]:
    """SQLAlchemy over aiosqlite, set up as its documentation advises, under the same store."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @asynccontextmanager
    async def transaction() -> AsyncIterator[Store]:
        async with engine.begin() as connection:
            yield Store(connection)

    return engine, transaction


async def at_once(handle: Handle, numbers: "count[int]", updates: int) -> float:
    """Updates a second, 32 people at once."""

    async def person(number: int) -> None:
        for _ in range(updates // AT_ONCE):
            await handle(next(numbers), number)

    begun = time.perf_counter()
    await asyncio.gather(*(person(number) for number in range(AT_ONCE)))
    return updates / (time.perf_counter() - begun)


async def alone(handle: Handle, numbers: "count[int]", updates: int) -> float:
    """Milliseconds an update, one after the other."""
    begun = time.perf_counter()
    for _ in range(updates):
        await handle(next(numbers), 0)
    return (time.perf_counter() - begun) / updates * 1000


async def run(updates: int, rounds: int) -> None:
    """Every peer in turn, on one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        engine = connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(engine)
        ours = transactions(engine)
        async with ours() as store:
            for person in range(AT_ONCE):
                await store.people.lock(UserId(person), "en", NOW)
                await store.dialogues.open(UserId(person), TALK, NOW)
        other, theirs = usual(path)
        peers = {
            "bare sqlite3": bare(path),
            "SQLAlchemy + aiosqlite": of_store(theirs),
            "ours": of_store(ours),
        }
        numbers = count()
        many: dict[str, list[float]] = {name: [] for name in peers}
        single: dict[str, list[float]] = {name: [] for name in peers}
        for _ in range(rounds):
            for name, handle in peers.items():
                many[name].append(await at_once(handle, numbers, updates))
                single[name].append(await alone(handle, numbers, updates // 8))
        for name in peers:
            print(
                f"{name:24} {_spread(many[name])} updates/s, 32 at once;"
                f" {_spread(single[name])} ms, one after the other;"
                f" ratio to ours {median(many['ours']) / median(many[name]):.2f}"
            )
        await other.dispose()
        await engine.dispose()


def _spread(values: list[float]) -> str:
    return f"{median(values):8.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=960)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    asyncio.run(run(chosen.updates, chosen.rounds))
