"""Many rows in one parameter, on both databases: `unnest` on PostgreSQL, `json_each` on SQLite."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, FromClause, Text, bindparam, column, func, select, type_coerce
from sqlalchemy.types import TypeEngine

Kinds = Mapping[str, TypeEngine[Any]]
"""Column -> its type."""


def given(dialect: str, kinds: Kinds) -> FromClause:
    """The rows handed over by `rows`, as a table: any number is one statement and one trip."""
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


def rows(dialect: Dialect, kinds: Kinds, values: Mapping[str, Sequence[object]]) -> dict[str, Any]:
    """Parameters for a statement with `given`: column -> values, all of the same length."""
    if dialect.name == "postgresql":
        return {f"given_{name}": list(values[name]) for name in kinds}
    encoded = [_encode(dialect, kind, values[name]) for name, kind in kinds.items()]
    return {"given": json.dumps(list(zip(*encoded, strict=True)))}


def _encode(dialect: Dialect, kind: TypeEngine[Any], values: Sequence[object]) -> Sequence[object]:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]
