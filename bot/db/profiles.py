"""Profiles, each as it was told."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import profiles
from bot.db.values import PROFILE, dump
from bot.domain.assessment.profile import Profile
from bot.domain.ids import UserId


class Profiles:
    """What assessments concluded."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, person: UserId, profile: Profile, at: datetime) -> None:
        """Keep one more."""
        await self._connection.execute(
            insert(profiles).values(
                person=person,
                at=at,
                conclusion=profile.conclusion,
                profile=dump(PROFILE, profile),
            )
        )

    async def latest(self, person: UserId) -> Profile | None:
        """The one that counts."""
        document = await self._connection.scalar(
            select(profiles.c.profile)
            .where(profiles.c.person == person)
            .order_by(profiles.c.id.desc())
            .limit(1)
        )
        return None if document is None else PROFILE.validate_python(document)

    async def all(self, person: UserId) -> tuple[tuple[datetime, Profile], ...]:
        """Every one with when it was told, the oldest first."""
        found = await self._connection.execute(
            select(profiles.c.at, profiles.c.profile)
            .where(profiles.c.person == person)
            .order_by(profiles.c.id)
        )
        return tuple((row.at, PROFILE.validate_python(row.profile)) for row in found)
