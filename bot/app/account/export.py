"""What the export of somebody's data holds, as JSON and as a table safe for spreadsheets."""

import csv
import io
import json
from datetime import datetime
from typing import Any

from bot.db.store import Store
from bot.domain.ids import UserId

FORMAT = 1
"""Of the JSON document, whose schema is `content/examples/export.schema.json`."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What words begin with that a spreadsheet would run instead of show."""


async def documents(store: Store, person: UserId, now: datetime) -> tuple[tuple[str, bytes], ...]:
    """Return everything kept about the person, as JSON and as CSV."""
    kept = await store.takeout.of(person)
    tree = {"format": FORMAT, "made_at": now.isoformat(), "person": person, "kept": kept}
    text = json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True)
    return (("counterpose.json", text.encode()), ("counterpose.csv", _csv(kept).encode()))


def _csv(kept: dict[str, list[dict[str, Any]]]) -> str:
    """One line a fact: table, row, field, value."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("table", "row", "field", "value"))
    for table, rows in sorted(kept.items()):
        for number, row in enumerate(rows, 1):
            for field, value in sorted(row.items()):
                writer.writerow((table, number, field, _cell(value)))
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
