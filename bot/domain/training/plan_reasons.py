"""Which changes the plan bears out: each is held against the plan without it."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.ids import ExerciseId, MuscleId, Region
from bot.domain.training.dosage import Item
from bot.domain.training.dose_change import is_less
from bot.domain.training.exercise import STRENGTH, Phase
from bot.domain.training.plan_rules import Reason
from bot.domain.training.rest import lately_over, resting_until, returning_places
from bot.domain.training.routine import Block, Change, Prescription
from bot.domain.training.session import Situation, coming_back, put_together
from bot.domain.training.session_size import last_routine
from bot.domain.training.trainee import Knowledge

_TODAY: Mapping[Reason, Mapping[str, Any]] = {
    Reason.TIRED: {"tired": False},
    Reason.SHORT: {"minutes": None},
    Reason.HURTS_TODAY: {"hurting": frozenset()},
    Reason.OTHERS: {"avoid": frozenset()},
    Reason.FOCUS: {"focus": None, "focus_side": None},
    Reason.ONLY_STRENGTH: {"only": None},
    Reason.AT_HAND: {"equipment": None, "missing": frozenset(), "place": None},
    Reason.OFFICE: {"place": None},
}
"""What of today's circumstances a reason speaks of, and how the day is without it."""
_HALVING = frozenset(
    {
        Reason.HALVED,
        Reason.HALVED_STILL,
        Reason.AMBERS,
        Reason.PAIN_UP,
        Reason.DELOAD_PLANNED,
        Reason.DELOAD_SIGNS,
    }
)
_LIGHTER = (Reason.HALVED, Reason.HALVED_STILL)
_UNCHANGED: Mapping[Reason, Reason] = {
    Reason.HURTS_TODAY: Reason.HURTS_SPARED,
    Reason.TIRED: Reason.TIRED_ALREADY,
    Reason.SHORT: Reason.SHORT_ALREADY,
    Reason.AT_HAND: Reason.AT_HAND,
}
"""What is said where what was asked for changes nothing."""
_AWAY = (Reason.AWAY_WEEK, Reason.AWAY_LONG)
_BEFORE = {Block.BUILD: Block.CALM, Block.INTEGRATE: Block.BUILD}


def borne_out(
    reasons: Iterable[Reason], situation: Situation, items: Sequence[Item], catalog: Knowledge
) -> Iterator[Change]:
    """Yield the changes without which the session would be another, and those about no session."""
    planned = [i.prescription for i in items]
    for reason in dict.fromkeys(reasons):
        without = _without(reason, situation)
        if without is None:
            yield catalog.plan_rules.change(reason)
            continue
        change = catalog.plan_rules.change_at(reason, _places(reason, situation))
        other, _ = put_together(without, catalog)
        if reason in (Reason.BLOCK_BUILD, Reason.BLOCK_INTEGRATE):
            phases = STRENGTH if reason is Reason.BLOCK_BUILD else {Phase.INTEGRATE}
            if _share(items, phases) > _share(other, phases):
                yield catalog.plan_rules.change(reason)
        elif reason in _AWAY:
            yield from _after_break(reason, items, other, catalog)
        elif reason is Reason.BACK:
            yield from _back(items, other, situation, catalog)
        elif reason is Reason.FOCUS:
            yield from _focused(items, other, situation, catalog)
        elif reason in _LIGHTER and _is_longer(items, situation):
            continue
        elif planned == [i.prescription for i in other]:
            if reason in _UNCHANGED:
                yield catalog.plan_rules.change(_UNCHANGED[reason])
        elif reason is Reason.RESTING:
            for until, places in resting_until(situation.state.rests, situation.day).items():
                yield replace(catalog.plan_rules.change_at(reason, places), until=until)
        else:
            yield change


def _places(reason: Reason, situation: Situation) -> frozenset[Region]:
    """Return the places that a reason speaks of, as far as they are known."""
    rests, day = situation.state.rests, situation.day
    match reason:
        case Reason.HURTS_TODAY:
            return situation.trainee.today.hurting
        case Reason.BACK:
            return returning_places(rests, day)
        case _:
            return frozenset()


def _is_longer(items: Sequence[Item], situation: Situation) -> bool:
    """Whether a session is longer than the one before: nobody would call it lighter."""
    last = last_routine(situation.trainee)
    if last is None:
        return False
    spent = sum(item.seconds for item in items)
    return len(items) > len(last.items) or spent > last.seconds


