"""What a tick costs: ours against the bare drivers, on both databases, interleaved in one run.

    python -m tests.bench.claims [--people 1000000] [--due 1000] [--rounds 9]

Prints for each database and step the bare driver (the limit), ours, and the ratio; medians with
the fastest and the slowest. Both do the same work on the same tables: claim what is due, then
mark it sent and promise the next in one transaction; look when nothing is due; claim 30 out of a
rush of 50,000. Bare drivers give tuples with aware instants back, ours gives `Delivery` objects.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import asyncpg

from bot.db.migrate import upgrade
from bot.db.promises import Promise
from bot.db.store import Transaction, connect, transactions
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryId
from bot.domain.ids import UserId
from tests.conftest import postgresql

BASE = datetime(2027, 3, 1, tzinfo=UTC)
LEASE = timedelta(seconds=60)
KEPT = timedelta(hours=6)
RUSH = 50_000

Row = tuple[Any, ...]
"""A claimed row; its first two fields are id and person."""


class Peer(Protocol):
    """One way of doing a tick."""

    async def claim(self, now: datetime, limit: int) -> Sequence[Row]:
        """Take what is due."""

    async def settle(self, claimed: Sequence[Row], slot: str, now: datetime) -> None:
        """Mark it sent and promise tomorrow's, in one transaction."""


@dataclass
class Ours:
    """The store."""

    transaction: Transaction

    async def claim(self, now: datetime, limit: int) -> Sequence[Row]:
        async with self.transaction() as store:
            taken = await store.deliveries.claim(now, limit, LEASE)
        return [(delivery.id, delivery.person) for delivery in taken]

    async def settle(self, claimed: Sequence[Row], slot: str, now: datetime) -> None:
        due = now + timedelta(days=1)
        promises = [
            Promise(UserId(person), DeliveryKind.ROUTINE, slot, due, due + KEPT, 1)
            for _, person in claimed
        ]
        async with self.transaction() as store:
            await store.deliveries.sent_all([(DeliveryId(id), 1) for id, _ in claimed], now)
            await store.deliveries.promise_all(promises)


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


@dataclass
class BareSqlite:
    """sqlite3 of the standard library, without a thread in between."""

    connection: sqlite3.Connection

    async def claim(self, now: datetime, limit: int) -> Sequence[Row]:
        self.connection.execute("BEGIN IMMEDIATE")
        taken = self.connection.execute(
            "UPDATE deliveries SET state = 'claimed', ready = ?, attempts = attempts + 1"
            " WHERE id IN (SELECT id FROM deliveries WHERE ready <= ? AND expires > ?"
            " ORDER BY priority, expires, id LIMIT ?)"
            " RETURNING id, person, kind, slot, due, expires, priority, attempts",
            (_text(now + LEASE), _text(now), _text(now), limit),
        ).fetchall()
        self.connection.execute("COMMIT")
        return [(*row[:4], _instant(row[4]), _instant(row[5]), *row[6:]) for row in taken]

    async def settle(self, claimed: Sequence[Row], slot: str, now: datetime) -> None:
        due, expires = _text(now + timedelta(days=1)), _text(now + timedelta(days=1) + KEPT)
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(
            "UPDATE deliveries SET state = 'sent', ready = NULL, message_id = 1, sent_at = ?"
            " WHERE id = ?",
            [(_text(now), row[0]) for row in claimed],
        )
        self.connection.executemany(
            "INSERT INTO deliveries (person, kind, slot, due, expires, priority, state, ready)"
            " VALUES (?, 'routine', ?, ?, ?, 1, 'promised', ?)"
            " ON CONFLICT (person, kind, slot) DO NOTHING",
            [(row[1], slot, due, expires, due) for row in claimed],
        )
        self.connection.execute("COMMIT")


@dataclass
class BareAsyncpg:
    """asyncpg with arrays."""

    connection: Any

    async def claim(self, now: datetime, limit: int) -> Sequence[Row]:
        async with self.connection.transaction():
            taken: Sequence[Row] = await self.connection.fetch(
                "WITH picked AS MATERIALIZED (SELECT id FROM deliveries WHERE ready <= $2"
                " AND expires > $2 ORDER BY priority, expires, id LIMIT $3"
                " FOR UPDATE SKIP LOCKED)"
                " UPDATE deliveries d SET state = 'claimed', ready = $1, attempts = attempts + 1"
                " FROM picked WHERE d.id = picked.id"
                " RETURNING d.id, d.person, kind, slot, due, expires, priority, attempts",
                now + LEASE,
                now,
                limit,
            )
        return taken

    async def settle(self, claimed: Sequence[Row], slot: str, now: datetime) -> None:
        due = now + timedelta(days=1)
        async with self.connection.transaction():
            await self.connection.execute(
                "UPDATE deliveries SET state = 'sent', ready = NULL, message_id = 1, sent_at = $2"
                " WHERE id = ANY($1::bigint[])",
                [row[0] for row in claimed],
                now,
            )
            await self.connection.execute(
                "INSERT INTO deliveries (person, kind, slot, due, expires, priority, state, ready)"
                " SELECT person, 'routine', $2, $3, $4, 1, 'promised', $3"
                " FROM unnest($1::bigint[]) AS person ON CONFLICT DO NOTHING",
                [row[1] for row in claimed],
                slot,
                due,
                due + KEPT,
            )


