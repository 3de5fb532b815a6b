"""One text being read: what stands at which word."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.lexicon import Lexicon
from bot.understanding.grammar import GAP, Grammar, Node, Vocabulary, grammar_of
from bot.understanding.typos import corrected
from bot.understanding.words import Word, split

LONGEST_GAP = 3
LONGEST_OPENING = 3
"""Words that tell whether a text begins as a question."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in the text."""

    name: str
    start: int
    end: int
    values: tuple[Any, ...]
    """What filled its slots, in order."""
    kinds: tuple[str, ...]
    """The kinds of these slots."""
    literals: int
    """Words that stood in the pattern itself."""

    def get(self, kind: str, last: bool = False) -> Any:
        """What filled the first slot (or the last) of a kind; None when there is none."""
        filled = [v for k, v in zip(self.kinds, self.values, strict=True) if k == kind]
        return filled[-1 if last else 0] if filled else None


Reader = Callable[["Reading", int], tuple[Any, int] | None]
"""Reads something at a word: its value and the word after it."""


@dataclass(slots=True)
class Reading:
    """The words of a text without the fillers, and what has been read in them so far."""

    grammar: Grammar
    words: tuple[Word, ...]
    readers: dict[str, Reader]
    """Slots that are read by rules rather than found in a vocabulary."""
    question: bool = False
    """It begins as a question does, or is one clause that ends in a question mark."""
    end: int = 0
    """Characters of the text that have been read."""
    _intents: dict[int, Match | None] = field(default_factory=dict)
    _seen: dict[tuple[str, int], tuple[Any, int] | None] = field(default_factory=dict)

    def at(self, i: int) -> str:
        """The word at a position; empty after the last."""
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def slot(self, kind: str, i: int) -> tuple[Any, int] | None:
        """What fills a slot of that kind at a word, and the word after it."""
        key = (kind, i)
        if key not in self._seen:
            self._seen[key] = None  # a reading that needs itself at the same word fails
            reader = self.readers.get(kind)
            self._seen[key] = (
                reader(self, i) if reader else self.named(self.grammar.names.get(kind, {}), i)
            )
        return self._seen[key]

    def named(self, vocabulary: Vocabulary, i: int) -> tuple[str, int] | None:
        """The longest name of a vocabulary at a word."""
        for words, id in vocabulary.get(self.at(i), ()):
            if all(self.at(i + n) == word for n, word in enumerate(words)):
                return id, i + len(words)
        return None

    def all_named(self, kind: str, i: int) -> tuple[frozenset[str], int] | None:
        """All that the longest name at a word may stand for."""
        longest = self.slot(kind, i)
        if longest is None:
            return None
        said = tuple(word.text for word in self.words[i : longest[1]])
        entries = self.grammar.names[kind].get(said[0], ())
        return frozenset(id for words, id in entries if words == said), longest[1]

    def reading(self, kind: str, i: int) -> Match | None:
        """The longest way of that reading at a word."""
        return max(self.matches(self.grammar.readings[kind], i), key=_weight, default=None)

    def intent(self, i: int) -> Match | None:
        """The longest meaning at a word."""
        if i not in self._intents:
            found = self.matches(self.grammar.intents, i)
            self._intents[i] = max(found, key=_weight, default=None)
        return self._intents[i]

    def matches(self, patterns: Node, i: int) -> list[Match]:
        """All ways that fit at a word."""
        found: list[Match] = []
        self._walk(patterns, i, i, (), (), 0, found)
        return found

    def _walk(
        self,
        node: Node,
        start: int,
        i: int,
        values: tuple[Any, ...],
        kinds: tuple[str, ...],
        literals: int,
        found: list[Match],
    ) -> None:
        if node.name is not None:
            found.append(Match(node.name, start, i, values, kinds, literals))
        if i >= len(self.words):
            return
        following = node.words.get(self.words[i].text)
        if following is not None:
            self._walk(following, start, i + 1, values, kinds, literals + 1, found)
        for kind, following in node.slots.items():
            if kind == GAP:
                for skipped in range(LONGEST_GAP + 1):
                    self._walk(following, start, i + skipped, values, kinds, literals, found)
            elif (filled := self.slot(kind, i)) is not None:
                value, end = filled
                self._walk(following, start, end, (*values, value), (*kinds, kind), literals, found)


def _weight(match: Match) -> tuple[int, int]:
    return match.end - match.start, match.literals


def read(text: str, lexicon: Lexicon, readers: dict[str, Reader]) -> Reading:
    """A text ready to be read: split, typos corrected, fillers dropped."""
    grammar = grammar_of(lexicon)
    words = corrected(split(text), grammar)
    kept = tuple(word for word in words if word.text not in lexicon.fillers)
    end = words[-1].end if words else len(text)
    return Reading(grammar, kept, readers, _asks(words, grammar), end)


def _asks(words: list[Word], grammar: Grammar) -> bool:
    opening = [word.text for word in words[:LONGEST_OPENING]]
    if any(opening[: len(way)] == list(way) for way in grammar.questions):
        return True
    parted = any(word.text in grammar.lexicon.joiners - {"?"} for word in words)
    return bool(words) and words[-1].text == "?" and not parted
