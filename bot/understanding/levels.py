"""Which number means a level of pain or effort."""

import itertools
from dataclasses import dataclass

from bot.understanding.counts import HIGHEST, is_counting, is_of_another_thing, positions_done
from bot.understanding.quantities import Amount
from bot.understanding.scope import Scope

OF = frozenset(("of", "/", "from", "outta"))
NEAR = 3
"""Tokens between a word and the number it belongs to."""
NOW = frozenset(("now", "today", "currently", "down", "only"))
STATED = frozenset(("is", "its", "say", "put", "call", "give", "about", "around", "maybe"))
"""Words before a number that is a level."""
SURFACES = frozenset(("floor", "floors", "ground", "tiles", "surface", "chair", "wood"))
"""What is hard to lie or kneel on."""
STOPS = frozenset((",", ".", ";", "and", "\n", "!", "but"))
_RANGE = frozenset(("-", "to", "or", "and", "\u2013"))


@dataclass(frozen=True, slots=True)
class Level:
    """A level from 0 to 10 and the tokens it covers."""

    value: int
    start: int
    end: int


def pain_levels(scope: Scope, loose: bool = False) -> list[Level]:
    """Return the levels of pain told in a text.

    Args:
        loose: whether a number that nothing marks as a level is one, too.
    """
    return _levels(scope, "pain_words", "effort_words", loose)


def usual_level(scope: Scope) -> int | None:
    """Return the level of usual days where another is told of bad ones: "usually 4, at worst 7"."""
    fitting = [a for a in scope.amounts if a.unit == "" and a.value <= HIGHEST]
    if len(fitting) < 2:
        return None
    spots = scope.spots("usual_words")
    for amount in fitting:
        before = max((a.end for a in fitting if a.end <= amount.start), default=0)
        if any(before <= spot.start < amount.start or spot.start == amount.end for spot in spots):
            return int(amount.value + 0.5)
    return None


def effort_level(scope: Scope, loose: bool = False) -> int | None:
    """Return the level of effort told in a text."""
    levels = _levels(scope, "effort_words", "pain_words", loose)
    return levels[-1].value if levels else None


def _levels(scope: Scope, own: str, other: str, loose: bool) -> list[Level]:
    levels: list[Level] = []
    amounts = [a for a in scope.amounts if a.unit == "" and a.value <= HIGHEST]
    for n, amount in enumerate(amounts):
        if levels and amount.start < levels[-1].end:
            continue
        level = _level(scope, amount, own, other, loose)
        if level is None:
            continue
        following = amounts[n + 1] if n + 1 < len(amounts) else None
        if (
            following is not None
            and following.start == level.end + 1
            and scope.text(level.end) in _RANGE - {"and"}
        ):
            value = max(level.value, _rounded(following.value))
            level = Level(value, level.start, following.end)
        levels.append(level)
    return _settled(scope, levels)


def _settled(scope: Scope, levels: list[Level]) -> list[Level]:
    """Of several levels of one place keep the present one ("was 6 now 3")."""
    if len(levels) > 1:
        levels = [level for level in levels if not _denied(scope, level)] or levels
    if len(levels) == 2 and len({spot.value for spot in scope.spots("moments")}) == 2:
        return levels
    if len(levels) > 1:
        levels = [level for level in levels if not _past(scope, level)] or levels
    if len(levels) > 1 and not scope.regions:
        levels = [level for level in levels if _stated(scope, level)] or levels
    if len(levels) < 2:
        return levels
    for level in levels:
        if any(scope.text(level.start - n) in ("now", "to", "its") for n in (1, 2)):
            regions = [r for r in scope.regions if level.start - 6 <= r.start <= level.end + 4]
            if len(scope.regions) < 2 or not regions:
                return [level]
    return levels


def _stated(scope: Scope, level: Level) -> bool:
    """Whether a number is said to be the level: "I would say 5", not "two kids"."""
    return {scope.text(level.start - n) for n in (1, 2)} & STATED != set()


def _denied(scope: Scope, level: Level) -> bool:
    """Whether a level is named as the wrong one ("2 not 7", "instead of 7")."""
    before = [scope.text(level.start - n) for n in (2, 1)]
    return before[-1] in ("not", "than") or before[-2:] in (["instead", "of"], ["not", "a"])


