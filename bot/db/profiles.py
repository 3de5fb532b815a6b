"""Store profiles, each as it was told."""

from datetime import datetime

from sqlalchemy import BigInteger, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.read_cache import ReadCache
from bot.db.tables import profiles
from bot.db.values import PROFILE
from bot.domain.assessment.profile import Profile
from bot.domain.ids import UserId

_PERSON = bindparam("whose", type_=BigInteger())
_ADD = insert(profiles)
_ALL = select(profiles.c.at, profiles.c.profile).where(profiles.c.person == _PERSON)
_LATEST = (
    select(profiles.c.profile)
    .where(profiles.c.person == _PERSON)
    .order_by(profiles.c.id.desc())
    .limit(1)
)
_MEND = update(profiles).where(
    profiles.c.id
    == select(func.max(profiles.c.id)).where(profiles.c.person == _PERSON).scalar_subquery()
)


class Profiles:
    """The profiles that assessments concluded."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known

    async def add(self, person: UserId, profile: Profile, at: datetime) -> None:
        """Add a profile."""
        self._known.forget("profile", "profiles")
        row = {
            "person": person,
            "at": at,
            "conclusion": profile.conclusion,
            "profile": PROFILE.dump(profile),
        }
        await self._connection.execute(_ADD, row)

    async def mend(self, person: UserId, profile: Profile) -> None:
        """Replace the latest profile, which is better known now: one assessment stays one
        profile."""
        self._known.forget("profile", "profiles")
        row = {
            "whose": person,
            "conclusion": profile.conclusion,
            "profile": PROFILE.dump(profile),
        }
        await self._connection.execute(_MEND, row)

    async def latest(self, person: UserId) -> Profile | None:
        """Return the profile that counts."""
        return await self._known.once(("profile", person), lambda: self._latest(person))

    async def _latest(self, person: UserId) -> Profile | None:
        document = await self._connection.scalar(_LATEST, {"whose": person})
        return None if document is None else PROFILE.load(document)

    async def all(self, person: UserId) -> tuple[tuple[datetime, Profile], ...]:
        """Return every profile with when it was told, the oldest first."""
        return await self._known.once(("profiles", person), lambda: self._all(person))

    async def _all(self, person: UserId) -> tuple[tuple[datetime, Profile], ...]:
        rows = await self._connection.execute(_ALL.order_by(profiles.c.id), {"whose": person})
        return tuple((row.at, PROFILE.load(row.profile)) for row in rows)
