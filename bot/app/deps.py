"""What every use case is handed first."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Now
from bot.db.store import Transaction
from bot.domain.catalog import Catalog
from bot.domain.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Deps:
    """The content, the database, the clock and the words people use."""

    catalog: Catalog
    lexicons: Mapping[str, Lexicon]
    transaction: Transaction
    now: Now

    def lexicon(self, language: str) -> Lexicon:
        """The words of a language, English where there are none."""
        return self.lexicons.get(language, self.lexicons["en"])
