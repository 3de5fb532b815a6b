"""Which differences of today's plan from the last are told, each with its reason."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.assessment.profile import Likelihood
from bot.domain.training import eligibility
from bot.domain.training.dosage import Item
from bot.domain.training.dose_change import MORE, is_less, is_more
from bot.domain.training.exercise import Practice
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Block, Change, Prescription
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.training_state import TrainingState

KNOWN_FOR = timedelta(days=21)
"""After so long an exercise is called new again."""
NEW = (Reason.HARDER, Reason.TOO_EASY)
EASIER = (Reason.EASIER_AMBER, Reason.EASIER_RED)


def of_the_day(
    trainee: Trainee, day: date, state: TrainingState, block: Block, *, waits: bool
) -> Iterator[Reason]:
    """Yield what differs today, whatever was before."""
    today, usual = trainee.today, trainee.preferences
    drivers = trainee.profile.drivers
    if today.tired:
        yield Reason.TIRED
    elif today.minutes is not None and today.minutes <= usual.minutes:
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


def _change(
    reason: Reason, practice: Practice, items: Sequence[Item], trainee: Trainee, catalog: Knowledge
) -> Change | None:
    """Return a step as it shows in today's doses; a short or easier day may hide it, and then it is
    not mentioned."""
    if reason in NEW:
        unknown = _is_unknown(practice, trainee)
        return catalog.plan_rules.change_of(reason, practice) if unknown else None
    before = _last(practice, trainee)
    today = next(i.prescription for i in items if i.choice.practice == practice)
    if reason in MORE:
        seen = before is not None and is_more(reason, today, before)
    elif reason in EASIER:
        if _is_new(practice, trainee):
            return catalog.plan_rules.change_of(Reason.EASIER_INSTEAD, practice)
        seen = before is not None and is_less(today, before)
    elif reason is Reason.WEAKER_SIDE:
        seen = before is not None and is_less(today, before)
    elif reason in (Reason.EASIER_ASKED, Reason.EASIER_TOO_MUCH):
        seen = _is_new(practice, trainee) or (before is not None and is_less(today, before))
    else:
        seen = True
    return catalog.plan_rules.change_of(reason, practice) if seen else None


def _last(practice: Practice, trainee: Trainee) -> Prescription | None:
    """Return the exercise as it stood in the last routine with it that was done."""
    done = (w for w in reversed(trainee.history) if w.done)
    return next((i for w in done for i in w.routine.items if i.is_of(practice)), None)


def _is_new(practice: Practice, trainee: Trainee) -> bool:
    """Whether the last routine that was done did without it."""
    last = next((w for w in reversed(trainee.history) if w.done), None)
    return last is None or not any(i.is_of(practice) for i in last.routine.items)


def _is_unknown(practice: Practice, trainee: Trainee) -> bool:
    """Whether no routine of the last weeks that was done had it."""
    done = [w for w in trainee.history if w.done]
    lately = [w for w in done if done[-1].day - w.day < KNOWN_FOR]
    return not any(i.is_of(practice) for w in lately for i in w.routine.items)


def _taken_over(items: Sequence[Item], trainee: Trainee, catalog: Knowledge) -> Iterator[Change]:
    """Yield the exercises that took the place of one that stood still, when they first do."""
    today = {i.choice.placed.exercise.id for i in items}
    known = {i.exercise for w in trainee.history for i in w.routine.items}
    words = catalog.plan_rules.reasons[Reason.STUCK]
    left = {c.other for w in trainee.history for c in w.routine.changes if c.reason == words}
    for i in items:
        id, old = i.choice.placed.exercise.id, i.choice.stuck
        if old is not None and id not in known and old not in today | left:
            yield catalog.plan_rules.change(Reason.STUCK, id, old)


def of_exercises(
    state: TrainingState, items: list[Item], trainee: Trainee, catalog: Knowledge
) -> Iterator[Change]:
    """Yield the steps that were not shown yet, for exercises of today."""
    today = {i.choice.practice for i in items}
    for reason, practice in dict.fromkeys(state.moves):
        if practice in today and (change := _change(reason, practice, items, trainee, catalog)):
            yield change
    yield from _taken_over(items, trainee, catalog)
    extra = [i.choice.placed.exercise.id for i in items if i.dose.extra_set is not None]
    for id in extra:
        if not any(
            i.extra_set and i.exercise == id for w in trainee.history for i in w.routine.items
        ):
            yield catalog.plan_rules.change(Reason.EXTRA_SET, id)
    pressed = (i.contract for w in reversed(trainee.history) for i in w.routine.items)
    if any(i.dose.contract for i in items) and not any(pressed):
        yield catalog.plan_rules.change(Reason.PRESS)