def _rows(people: int, due: int) -> list[tuple[Any, ...]]:
    """One promise a person: `due` of them in each minute."""
    rows = []
    for person in range(people):
        at = BASE + timedelta(minutes=person // due)
        rows.append((person, "routine", "1", at, at + KEPT, 1, "promised", at))
    return rows


COLUMNS = ("person", "kind", "slot", "due", "expires", "priority", "state", "ready")
PERSON = ("id", "language", "preferences", "cleared", "met_at", "seen_at")


@asynccontextmanager
async def sqlite_peers(people: int, due: int) -> AsyncIterator[dict[str, Peer]]:
    """A file with that many people, and both ways to it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        engine = connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(engine)
        bare = sqlite3.connect(path, isolation_level=None)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "journal_mode=WAL"):
            bare.execute(f"PRAGMA {pragma}")
        met = _text(BASE)
        bare.execute("BEGIN")
        bare.executemany(
            f"INSERT INTO people ({', '.join(PERSON)}) VALUES (?, 'en', '{{}}', '[]', ?, ?)",
            ((person, met, met) for person in range(people)),
        )
        bare.executemany(
            f"INSERT INTO deliveries ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                [_text(value) if isinstance(value, datetime) else value for value in row]
                for row in _rows(people, due)
            ),
        )
        bare.execute("COMMIT")
        bare.execute("ANALYZE")
        yield {"bare sqlite3": BareSqlite(bare), "ours": Ours(transactions(engine))}
        bare.close()
        await engine.dispose()


@asynccontextmanager
async def postgresql_peers(people: int, due: int) -> AsyncIterator[dict[str, Peer]]:
    """A database with that many people, and both ways to it."""
    with postgresql() as server:
        url = server.format(database="postgres")
        engine = connect(url)
        await upgrade(engine)
        bare = await asyncpg.connect(url.replace("+asyncpg", ""), server_settings={"jit": "off"})
        await bare.copy_records_to_table(
            "people",
            records=((p, "en", "{}", "[]", BASE, BASE) for p in range(people)),
            columns=PERSON,
        )
        await bare.copy_records_to_table("deliveries", records=_rows(people, due), columns=COLUMNS)
        await bare.execute("VACUUM ANALYZE")
        yield {"bare asyncpg": BareAsyncpg(bare), "ours": Ours(transactions(engine))}
        await bare.close()
        await engine.dispose()


async def _timed(work: Awaitable[Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = await work
    return (time.perf_counter() - begun) * 1000, result


async def measure(
    peers: dict[str, Peer], due: int, rounds: int
) -> dict[str, dict[str, list[float]]]:
    """Milliseconds of each step, for each peer, one after the other in every round."""
    took: dict[str, dict[str, list[float]]] = {
        step: {name: [] for name in peers}
        for step in ("claim", "mark + promise", "empty tick", "30 of a rush")
    }
    minute = 0
    for round in range(rounds + 2):
        for name, peer in peers.items():
            now = BASE + timedelta(minutes=minute)
            minute += 1
            claim, claimed = await _timed(peer.claim(now, due))
            assert len(claimed) == due, len(claimed)
            settle, _ = await _timed(peer.settle(claimed, f"{round}", now))
            empty, nothing = await _timed(peer.claim(now, due))
            assert not nothing
            if round >= 2:  # the first rounds warm caches
                took["claim"][name].append(claim)
                took["mark + promise"][name].append(settle)
                took["empty tick"][name].append(empty)
    rush = BASE + timedelta(minutes=minute + RUSH // due)
    for _ in range(rounds):
        for name, peer in peers.items():
            tick, claimed = await _timed(peer.claim(rush, 30))
            assert len(claimed) == 30
            took["30 of a rush"][name].append(tick)
    return took


async def longest_stall(work: Callable[[], Awaitable[Any]]) -> float:
    """Milliseconds for which the event loop did nothing else while this ran."""
    worst = 0.0

    async def watch() -> None:
        nonlocal worst
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0)
            worst = max(worst, time.perf_counter() - begun)

    async with asyncio.TaskGroup() as group:
        watcher = group.create_task(watch())
        await asyncio.sleep(0.01)
        worst = 0.0
        await work()
        watcher.cancel()
    return worst * 1000


def show(database: str, took: dict[str, dict[str, list[float]]]) -> None:
    """The table."""
    for step, by_peer in took.items():
        (limit, bare), (_, ours) = by_peer.items()
        ratio = median(ours) / median(bare)
        print(
            f"{database:10} {step:15} {limit:13} {_spread(bare):24} ours {_spread(ours):24}"
            f" ratio {ratio:5.2f}"
        )


def _spread(values: list[float]) -> str:
    return f"{median(values):7.2f} ({min(values):.2f}-{max(values):.2f})"


async def run(people: int, due: int, rounds: int, only: str | None) -> None:
    """Both databases, one after the other."""
    print(f"{people} people, {due} due, {rounds} rounds; milliseconds: median (fastest-slowest)")
    for database, opened in (("sqlite", sqlite_peers), ("postgresql", postgresql_peers)):
        if only not in (None, database):
            continue
        async with opened(people, due) as peers:
            show(database, await measure(peers, due, rounds))
            later = BASE + timedelta(minutes=2 * (rounds + 2) + RUSH // due)
            for limit in (30, 200, due):
                stalls = [
                    await longest_stall(partial(peers["ours"].claim, later, limit))
                    for _ in range(rounds)
                ]
                print(
                    f"{database:10} event loop held by a claim of {limit:4}: {_spread(stalls)} ms"
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    chosen = parser.parse_args()
    asyncio.run(run(chosen.people, chosen.due, chosen.rounds, chosen.only))
