"""What has been found in a reply so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.errors import BotError
from bot.understanding.clause import Clause, clauses
from bot.understanding.meaning import Effort, Meaning
from bot.understanding.moment import Now
from bot.understanding.reading import Reading
from bot.understanding.report import Pair


@dataclass(slots=True)
class Finding:
    """A text, what it has been found to mean, and the words that are accounted for."""

    reading: Reading
    now: Now
    used: set[int] = field(default_factory=set)
    meanings: list[Meaning] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    refused: list[BotError] = field(default_factory=list)
    worded: list[Effort] = field(default_factory=list)
    """Efforts told by a word, which give way to a number."""
    parts: list[Clause] = field(init=False)

    def __post_init__(self) -> None:
        """The text falls into clauses."""
        self.parts = clauses(self.reading)

    def unsay(self, kinds: tuple[type[Meaning], ...]) -> None:
        """Forget what has been found of some kinds."""
        self.meanings = [one for one in self.meanings if not isinstance(one, kinds)]
        self.pairs = [pair for pair in self.pairs if not isinstance(pair[0], kinds)]
        self.worded = []

    def take(self, found: Meaning | Pair | BotError | None, words: Iterable[int]) -> bool:
        """Keep a meaning and account for its words; False when there is none."""
        if found is None:
            return False
        self.used.update(words)
        if isinstance(found, BotError):
            self.refused.append(found)
        elif isinstance(found, tuple):
            self.pairs.append(found)
        else:
            self.meanings.append(found)
        return True
