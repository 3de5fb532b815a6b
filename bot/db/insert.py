"""Inserts that mind what is there already, in the words of either database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = postgresql.Insert | sqlite.Insert


def insert(dialect: Dialect, table: Table) -> Insert:
    """An insert that knows `on_conflict_do_...`."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


async def insert_once(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert the row; False if it was there, after waiting for whoever is inserting it now."""
    result = await connection.execute(
        insert(connection.dialect, table).values(**values).on_conflict_do_nothing()
    )
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


async def put(connection: AsyncConnection, table: Table, *rows: Mapping[str, Any]) -> None:
    """Insert rows, or overwrite those with the same primary key."""
    if not rows:
        return
    statement = insert(connection.dialect, table)
    keys = {column.name for column in table.primary_key}
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=sorted(keys),
            set_={name: statement.excluded[name] for name in rows[0] if name not in keys},
        ),
        list(rows),
    )
