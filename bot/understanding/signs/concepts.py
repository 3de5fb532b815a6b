"""Concepts that warning signs are made of ("numb", "between the legs"), found in a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.understanding.tokens import tokens

FILE = "concepts.yaml"
SHORTEST = 2
"""Letters of the shortest beginning of a word that `*` may end."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A concept found in a text, and the words it covers."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Way:
    words: tuple[str, ...]
    name: str
    open: bool
    """Whether the last word is only a beginning."""


@dataclass(frozen=True)
class Concepts:
    """The concepts of one language, indexed by their first word."""

    whole: Mapping[str, tuple[_Way, ...]]
    begun: Mapping[str, tuple[_Way, ...]]
    """Ways of one word that is only a beginning."""
    names: tuple[str, ...] = ()
    longest: int = field(default=0)
    """Letters of the longest beginning."""

    @classmethod
    def load(cls, path: Path) -> "Concepts":
        """Read the concepts of a file.

        Raises:
            ValueError: it is not as it should be; the message names file and concept.
        """
        content = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
        if not isinstance(content, dict):
            raise ValueError(f"{path}: names with lists of words expected")
        try:
            return cls.of(content)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error

    @classmethod
    def of(cls, ways_by_name: Mapping[str, Iterable[str]]) -> "Concepts":
        """Build concepts from names with lists of ways."""
        whole: dict[str, list[_Way]] = {}
        begun: dict[str, list[_Way]] = {}
        for name, ways in ways_by_name.items():
            for written in ways:
                way = _way(name, written)
                into = begun if way.open and len(way.words) == 1 else whole
                into.setdefault(way.words[0], []).append(way)
        return cls(
            {word: tuple(ways) for word, ways in whole.items()},
            {word: tuple(ways) for word, ways in begun.items()},
            tuple(ways_by_name),
            max(map(len, begun), default=0),
        )

    def spots(self, words: Sequence[str]) -> list[Spotted]:
        """Return every concept in a text in the order of its words; they may overlap."""
        spots: dict[Spotted, None] = {}
        for at, word in enumerate(words):
            for way in self.whole.get(word, ()):
                if len(way.words) == 1 or _stands(way, words, at):
                    spots[Spotted(way.name, at, at + len(way.words))] = None
            for letters in range(SHORTEST, min(len(word), self.longest) + 1):
                for way in self.begun.get(word[:letters], ()):
                    spots[Spotted(way.name, at, at + 1)] = None
        return list(spots)


def _stands(way: _Way, words: Sequence[str], at: int) -> bool:
    end = at + len(way.words)
    if end > len(words) or tuple(words[at : end - 1]) != way.words[:-1]:
        return False
    last = words[end - 1]
    return last.startswith(way.words[-1]) if way.open else last == way.words[-1]


def _way(name: str, written: object) -> _Way:
    if not isinstance(written, str):
        raise ValueError(f"{name}: a list of words expected")
    words = tuple(token.text for token in tokens(written.removesuffix("*")))
    if not words or (written.endswith("*") and len(words[-1]) < SHORTEST):
        raise ValueError(f"{name}: {written!r} holds no word")
    return _Way(words, name, written.endswith("*"))
