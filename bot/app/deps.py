"""What every use case is handed: content, database, clock, limits, and a lock for each person."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalog.folder import content_folder
from bot.clock import Now
from bot.db.outage_log import OutageLog
from bot.db.store import Transaction
from bot.domain.catalog import Catalog
from bot.domain.ids import UserId

if TYPE_CHECKING:
    from bot.understanding.understand import Ear, Understander
    from bot.understanding.vocabulary import Vocabulary


class PersonLocks:
    """A lock for each key, kept only while somebody holds or awaits it.

    Telegram keeps a person's messages and taps in different queues; between replicas the row
    lock does the same work.
    """

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    def behind(self, key: int) -> int:
        """Return how many wait for the lock that is held now."""
        return max(self._waiting.get(key, 0) - 1, 0)

    @asynccontextmanager
    async def hold(self, key: int) -> AsyncIterator[None]:
        """Hold the lock of a person while the block runs."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]


@dataclass(frozen=True, slots=True)
class Measuring:
    """The page that measures with the phone."""

    url: str
    key: bytes = field(repr=False)
    """What its tokens are signed with."""


@dataclass(slots=True)
class Content:
    """What is known about the content of this process."""

    problems: tuple[str, ...] | None = None
    """None until it was looked at."""


@dataclass(frozen=True, slots=True)
class Deps:
    """The content, the database, the clock, the words people use, and what the operator set."""

    catalog: Catalog
    transaction: Transaction
    now: Now
    admins: frozenset[UserId] = frozenset()
    retention: timedelta = timedelta(days=365)
    """Silence after which everything about a person is erased."""
    rate: float = 30.0
    """Messages a second of the whole bot."""
    content_folder: Path = field(default_factory=content_folder)
    """Where the words are by which typed text is understood."""
    measuring: Measuring | None = None
    """None: numbers are typed."""
    crisis_text: str = ""
    """The operator's own lines for a crisis."""
    outage: OutageLog = field(default_factory=OutageLog)
    """Of the database; `transaction` logs its failures there."""
    content: Content = field(default_factory=Content)
    locks: PersonLocks = field(default_factory=PersonLocks)
    """Of the people: whoever waits for their own turn holds no connection meanwhile."""

    def understander(self, language: str) -> "Understander":
        """What understands typed words of a language, English where there is no such folder."""
        from bot.understanding.load import understander  # loaded with the first typed words

        return understander(self.content_folder, language)

    @property
    def ear(self) -> "Ear":
        """What listens for warning signs in every text."""
        from bot.understanding.red_flags import sign_ear  # numpy: a tenth of the start

        return sign_ear(self.content_folder)

    def vocabulary(self, language: str) -> "Vocabulary":
        """The slot words of a language, English where there are none."""
        return self.understander(language).language.vocabulary
