"""A text, or a clause of one, with the slot words found in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from bot.understanding.dates import Day, days_told
from bot.understanding.quantities import Amount, amounts
from bot.understanding.times import Clock, clocks
from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Spot, Vocabulary

KEPT = 64
"""Texts whose scopes are kept: those of the messages being read, with their clauses."""
NOT_A_SIDE_AFTER = frozenset(
    [
        "now",
        "away",
        "after",
        "before",
        "then",
        "thing",
        "time",
        "direction",
        "place",
        "amount",
        "order",
        "track",
        "person",
        "answer",
        "ok",
        "there",
        "about",
        "on",
        "back",
        "to",
    ]
)
"""Words after which "right" is no side ("right now")."""
NOT_A_SIDE_BEFORE = frozenset(
    [
        "all",
        "just",
        "felt",
        "feels",
        "feel",
        "about",
        "is",
        "thats",
        "not",
        "seems",
        "be",
        "alright",
        "are",
        "was",
        "its",
        "im",
        "quite",
        "doing",
        "perfectly",
        "going",
        "sounds",
        "yes",
        "yeah",
    ]
)
LETTERS = {"l": "left", "lt": "left", "r": "right", "rt": "right"}
"""Letters that tell a side beside a place of the body."""
REASONS = frozenset(("because", "cause", "cos", "coz", "cuz", "bc", "bcz", "becoz"))
"""Words that begin a reason."""
PART_OF = frozenset(("bottom", "sole", "arch", "top", "back", "head", "ball", "side", "front"))
"""Words before "of" that are a part of the place that follows."""
OF_A_BODY = frozenset(("my", "the", "your", "both", "lower", "low", "bad", "stiff", "sore", "on"))
"""Words before "back" that make it a part of the body."""


@dataclass(frozen=True)
class Scope:
    """Some tokens in a row, and the day they are read on."""

    words: tuple[Token, ...]
    vocabulary: Vocabulary
    today: date
    timeless: bool = False
    """Whether no time of the day is expected, so that "8ish" is a number."""

    @cached_property
    def amounts(self) -> list[Amount]:
        """Numbers and amounts, without those that belong to a time or a date."""
        taken = [(c.start, c.end) for c in self.clocks if c.clear and not self.timeless]
        taken += [(d.start, d.end) for d in self.days]
        return [
            amount
            for amount in amounts(self.words, self.vocabulary)
            if not any(start <= amount.start < end for start, end in taken)
        ]

    @cached_property
    def has_one_number(self) -> bool:
        """Whether so few words, or numbers, are told that a number can only be what was asked."""
        numbers = [amount for amount in self.amounts if amount.unit == ""]
        return len(self.words) <= 4 or (len(numbers) == 1 and len(self.amounts) == 1)

    @cached_property
    def clocks(self) -> list[Clock]:
        """Times of the day, also bare numbers that may be one."""
        return clocks(self.words, self.vocabulary)

    @cached_property
    def impossible_time(self) -> bool:
        """Whether a time is told that no clock shows."""
        times = (word.text.split(":") for word in self.words if ":" in word.text)
        return any(len(p) == 2 and (int(p[0]) > 24 or int(p[1]) > 59) for p in times if all(p))

    @cached_property
    def days(self) -> list[Day]:
        """Calendar days."""
        return days_told(self.words, self.vocabulary, self.today)

    @cached_property
    def regions(self) -> list[Spot]:
        """Places of the body."""
        spots = self.vocabulary.spots("regions", self.words)
        wide = self.vocabulary.spots("wide_regions", self.words)
        spots = sorted([*spots, *wide], key=lambda spot: spot.start)
        return [spot for spot in spots if self._is_body(spot)]

    @cached_property
    def sides(self) -> list[Spot]:
        """Left, right and both."""
        sides = [s for s in self.vocabulary.spots("sides", self.words) if self._is_side(s)]
        letters = [s for n, w in enumerate(self.words) if (s := self._letter(n, w.text))]
        return sorted([*sides, *letters], key=lambda spot: spot.start) if letters else sides

    def before_reason(self) -> "Scope":
        """Return the words before "because" and the like; all of them where none is told."""
        at = next((n for n, word in enumerate(self.words) if word.text in REASONS), None)
        return self if at is None else replace(self, words=self.words[:at])

    def spots(self, name: str) -> list[Spot]:
        """Return the words of a list found here."""
        return self.vocabulary.spots(name, self.words)

    def has(self, name: str) -> bool:
        """Return whether any word of a list is found here."""
        return bool(self.spots(name))

    def text(self, at: int) -> str:
        """Return the token at a place; empty outside."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def phrase(self, words: Sequence[Token]) -> str:
        """Return tokens as one phrase."""
        return " ".join(word.text for word in words)

    def _place_after(self, at: int) -> bool:
        """Whether a place of the body stands at a token, or after its article."""
        starts = (at, at + 1, at + 2)
        return any(self.vocabulary.at("regions", self.words, start) for start in starts)

    def _is_body(self, spot: Spot) -> bool:
        text, before, after = self.text(spot.start), self.text(spot.start - 1), self.text(spot.end)
        if spot.end - spot.start > 1:
            return True
        if text in PART_OF and after == "of" and self._place_after(spot.end + 1):
            return False
        if text == "back":
            if after == "of" or before in ("upper", "mid"):
                return False
            if before in OF_A_BODY:
                return True
            if after in (
                "to",
                "from",
                "at",
                "later",
                "in",
                "soon",
                "up",
                "again",
                "tomorrow",
                "on",
            ):
                return False
            return before not in self.vocabulary.lists["back_of_it"][""]
        if text in ("hand", "hands"):
            return (
                before not in ("other", "at", "on", "in", "second", "free") and after != "weights"
            )
        if text in ("arch", "bottom", "sole", "pie", "heel", "arm", "leg", "head", "foot"):
            return after not in ("of", "day", "raise", "raises", "off", "back") or after == "of"
        return True

    def _letter(self, at: int, text: str) -> Spot | None:
        """Read the letter of "R shoulder" and "knee L" as a side."""
        if text not in LETTERS:
            return None
        beside = any(at in (spot.start - 1, spot.end) for spot in self.regions)
        return Spot(LETTERS[text], at, at + 1) if beside else None

    def _is_side(self, spot: Spot) -> bool:
        text, before, after = self.text(spot.start), self.text(spot.start - 1), self.text(spot.end)
        if spot.end - spot.start > 1 or text not in ("right", "left", "both"):
            return True
        if text == "left":
            numbered = before.isdecimal() and after not in ("knee", "hip", "shoulder", "side", "")
            return not (
                before in ("i", "ive", "minutes", "time", "is", "are", "any", "much", "none")
                or numbered
            )
        if text == "both":
            return True
        if self.vocabulary.at("regions", self.words, spot.end) is not None:
            return True
        if before in NOT_A_SIDE_BEFORE or after in NOT_A_SIDE_AFTER:
            return False
        return not (
            after in ("?", "")
            and spot.start > 2
            and before not in ("the", "my", "on", ",")
            and self.text(spot.start - 2) not in ("left", "right")
        )


@lru_cache(maxsize=KEPT)
def scope_of(words: tuple[Token, ...], vocabulary: Vocabulary, today: date) -> Scope:
    """Return the scope of some tokens, in which everything is looked for once, whoever asks."""
    return Scope(words, vocabulary, today)
