"""Slot words of one language, loaded from `words.yaml`, and finding them in a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.understanding.tokens import Token, tokens

GROUPED = (
    *("numbers", "ordinals", "sides", "regions", "wide_regions", "equipment", "places"),
    *("weekdays", "daysets", "months", "clocks", "dayparts", "halves", "units", "moments"),
    *("levels", "efforts", "languages", "shape_units", "news", "movements", "rulers"),
    *("length_units", "length_things", "parts", "zones", "month_days", "assent"),
)
"""Lists of `id: ways`."""
PLAIN = (
    *("unlisted_equipment", "sharp", "words_for_none", "clinicians", "pictures"),
    *("questions_begin", "pain_words", "effort_words", "done_words", "exercise_words"),
    *("left_out_words", "back_of_it", "none_words", "some_words", "hedges"),
    *("exceptions", "restrictions", "enough", "put_off", "all_well", "one_side"),
    *(
        "nothing_done",
        "reminders",
        "allowing",
        "forbidding",
        "conditions",
        "medicines",
        "activities",
        "age_lead",
        "age_own",
        "age_others",
        "age_tail",
        "age_not",
        "approximations",
        "below_zero",
        "bands",
        "exercise_nouns",
        "work_words",
        "counted_things",
        "usual_words",
        "complaint_words",
    ),
)
"""Lists of ways without ids."""
PATTERNS = (
    *("never", "never_end", "term", "term_end", "safe", "safe_end", "place_lead", "place_tail"),
    *("done", "done_denied", "compared_away", "story", "settling"),
    *("how_often", "many_a_day", "how_often_not"),
)
"""Regular expressions."""
MARKS = (
    *(("numbers", "number"), ("regions", "region"), ("wide_regions", "region")),
    *(("sides", "side"), ("equipment", "thing"), ("places", "place"), ("weekdays", "day")),
    *(("dayparts", "part"), ("months", "month"), ("units", "unit"), ("languages", "language")),
)
"""Lists whose words are marked for the classifier, and the mark."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A slot word found in a text: what it stands for and which tokens it covers."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Slot words of one language; equal to itself alone."""

    lists: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Name of the list -> id -> ways; a list without ids has the one id `""`."""
    unmarked: frozenset[str] = frozenset()
    """Words of many meanings, which get no mark."""
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Name -> what stands before or after the words of a slot."""
    _index: dict[str, Mapping[str, list[tuple[tuple[str, ...], str]]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, file: Mapping[str, Any]) -> "Vocabulary":
        """Build a vocabulary from the content of `words.yaml`.

        Raises:
            ValueError: a list is missing, unknown, or has the wrong shape.
        """
        expected = {*GROUPED, *PLAIN, "unmarked", "patterns"}
        if odd := set(file) ^ expected:
            raise ValueError(f"missing or unknown: {', '.join(sorted(odd))}")
        lists: dict[str, Mapping[str, tuple[str, ...]]] = {}
        for name in GROUPED:
            if not isinstance(file[name], dict):
                raise ValueError(f"{name}: ids with lists expected")
            lists[name] = {id: _ways(f"{name}.{id}", ways) for id, ways in file[name].items()}
        for name in PLAIN:
            lists[name] = {"": _ways(name, file[name])}
        patterns = {name: _pattern(name, file["patterns"]) for name in PATTERNS}
        return cls(lists, frozenset(_ways("unmarked", file["unmarked"])), patterns)

    def spots(self, name: str, words: Sequence[Token]) -> list[Spot]:
        """Return the words of a list found in a text, longest first, none overlapping."""
        index = self._indexed(name)
        spots, at = [], 0
        while at < len(words):
            spot = _longest(index, words, at)
            if spot is not None:
                spots.append(spot)
            at = spot.end if spot else at + 1
        return spots

    def at(self, name: str, words: Sequence[Token], at: int) -> Spot | None:
        """Return the longest word of a list that begins at a token."""
        return _longest(self._indexed(name), words, at) if 0 <= at < len(words) else None

    def meanings(self, name: str, words: Sequence[Token]) -> tuple[str, ...]:
        """Return every id that these words are a way of: "overhead" is a position and a load."""
        texts = tuple(word.text for word in words)
        ways = self._indexed(name).get(texts[0], ()) if texts else ()
        return tuple(id for way, id in ways if way == texts)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of a list."""
        return tuple(self.lists[name])

    @cached_property
    def listed(self) -> frozenset[str]:
        """Single words that people list: days of the week and things to exercise with."""
        named = [*self.lists["weekdays"].values(), *self.lists["equipment"].values()]
        return frozenset(way.split()[-1] for ways in named for way in ways) - self.unmarked

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Single word -> the mark that the classifier sees beside it."""
        marks: dict[str, str] = {}
        for name, mark in MARKS:
            for ways in self.lists[name].values():
                for way in ways:
                    if way not in self.unmarked:
                        marks.setdefault(way, mark)
        for way in self.lists["clinicians"][""]:
            marks.setdefault(way, "clinician")
        return marks

    def _indexed(self, name: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        if name not in self._index:
            index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
            for id, ways in self.lists[name].items():
                for way in ways:
                    cut = tuple(token.text for token in tokens(way))
                    index.setdefault(cut[0], []).append((cut, id))
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))
            self._index[name] = index
        return self._index[name]


def _longest(
    index: Mapping[str, list[tuple[tuple[str, ...], str]]], words: Sequence[Token], at: int
) -> Spot | None:
    for way, id in index.get(words[at].text, ()):
        if at + len(way) <= len(words) and all(
            words[at + n].text == word for n, word in enumerate(way)
        ):
            return Spot(id, at, at + len(way))
    return None


def _pattern(name: str, patterns: Any) -> re.Pattern[str]:
    parts = patterns.get(name) if isinstance(patterns, dict) else None
    if not isinstance(parts, list):
        raise ValueError(f"patterns.{name}: a list of lines expected")
    try:
        return re.compile("".join(parts))
    except re.error as error:
        raise ValueError(f"patterns.{name}: {error}") from error


def _ways(where: str, ways: Any) -> tuple[str, ...]:
    if not isinstance(ways, list) or not all(isinstance(way, str) and way for way in ways):
        raise ValueError(f"{where}: a list of words expected")
    for way in ways:
        if not tokens(way):
            raise ValueError(f"{where}: {way!r} holds no word")
    return tuple(ways)
