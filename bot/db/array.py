"""Many rows in one parameter, on both databases: `unnest` on PostgreSQL, `json_each` on SQLite."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
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


def rows(
    dialect: Dialect, columns: Mapping[str, tuple[TypeEngine[Any], Sequence[object]]]
) -> FromClause:
    """The given values as a table, so that any number of rows is one statement and one trip.

    Args:
        columns: name -> (type, values); all of the same length.
    """
    if dialect.name == "postgresql":
        arrays = [literal(list(values), ARRAY(kind)) for kind, values in columns.values()]
        names = [column(name, kind) for name, (kind, _) in columns.items()]
        return func.unnest(*arrays).table_valued(*names, name="given").render_derived()
    encoded = [_encode(dialect, kind, values) for kind, values in columns.values()]
    each = func.json_each(json.dumps(list(zip(*encoded, strict=True)))).table_valued("value")
    return select(
        *(
            type_coerce(func.json_extract(each.c.value, f"$[{n}]"), kind).label(name)
            for n, (name, (kind, _)) in enumerate(columns.items())
        )
    ).subquery("given")


def among(
    dialect: Dialect, subject: Column[Any], values: Collection[object]
) -> ColumnElement[bool]:
    """Whether the column holds one of the values."""
    return subject.in_(select(rows(dialect, {"one": (subject.type, list(values))}).c.one))


def _encode(dialect: Dialect, kind: TypeEngine[Any], values: Sequence[object]) -> Sequence[object]:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]
