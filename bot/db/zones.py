"""Store the rules of time zones by which messages were promised, and find who lives by them."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.tables import people, zone_rules
from bot.domain.ids import UserId
from bot.domain.zone_rules import ZoneRules

_LIVING_BY = (
    select(people.c.id)
    .where(people.c.preferences["zone"].as_string() == bindparam("zone"))
    .order_by(people.c.id)
)


class Zones:
    """The rules as they were when this database's messages were promised."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> Mapping[str, ZoneRules]:
        """Return the stored rules by the zone's name."""
        rows = await self._connection.execute(select(zone_rules))
        return {
            row.zone: ZoneRules(tuple(row.moments), tuple(row.offsets), row.known_until)
            for row in rows
        }

    async def save(self, rules: Mapping[str, ZoneRules]) -> None:
        """Save the rules of some zones in place of their older ones."""
        rows = [
            {
                "zone": name,
                "moments": list(one.moments),
                "offsets": list(one.offsets),
                "known_until": one.until,
            }
            for name, one in rules.items()
        ]
        await put(self._connection, zone_rules, *rows)

    async def people(self, zone: str) -> list[UserId]:
        """Return who chose a zone, ordered by id."""
        ids = await self._connection.scalars(_LIVING_BY, {"zone": zone})
        return [UserId(id) for id in ids]
