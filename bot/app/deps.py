"""What every use case is handed first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.app.turns import Turns
from bot.clock import Now
from bot.db.store import Transaction
from bot.domain.catalog import Catalog
from bot.domain.ids import UserId
from bot.domain.lexicon import Lexicon


@dataclass(slots=True)
class Content:
    """What is known about the content of this process."""

    problems: tuple[str, ...] | None = None
    """None until it was looked at."""


@dataclass(frozen=True, slots=True)
class Deps:
    """The content, the database, the clock, the words people use, and what the operator set."""

    catalog: Catalog
    lexicons: Mapping[str, Lexicon]
    transaction: Transaction
    now: Now
    admins: frozenset[UserId] = frozenset()
    retention: timedelta = timedelta(days=365)
    """Silence after which everything about a person is erased."""
    rate: float = 30.0
    """Messages a second of the whole bot."""
    content: Content = field(default_factory=Content)
    turns: Turns = field(default_factory=Turns)
    """Of the people: whoever waits for their own turn holds no connection meanwhile."""

    def lexicon(self, language: str) -> Lexicon:
        """The words of a language, English where there are none."""
        return self.lexicons.get(language, self.lexicons["en"])
