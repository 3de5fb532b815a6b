"""Several meanings of one reply held against each other."""

from itertools import combinations

from bot.understanding import meaning as m
from bot.understanding.report import Pair


def settled(meanings: list[m.Meaning], pairs: list[Pair]) -> tuple[list[m.Meaning], list[Pair]]:
    """What stands, and what contradicts itself; what says less than another gives way to it."""
    told = list(dict.fromkeys(meanings))
    told = [one for one in told if not any(_says_less(one, other) for other in told)]
    if any(not isinstance(one, (m.Yes, m.No, m.Thanks, m.Greeting)) for one in told):
        told = [one for one in told if not isinstance(one, (m.Yes, m.No))]
    pairs = list(dict.fromkeys(pairs))
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
        case m.Done(count, _, which, none, but), m.Partly():
            return not (none or which or but) and count is None
        case m.Partly(), m.Done(count, _, which, _, but):
            return bool(which or but) or count is not None
        case m.Later(None), (m.Later() | m.PauseUntil()):
            return True
        case m.NotToday(), m.PauseUntil():
            return True
        case m.StopAll(erase=False), (m.PauseUntil() | m.StopAll(erase=True)):
            return True  # an end is told, or more than an end
        case m.SomethingElse(), m.NeverAgain():
            return True
        case m.NeverAgain(), m.StopAll():
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
    return 2 if done.count is not None else 0


def _contradict(one: m.Meaning, other: m.Meaning) -> bool:
    match one, other:
        case m.Done(), m.Done():
            return one.none is not other.none or _detail(one) == _detail(other)
        case (m.Done(none=True), m.Partly()) | (m.Partly(), m.Done(none=True)):
            return True
        case (m.Yes(), m.No()) | (m.No(), m.Yes()):
            return True
        case (m.NotToday(), told) | (told, m.NotToday()):
            return told in (m.Done(), m.Later(), m.Start())
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
