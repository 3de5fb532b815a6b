"""Insert where a row may exist, and many rows in one statement, on both databases."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CursorResult,
    Dialect,
    FromClause,
    Table,
    Text,
    bindparam,
    column,
    func,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = postgresql.Insert | sqlite.Insert


Kinds = Mapping[str, TypeEngine[Any]]
"""Column -> its type."""


def insert(dialect: str, table: Table) -> "Insert":
    """Return an insert that has `on_conflict_do_...`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # each is loaded where it is used

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


async def insert_once(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert the row; return False if it was there, after waiting for a concurrent insert."""
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


def parameter_table(dialect: str, kinds: Kinds) -> FromClause:
    """Return the rows of `parameters` as a table: any number of rows is one statement."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import ARRAY

        arrays = [bindparam(f"given_{name}", type_=ARRAY(kind)) for name, kind in kinds.items()]
        names = [column(name, kind) for name, kind in kinds.items()]
        return func.unnest(*arrays).table_valued(*names, name="given").render_derived()
    each = func.json_each(bindparam("given", type_=Text())).table_valued("value")
    return select(
        *(
            type_coerce(func.json_extract(each.c.value, f"$[{n}]"), kind).label(name)
            for n, (name, kind) in enumerate(kinds.items())
        )
    ).subquery("given")


def parameters(
    dialect: Dialect, kinds: Kinds, values: Mapping[str, Sequence[object]]
) -> dict[str, Any]:
    """Return the parameters of a statement with `parameter_table`: lists of the same length."""
    if dialect.name == "postgresql":
        return {f"given_{name}": list(values[name]) for name in kinds}
    encoded = [_encode(dialect, kind, values[name]) for name, kind in kinds.items()]
    return {"given": json.dumps(list(zip(*encoded, strict=True)))}


def _encode(dialect: Dialect, kind: TypeEngine[Any], values: Sequence[object]) -> Sequence[object]:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]
