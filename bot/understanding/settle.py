"""Several meanings of one reply held against each other."""

from itertools import combinations

from bot.domain.errors import BotError, OutOfRange
from bot.understanding import meaning as m
from bot.understanding.report import Pair, counted


def settled(meanings: list[m.Meaning], pairs: list[Pair]) -> tuple[list[m.Meaning], list[Pair]]:
    """What stands, and what contradicts itself; what says less than another gives way to it."""
    told = list(dict.fromkeys(meanings))
    told = [one for one in told if not any(_says_less(one, other) for other in told)]
    if any(not isinstance(one, (m.Yes, m.No, m.Thanks, m.Greeting)) for one in told):
        told = [one for one in told if not isinstance(one, (m.Yes, m.No))]
    pairs = list(pairs)
    for one, other in combinations(told, 2):
        if _contradict(one, other):
            pairs.append((one, other))
    doubted = {one for pair in pairs for one in pair}
    return [one for one in told if one not in doubted], pairs


def _says_less(one: m.Meaning, other: m.Meaning) -> bool:
    if one == other:
        return False
    match one, other:
        case m.Done(none=False), m.Done(none=False):
            return _detail(one) < _detail(other)
        case m.Later(None), (m.Later() | m.PauseUntil()):
            return True
        case m.NotToday(), m.PauseUntil():
            return True
        case m.Minutes(None), m.Minutes():
            return True
        case m.PauseUntil(None), m.PauseUntil():
            return True
        case m.Correction(None, None, None), m.Correction():
            return True
        case m.Hurts(None, None), (m.Hurts() | m.Pain()):
            return True
        case m.Hurts(region), m.Pain(int(), at):
            return region == at
        case m.Pain(0, None, None, None), m.Pain(int() as level):
            return level == 0
    return False


def _detail(done: m.Done) -> int:
    if done.which or done.but:
        return 3
    return 2 if done.count is not None else 1 if done.part else 0


def _contradict(one: m.Meaning, other: m.Meaning) -> bool:
    match one, other:
        case m.Done(), m.Done():
            return one.none is not other.none or _detail(one) == _detail(other)
        case (m.Yes(), m.No()) | (m.No(), m.Yes()):
            return True
        case (m.Resume(), m.PauseUntil()) | (m.PauseUntil(), m.Resume()):
            return True
        case (
            (m.Later(), m.Later())
            | (m.PauseUntil(), m.PauseUntil())
            | (m.Effort(), m.Effort())
            | (m.ChangeTime(), m.ChangeTime())
            | (m.Minutes(), m.Minutes())
        ):
            return True
        case m.Pain(int() as level), m.Pain(int() as another):
            same = (one.region, one.side, one.moment) == (other.region, other.side, other.moment)
            return level != another and same
        case m.With(thing), m.Without(another_thing):
            return thing == another_thing
        case m.Without(thing), m.With(another_thing):
            return thing == another_thing
    return False


def alone(
    value: float, of: float | None, context: m.Context, told: list[m.Meaning]
) -> m.Meaning | Pair | BotError | None:
    """A number that stands for itself: an answer to what was asked last, or to be asked back."""
    if of is not None and of != 10:
        return counted(value, of)
    kinds = {m.Asked.DONE: m.Done, m.Asked.PAIN: m.Pain, m.Asked.EFFORT: m.Effort}
    asked = context.asked
    if asked is m.Asked.MINUTES:
        return m.Minutes(int(value)) if 1 <= value <= 120 else None
    if asked is not None and not any(isinstance(one, kinds[asked]) for one in told):
        return _as(asked, value, of or context.total)
    candidates = [
        _as(kind, value, context.total)
        for kind, shape in kinds.items()
        if not any(isinstance(one, shape) for one in told) and not (of and kind is m.Asked.DONE)
    ]
    possible = [one for one in candidates if one is not None and not isinstance(one, BotError)]
    if len(possible) > 1:
        return possible[0], possible[1]
    return possible[0] if possible else None


def _as(kind: m.Asked, value: float, total: float | None) -> m.Meaning | BotError | None:
    if kind is m.Asked.DONE:
        return counted(value, total)
    if not 0 <= value <= 10:
        return OutOfRange(value=value, low=0, high=10, unit="")
    return m.Pain(round(value)) if kind is m.Asked.PAIN else m.Effort(round(value))