def _back(
    items: Sequence[Item], other: Sequence[Item], situation: Situation, catalog: Knowledge
) -> Iterator[Change]:
    """Yield what comes back shorter after its rest: the place where that is all that works it, else
    the exercises."""
    back, whole = coming_back(situation, items), _by_exercise(other)
    shorter = [
        item.choice.practice
        for item in items
        if (id := item.choice.placed.exercise.id) in back
        and id in whole
        and is_less(item.prescription, whole[id])
    ]
    over = lately_over(situation.state.rests, situation.day)
    working = [
        item
        for item in items
        if any(r.spared.spares(item.choice.placed.exercise, item.choice.muscle) for r in over)
    ]
    places = returning_places(situation.state.rests, situation.day)
    if shorter and len(shorter) == len(working):
        yield catalog.plan_rules.change_at(Reason.BACK, places)
        return
    for practice in shorter:
        change = catalog.plan_rules.change_of(Reason.BACK_ONE, practice)
        yield replace(change, places=tuple(sorted(places)))


def _focused(
    items: Sequence[Item], other: Sequence[Item], situation: Situation, catalog: Knowledge
) -> Iterator[Change]:
    """Yield what it changed to name a place: more for it, the side that begins, or nothing, since
    the session is for it already."""
    today = situation.trainee.today
    area = None if today.focus is None else catalog.plan_rules.areas.get(today.focus)
    if area is None or today.focus is None:
        return
    muscles = frozenset((*area.usual.tight, *area.usual.weak))
    if _spent_on(muscles, items) > _spent_on(muscles, other):
        yield catalog.plan_rules.change(Reason.FOCUS)
        return
    turned = today.focus_side is not None and (
        [i.side_first for i in items] != [i.side_first for i in other]
    )
    reason = Reason.FOCUS_SIDE if turned else Reason.FOCUS_ALREADY
    change = catalog.plan_rules.change_at(reason, [today.focus])
    yield replace(change, side=today.focus_side)


def _spent_on(muscles: Container[MuscleId], items: Sequence[Item]) -> int:
    return sum(item.seconds for item in items if item.choice.muscle in muscles)


def _after_break(
    reason: Reason, items: Sequence[Item], other: Sequence[Item], catalog: Knowledge
) -> Iterator[Change]:
    """Yield what the steps back after a break changed: an exercise in the place of another, else
    less of the same, else nothing."""
    today, before = _by_exercise(items), _by_exercise(other)
    came, went = [id for id in today if id not in before], [id for id in before if id not in today]
    if came and went:
        yield catalog.plan_rules.change(Reason.AWAY_INSTEAD, came[0], went[0])
    elif any(is_less(today[id], before[id]) for id in today if id in before):
        yield catalog.plan_rules.change(reason)


def _by_exercise(items: Iterable[Item]) -> dict[ExerciseId, Prescription]:
    return {i.choice.placed.exercise.id: i.prescription for i in items}


def _without(reason: Reason, situation: Situation) -> Situation | None:
    """The situation without what a reason speaks of; None where it speaks of no session."""
    relief = situation.relief
    if reason in _TODAY:
        today = replace(situation.trainee.today, **_TODAY[reason])
        return replace(situation, trainee=replace(situation.trainee, today=today))
    if reason in _HALVING:
        return replace(situation, relief=replace(relief, halved=False), most=None)
    match reason:
        case Reason.TOO_MUCH:
            return replace(situation, most=None)
        case Reason.MISSED_FEW:
            return replace(situation, relief=replace(relief, one_set_less=False))
        case reason if reason in _AWAY and situation.before_break is not None:
            return replace(situation, state=situation.before_break)
        case Reason.RESTING:
            return replace(situation, resting=False)
        case Reason.BACK:
            return replace(situation, returning=False)
        case Reason.BLOCK_BUILD | Reason.BLOCK_INTEGRATE if situation.block in _BEFORE:
            return replace(situation, block=_BEFORE[situation.block])
        case _:
            return None


def _share(items: Sequence[Item], phases: Iterable[Phase]) -> float:
    """How much of the time goes to some phases."""
    wanted = frozenset(phases)
    spent = sum(item.seconds for item in items)
    return sum(i.seconds for i in items if i.phase in wanted) / spent if spent else 0.0
