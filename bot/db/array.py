"""Many rows in one parameter, on both databases: `unnest` on PostgreSQL, `json_each` on SQLite."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    column,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

Columns = Mapping[str, tuple[TypeEngine[Any], Sequence[object]]]


def rows(dialect: Dialect, columns: Columns) -> FromClause:
    """The given values as a table, so that any number of rows is one statement and one trip.

    Args:
        columns: name -> (type, values); all of the same length.
    """
    if dialect.name == "postgresql":
        arrays = [literal(list(values), ARRAY(type_)) for type_, values in columns.values()]
        names = [column(name, type_) for name, (type_, _) in columns.items()]
        return func.unnest(*arrays).table_valued(*names, name="given").render_derived()
    encoded = [_encode(dialect, type_, values) for type_, values in columns.values()]
    each = func.json_each(json.dumps(list(zip(*encoded, strict=True)))).table_valued("value")
    return select(
        *(
            type_coerce(func.json_extract(each.c.value, f"$[{n}]"), type_).label(name)
            for n, (name, (type_, _)) in enumerate(columns.items())
        )
    ).subquery("given")


def among(
    dialect: Dialect,
    subject: ColumnElement[Any],
    type_: TypeEngine[Any],
    values: Collection[object],
) -> ColumnElement[bool]:
    """Whether `subject` is one of the values, given as one parameter."""
    return subject.in_(select(rows(dialect, {"one": (type_, list(values))}).c.one))


def _encode(dialect: Dialect, type_: TypeEngine[Any], values: Sequence[object]) -> Sequence[object]:
    process = type_.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]
