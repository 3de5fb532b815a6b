"""Read everything that is kept about one person, table by table."""

import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import answers, dialogues, metadata, people
from bot.domain.ids import UserId


class Takeout:
    """Reads a person's rows for them to take along."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, person: UserId) -> dict[str, list[dict[str, Any]]]:
        """Return for each table its rows as JSON values, of every table that holds something of a
        person."""
        return {
            table.name: rows
            for table in metadata.sorted_tables
            if (rows := await self._rows(table, person))
        }

    async def _rows(self, table: Table, person: UserId) -> list[dict[str, Any]]:
        chosen = select(table)
        if table is people:
            chosen = chosen.where(people.c.id == person)
        elif table is answers:
            chosen = chosen.join(dialogues, dialogues.c.id == answers.c.dialogue).where(
                dialogues.c.person == person
            )
        elif "person" in table.c:
            chosen = chosen.where(table.c.person == person)
        else:
            return []
        rows = await self._connection.execute(chosen.order_by(*table.primary_key.columns))
        return [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.value
        case _:
            return json.loads(json.dumps(value, default=str))
