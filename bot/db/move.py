"""Move a whole database to another one, and check that all of it arrived."""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Integer, Row, Table, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.db.revision import current, head
from bot.db.tables import metadata

BATCH = 1000


class NotMoved(Exception):
    """Nothing was moved; the message says why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One table: how many rows, and a checksum that is the same on both sides."""

    table: str
    rows: int
    checksum: str


async def copy(source: AsyncEngine, target: AsyncEngine) -> tuple[Moved, ...]:
    """Copy every row of every table into an empty database, all or nothing.

    The bot must not be running: the source is locked or read as a snapshot meanwhile.

    Raises:
        NotMoved: one of the two is not at this release, the target is not empty, or what
            arrived is not what was sent.
    """
    for engine in (source, target):
        if await current(engine) != head():
            raise NotMoved(f"the {engine.dialect.name} database is not at this release: migrate it")
    async with source.connect() as reading, target.begin() as writing:
        if reading.dialect.name == "postgresql":
            await reading.execution_options(isolation_level="REPEATABLE READ")
        moved = []
        for table in metadata.sorted_tables:
            if (await writing.execute(select(table).limit(1))).first() is not None:
                raise NotMoved(f"the table {table.name} is not empty")
            async for rows in _batches(reading, table):
                await writing.execute(insert(table), [dict(row._mapping) for row in rows])
            sent, arrived = await _sum(reading, table), await _sum(writing, table)
            if sent != arrived:
                raise NotMoved(f"the table {table.name} arrived as {arrived}, not as {sent}")
            moved.append(arrived)
            await _count_on(writing, table)
        return tuple(moved)


async def _batches(
    connection: AsyncConnection, table: Table
) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    keys = tuple(table.primary_key.columns)
    page = select(table).order_by(*keys).limit(BATCH)
    rows = (await connection.execute(page)).all()
    while rows:
        yield rows
        last = tuple(rows[-1]._mapping[key.name] for key in keys)
        rows = (await connection.execute(page.where(tuple_(*keys) > last))).all()


async def _sum(connection: AsyncConnection, table: Table) -> Moved:
    """Adding up the hashes of rows: databases sort words differently."""
    count = total = 0
    async for rows in _batches(connection, table):
        for row in rows:
            line = json.dumps([_plain(value) for value in row], sort_keys=True)
            total += int.from_bytes(hashlib.sha256(line.encode()).digest()[:16], "big")
        count += len(rows)
    return Moved(table.name, count, f"{total % 2**128:032x}")


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():  # and datetime
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return value


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """PostgreSQL counts on from the last key, as if it had given them out itself."""
    key = table.autoincrement_column
    if connection.dialect.name != "postgresql" or key is None or not isinstance(key.type, Integer):
        return
    highest = await connection.scalar(select(func.max(key)))
    if highest is not None:
        await connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :key), :highest)"),
            {"table": table.name, "key": key.name, "highest": highest},
        )
