"""What is kept about a person, as documents they can take along."""

import csv
import io
import json
from typing import Any

from bot.app.scene import Scene


async def documents(scene: Scene) -> tuple[tuple[str, bytes], ...]:
    """Everything kept about the person, as JSON and as CSV."""
    kept = await scene.store.takeout.of(scene.person.id)
    tree = {"made_at": scene.now.isoformat(), "person": scene.person.id, "kept": kept}
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
                writer.writerow((table, number, field, value))
    return out.getvalue()
