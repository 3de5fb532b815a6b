"""Which number means a level of pain or effort, and which a count of exercises."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.quantities import Amount
from bot.understanding.scope import Scope

HIGHEST = 10
LISTING = frozenset(("and", ",", "&", "+", "n"))
"""What stands between the positions of a list."""
COUNTED = frozenset(("did", "done", "finished", "ok", "completed", "exercises", "numbers"))
"""Words beside a list of positions that were done."""
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
class Count:
    """So many exercises were done, of so many."""

    done: int | None = None
    of: int | None = None


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
    return bool({"yesterday", "usually", "normally"} & {*before, *after}) or "was" in before[-2:]


def _level(scope: Scope, amount: Amount, own: str, other: str, loose: bool) -> Level | None:
    value, end = _rounded(amount.value), amount.end
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
        and (_counted(scope, amount) or _is_top(scope, amount))
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
    if loose and not _counting(scope, amount):
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
        if after and _counting(scope, amount):
            continue
        others = (s for s in scope.spots(other) if scope.text(s.end) not in SURFACES)
        if any(low <= s.start < high for s in others):
            continue
        if any(a is not amount and low <= a.start < high for a in scope.amounts):
            continue
        return True
    return False


def _beside_region(scope: Scope, amount: Amount) -> bool:
    if _counting(scope, amount):
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


def _counted(scope: Scope, amount: Amount) -> bool:
    return amount.value != HIGHEST


def _counting(scope: Scope, amount: Amount) -> bool:
    """Whether a number counts exercises, sets or repetitions."""
    before = {scope.text(amount.start - 1), scope.text(amount.start - 2)}
    done = set(scope.vocabulary.lists["done_words"][""])
    things = {*scope.vocabulary.lists["exercise_words"][""], "done", "left", "reps", "x", "times"}
    if scope.vocabulary.at("counted_things", scope.words, amount.end) is not None:
        return True  # "my wife has bet five euros"
    level = any(s.end == amount.start for s in (*scope.spots("pain_words"), *scope.regions))
    if before & done and not level and not before & {"got", "only"}:
        return True
    if scope.text(amount.end) in things or scope.text(amount.start - 1) in (
        "number",
        "exercise",
        "set",
        "type",
        "#",
    ):
        return True
    return scope.text(amount.end) in ("of", "out") and not _of_ten(scope, amount)


def _of_ten(scope: Scope, amount: Amount) -> bool:
    return any(a.value == HIGHEST and 1 <= a.start - amount.end <= 2 for a in scope.amounts)


def count_done(scope: Scope) -> Count:
    """Return how many exercises were done, and of how many."""
    plain = [
        a
        for a in scope.amounts
        if a.unit in ("", "rep") and a.value == int(a.value) and a.value < 20
    ]
    for first, second in itertools.pairwise(plain):
        joined = [scope.text(n) for n in range(first.end, second.start)]
        if joined in (
            ["/"],
            ["of"],
            ["out", "of"],
            ["of", "the"],
            ["outta"],
            ["out", "of", "the"],
            ["from"],
            ["of", "all"],
        ) and (second.value != HIGHEST and first.value <= second.value):
            return Count(int(first.value), int(second.value))
    positions = _positions_done(scope, plain)
    if positions:
        return Count(positions)
    for amount in plain:
        before, after = scope.text(amount.start - 1), scope.text(amount.end)
        if before in ("first", "the") and scope.text(amount.start - 2) in (
            "but",
            "except",
            "skipped",
        ):
            continue
        counted = _counting(scope, amount) or before in ("first", "only", "just")
        if (
            counted
            and before not in ("skipped", "but", "except", "missed", "number", "exercise", "set")
            and not any(
                scope.text(amount.start - n) in ("skipped", "except", "missed", "but", "skip")
                for n in (2, 3)
            )
        ):
            return Count(int(amount.value)) if after not in ("left", "more", "missing") else Count()
    return Count()


def _positions_done(scope: Scope, plain: Sequence[Amount]) -> int | None:
    """Read "1 and 2 done", "did 1, 3 and 4" and "did 1-3" as so many."""
    for at in range(len(plain)):
        run = [plain[at]]
        for following in plain[at + 1 :]:
            gap = {scope.text(n) for n in range(run[-1].end, following.start)}
            if following.value <= run[-1].value or not gap or not gap <= LISTING:
                break
            run.append(following)
        before, after = scope.text(run[0].start - 1), scope.text(run[-1].end)
        hurts = scope.vocabulary.at("pain_words", scope.words, run[-1].end)
        if len(run) > 1 and {before, after} & COUNTED and hurts is None:
            return len(run)
        end = next((a for a in plain if a.start == run[0].end + 1), None)
        from_the_first = run[0].value == 1 and before in COUNTED
        if from_the_first and end is not None and scope.text(run[0].end) == "-":
            return int(end.value)
    return None


def _next_position(scope: Scope, amount: Amount) -> bool:
    """Whether a number goes on counting exercises: the 3 of "1 and 2 done, 3 hurt"."""
    before = [a for a in scope.amounts if a.end <= amount.start and a.unit == ""]
    return _positions_done(scope, before) == amount.value - 1 and len(before) > 1


def _rounded(value: float) -> int:
    return int(value + 0.5)
