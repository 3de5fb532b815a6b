"""Inserts that mind what is there already, in the words of either database."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, Table
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = postgresql.Insert | sqlite.Insert


def insert(dialect: str, table: Table) -> "Insert":
    """An insert that knows `on_conflict_do_...`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # each is loaded where it is used

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


async def insert_once(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert the row; False if it was there, after waiting for whoever is inserting it now."""
    result = await connection.execute(_once(connection.dialect.name, table), values)
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


async def put(connection: AsyncConnection, table: Table, *rows: Mapping[str, Any]) -> None:
    """Insert rows, or overwrite those with the same primary key."""
    if rows:
        await connection.execute(_put(connection.dialect.name, table, tuple(rows[0])), list(rows))


@cache
def _once(dialect: str, table: Table) -> "Insert":
    return insert(dialect, table).on_conflict_do_nothing()


@cache
def _put(dialect: str, table: Table, columns: tuple[str, ...]) -> "Insert":
    statement = insert(dialect, table)
    keys = {column.name for column in table.primary_key}
    return statement.on_conflict_do_update(
        index_elements=sorted(keys),
        set_={name: statement.excluded[name] for name in columns if name not in keys},
    )