def _past(scope: Scope, level: Level) -> bool:
    """Whether a level is told of another time ("yesterday it was five")."""
    before = [scope.text(n) for n in range(max(0, level.start - 4), level.start)]
    after = [scope.text(n) for n in range(level.end, level.end + 2)]
    cut = next((n for n in range(len(before), 0, -1) if before[n - 1] in STOPS), 0)
    before = before[cut:]
    after = list(itertools.takewhile(lambda text: text not in STOPS, after))
    used = any(pair == ["used", "to"] for pair in map(list, itertools.pairwise(before)))
    known = {"yesterday", "usually", "normally"} & {*before, *after}
    return bool(known) or used or "was" in before[-2:]


def _level(scope: Scope, amount: Amount, own: str, other: str, loose: bool) -> Level | None:
    value, end = _rounded(amount.value), amount.end
    if is_of_another_thing(scope, amount):
        return None
    if scope.text(end) in OF or (scope.text(end) == "out" and scope.text(end + 1) == "of"):
        top = end + (2 if scope.text(end) == "out" else 1)
        whole = next((a for a in scope.amounts if a.start == top), None)
        if whole is not None and whole.value == HIGHEST:
            return (
                None if _near(scope, amount, other, own) else Level(value, amount.start, whole.end)
            )
        if whole is not None:
            return None
    if (
        amount.start > 0
        and scope.text(amount.start - 1) in OF
        and (_counted(scope, amount) or _is_top(scope, amount) or _out_of(scope, amount))
    ):
        return None
    if [scope.text(amount.start - n) for n in (2, 1)] == ["of", "the"]:
        return None
    if _next_position(scope, amount):
        return None
    if _near(scope, amount, own, other):
        return Level(value, amount.start, end)
    if _near(scope, amount, other, own):
        return None
    if own == "pain_words" and _beside_region(scope, amount):
        return Level(value, amount.start, end)
    if loose and not is_counting(scope, amount):
        return Level(value, amount.start, end)
    return None


def _near(scope: Scope, amount: Amount, own: str, other: str) -> bool:
    """Whether a word of one list stands close by, and none of another list between."""
    for spot in scope.spots(own):
        if scope.text(spot.end) in SURFACES:
            continue  # "on the hard floor" tells of no effort
        gap = amount.start - spot.end if spot.end <= amount.start else spot.start - amount.end
        reach = NEAR + 2 if spot.end <= amount.start else NEAR
        if not 0 <= gap <= reach:
            continue
        low, high = min(spot.end, amount.end), max(spot.start, amount.start)
        between = scope.words[low:high]
        texts = {word.text for word in between}
        after = spot.start >= amount.end
        if after and texts & (STOPS - {"and"}):
            continue
        if after and is_counting(scope, amount):
            continue
        others = (s for s in scope.spots(other) if scope.text(s.end) not in SURFACES)
        if any(low <= s.start < high for s in others):
            continue
        if any(a is not amount and low <= a.start < high for a in scope.amounts):
            continue
        return True
    return False


def _beside_region(scope: Scope, amount: Amount) -> bool:
    if is_counting(scope, amount):
        return False
    for spot in scope.regions:
        gap = amount.start - spot.end if spot.end <= amount.start else spot.start - amount.end
        if 0 <= gap <= NEAR:
            low, high = min(spot.end, amount.end), max(spot.start, amount.start)
            if not {w.text for w in scope.words[low:high]} & {".", "\n", "!"}:
                return True
    return False


def _is_top(scope: Scope, amount: Amount) -> bool:
    """Whether a number is the highest of a level: the ten of "five out of ten"."""
    before = amount.start - (2 if scope.text(amount.start - 2) == "out" else 1)
    return any(other.end == before for other in scope.amounts)


def _out_of(scope: Scope, amount: Amount) -> bool:
    """Whether the level itself was not understood: the ten of "for out of ten", as dictated."""
    return [scope.text(amount.start - n) for n in (2, 1)] == ["out", "of"]


def _counted(scope: Scope, amount: Amount) -> bool:
    return amount.value != HIGHEST


def _next_position(scope: Scope, amount: Amount) -> bool:
    """Whether a number goes on counting exercises: the 3 of "1 and 2 done, 3 hurt"."""
    before = [a for a in scope.amounts if a.end <= amount.start and a.unit == ""]
    return positions_done(scope, before) == amount.value - 1 and len(before) > 1


def _rounded(value: float) -> int:
    return int(value + 0.5)
