"""List what differs today from before, each with its reason."""

from collections.abc import Iterator
from datetime import date

from bot.domain.assessment.profile import Likelihood
from bot.domain.ids import ExerciseId
from bot.domain.training import eligibility
from bot.domain.training.dosage import Item
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Block, Change, Prescription
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.training_state import AWAY_LONG, AWAY_WEEK, TrainingState, days_away

MISSED_FEW, MISSED_WEEK = 2, 4
"""Missed training days that cost a set, or repeat the week."""


MORE = (
    Reason.MORE_REPS,
    Reason.LONGER_HOLD,
    Reason.ANOTHER_SET,
    Reason.SLOWER,
    Reason.HEAVIER,
)
NEW = (Reason.HARDER, Reason.TOO_EASY)


def of_the_day(
    trainee: Trainee, day: date, state: TrainingState, block: Block, *, waits: bool
) -> Iterator[Reason]:
    """Yield what differs today, whatever was before."""
    today, usual = trainee.today, trainee.preferences
    drivers = trainee.profile.drivers
    if today.tired:
        yield Reason.TIRED
    elif today.minutes is not None and today.minutes < usual.minutes:
        yield Reason.SHORT
    if today.hurting:
        yield Reason.HURTS_TODAY
    if today.avoid:
        yield Reason.OTHERS
    if today.focus is not None:
        yield Reason.FOCUS
    differs = today.equipment is not None and today.equipment != usual.equipment
    if (
        differs
        or today.missing
        or (today.place or usual.place) not in (usual.place, eligibility.OFFICE)
    ):
        yield Reason.AT_HAND
    if today.place == eligibility.OFFICE != usual.place:
        yield Reason.OFFICE
    if not state.log and drivers and all(f.level is Likelihood.POSSIBLE for f in drivers):
        yield Reason.POSSIBLE
    yield from _of_block(trainee, day, block, waits=waits)


def _of_block(trainee: Trainee, day: date, block: Block, *, waits: bool) -> Iterator[Reason]:
    last = next((w for w in reversed(trainee.history) if w.done), None)
    before = Block.CALM if last is None else last.routine.block
    if before is not block:
        if trainee.keeping:
            yield Reason.GRADUATED
        yield {
            Block.BUILD: Reason.BLOCK_BUILD,
            Block.INTEGRATE: Reason.BLOCK_INTEGRATE,
            Block.KEEP: Reason.BLOCK_KEEP,
            Block.CALM: Reason.BLOCK_WAITS,
        }[block]
    elif waits and trainee.started is not None and (day - trainee.started).days % 7 == 0:
        yield Reason.BLOCK_WAITS


def of_absence(missed: int, day: date, state: TrainingState) -> Iterator[Reason]:
    gap = days_away(state.last_done, day) if state.last_done is not None else 0
    if gap >= AWAY_LONG:
        yield Reason.AWAY_LONG
    elif gap >= AWAY_WEEK:
        yield Reason.AWAY_WEEK
    elif missed >= MISSED_WEEK:
        yield Reason.MISSED_WEEK
    elif missed >= MISSED_FEW:
        yield Reason.MISSED_FEW


def _seen(reason: Reason, id: ExerciseId, items: list[Item], trainee: Trainee) -> bool:
    """Whether a step up shows in today's dose: a short or easier day may hide it, and then it is
    not mentioned."""
    if reason in NEW:
        return _is_new(id, trainee)
    if reason not in MORE:
        return True
    done = (w for w in reversed(trainee.history) if w.done)
    before = next((i for w in done for i in w.routine.items if i.exercise == id), None)
    today = next(i.prescription for i in items if i.choice.placed.exercise.id == id)
    return before is None or _amount(reason, today) > _amount(reason, before)


def _is_new(id: ExerciseId, trainee: Trainee) -> bool:
    """Whether the last routine that was done did without it."""
    last = next((w for w in reversed(trainee.history) if w.done), None)
    return last is None or all(i.exercise != id for i in last.routine.items)


def _amount(reason: Reason, item: Prescription) -> float:
    match reason:
        case Reason.MORE_REPS:
            return item.reps or 0
        case Reason.LONGER_HOLD:
            return max(item.side_hold_s or (item.hold_s or 0,))
        case Reason.SLOWER:
            return item.slow
        case Reason.HEAVIER:
            return item.heavier
        case _:
            return item.sets


def of_exercises(
    state: TrainingState, items: list[Item], trainee: Trainee, catalog: Knowledge
) -> Iterator[Change]:
    """Yield the steps that the last session led to, for exercises of today."""
    today: set[ExerciseId] = {i.choice.placed.exercise.id for i in items}
    for reason, id in dict.fromkeys(state.moves):
        if id in today and _seen(reason, id, items, trainee):
            yield catalog.plan_rules.change(reason, id)
    for i in items:
        id = i.choice.placed.exercise.id
        if i.choice.stuck is not None and _is_new(id, trainee):
            yield catalog.plan_rules.change(Reason.STUCK, id)
    extra = [i.choice.placed.exercise.id for i in items if i.dose.extra_set is not None]
    for id in extra:
        if not any(
            i.extra_set and i.exercise == id for w in trainee.history for i in w.routine.items
        ):
            yield catalog.plan_rules.change(Reason.EXTRA_SET, id)
    pressed = (i.contract for w in reversed(trainee.history) for i in w.routine.items)
    if any(i.dose.contract for i in items) and not any(pressed):
        yield catalog.plan_rules.change(Reason.PRESS)
