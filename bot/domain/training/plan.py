"""The routine of one day: what is planned, in which block, halved or a day of rest."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from bot.domain.ids import ExerciseId
from bot.domain.training import eligibility
from bot.domain.training.absence import MISSED_FEW, MISSED_WEEK, is_away, of_absence
from bot.domain.training.changes import (
    of_exercises,
    of_the_day,
)
from bot.domain.training.pain import WEEK
from bot.domain.training.pain_response import AMBERS
from bot.domain.training.pain_trend import STEP, week_median
from bot.domain.training.periodization import (
    DayKind,
    block_of,
    deload,
    kind_of,
    training_days_between,
    week_of,
)
from bot.domain.training.plan_reasons import borne_out
from bot.domain.training.plan_rules import Reason
from bot.domain.training.progression import Programme
from bot.domain.training.relief import Relief
from bot.domain.training.replay import current_state
from bot.domain.training.rest import COMES_BACK_WITHIN, resting_places
from bot.domain.training.routine import Block, Circumstances, Only, Routine
from bot.domain.training.selection import SESSIONS_A_WEEK
from bot.domain.training.session import Situation, put_together
from bot.domain.training.session_size import Size, last_routine, size_of
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.training_state import (
    CAREFUL_WEEKS,
    TrainingState,
    between,
)


def plan(trainee: Trainee, day: date, catalog: Knowledge) -> Routine:
    """Return the routine of a day; without items it is a day of rest.

    The same person, day and history always give the same routine.
    """
    usual = eligibility.always(trainee, catalog)
    state = _replayed(trainee, day, catalog, usual)
    block, waits = _block(trainee, day, state)
    kind = _kind(trainee, day, block, state)
    general = not trainee.profile.drivers
    if kind is DayKind.REST or trainee.today.ill:
        changes = (catalog.plan_rules.change(Reason.ILL),) if trainee.today.ill else ()
        return Routine(
            day=day,
            items=(),
            seconds=0,
            minutes=trainee.minutes,
            block=block,
            general=general,
            changes=changes,
            today=trainee.today,
        )
    missed = _missed(trainee, day, state)
    away = is_away(state.last_done, day)
    eased = _eased(trainee, day, block, state)
    few = MISSED_FEW <= missed < MISSED_WEEK
    situation = Situation(
        trainee,
        day,
        state,
        block,
        kind,
        turn=max(0, state.strength_done - (SESSIONS_A_WEEK if missed >= MISSED_WEEK else 0)),
        relief=Relief(halved=eased is not None, one_set_less=few),
        before_break=_replayed(trainee, None, catalog, usual) if away else None,
    )
    situation = replace(situation, most=_most(situation, catalog, away=away))
    items, seconds = put_together(situation, catalog)
    reasons = [
        *([] if items else [Reason.NOTHING_LEFT]),
        *of_the_day(trainee, day, state, block, waits=waits),
        *_of_half(trainee.today.only, kind, usual=_usual_kind(trainee, day, block, state)),
        *([Reason.SMALL_AT_FIRST] if _is_small_at_first(trainee, state, seconds) else []),
        *([eased] if eased else []),
        *([Reason.TOO_MUCH] if state.too_much and items else []),
        *of_absence(missed, state.last_done, day),
        *([Reason.RESTING] if _rests(day, state) and items else []),
        *([Reason.BACK] if _comes_back(day, state) and items else []),
    ]
    return Routine(
        day=day,
        items=tuple(i.prescription for i in items),
        seconds=seconds,
        minutes=trainee.minutes,
        block=block,
        light=kind is DayKind.LIGHT,
        general=general,
        changes=(
            *borne_out(reasons, situation, items, catalog),
            *of_exercises(state, items, trainee, catalog),
        ),
        eased=eased is not None,
        today=trainee.today,
        resting=trainee.today.hurting | trainee.healing | resting_places(state.rests, day),
    )


def block_on(trainee: Trainee, day: date, catalog: Knowledge) -> tuple[Block, bool]:
    """Return the block of a day, and whether it waits at a gate."""
    return _block(
        trainee, day, _replayed(trainee, day, catalog, eligibility.always(trainee, catalog))
    )


def _replayed(
    trainee: Trainee, day: date | None, catalog: Knowledge, usual: frozenset[ExerciseId]
) -> TrainingState:
    index = eligibility.index_of(catalog)
    loadable = eligibility.loadable(trainee, catalog)
    programme = Programme(
        index,
        catalog.plan_rules,
        usual,
        trainee.started,
        loadable,
        usual_pain=trainee.usual_pain,
    )
    return current_state(trainee.history, programme, day, trainee.replay)


def _block(trainee: Trainee, day: date, state: TrainingState) -> tuple[Block, bool]:
    drivers = {f.pattern for f in trainee.profile.drivers}
    if drivers and drivers <= trainee.keeping:
        return Block.KEEP, False
    return block_of(day, trainee.started, state.log)


def _kind(trainee: Trainee, day: date, block: Block, state: TrainingState) -> DayKind:
    """Return what the day is for: by the week, missed strength offered again, strength apart at
    first."""
    days = trainee.preferences.days
    only = trainee.today.only
    if only is Only.STRETCH:
        return DayKind.LIGHT
    if not state.log:
        return DayKind.STRENGTH  # the first session shows both halves, on whatever day it is
    keeping = block is Block.KEEP
    apart = week_of(day, trainee.started) < CAREFUL_WEEKS
    kind = kind_of(day, days, apart=apart, keeping=keeping)
    yesterday = state.last_strength == day - timedelta(days=1)
    if only is Only.STRENGTH:
        return DayKind.LIGHT if yesterday and apart else DayKind.STRENGTH
    if kind is DayKind.REST:
        back = is_away(state.last_done, day)
        return DayKind.LIGHT if back or _asks_for_one(trainee.today) else kind
    if kind is DayKind.STRENGTH:
        return DayKind.LIGHT if yesterday and apart else kind
    if not yesterday and _missed_strength(trainee, day, state, keeping=keeping):
        return DayKind.STRENGTH
    return kind


def _asks_for_one(today: Circumstances) -> bool:
    """Whether the person asks for a routine, whatever the day is for: so long, there, without that,
    for that place."""
    never = replace(today, tired=False, ill=False, hurting=frozenset())
    return never != Circumstances()


def _usual_kind(trainee: Trainee, day: date, block: Block, state: TrainingState) -> DayKind:
    """Return what the day would be for if no half of it had been asked for."""
    usual = replace(trainee, today=replace(trainee.today, only=None))
    return _kind(usual, day, block, state)


def _of_half(only: Only | None, kind: DayKind, *, usual: DayKind) -> list[Reason]:
    """Return what is said of the one half that was asked for."""
    if only is Only.STRETCH and usual is DayKind.STRENGTH:
        return [Reason.ONLY_STRETCH]
    if only is Only.STRENGTH:
        return [Reason.STRENGTH_RESTS if kind is DayKind.LIGHT else Reason.ONLY_STRENGTH]
    return []


def _missed_strength(trainee: Trainee, day: date, state: TrainingState, *, keeping: bool) -> bool:
    """Whether the last strength day passed without strength."""
    if not state.log:
        return False
    for back in range(1, 7):
        then = day - timedelta(days=back)
        if then < state.log[0].day:
            return False
        kind = kind_of(then, trainee.preferences.days, apart=True, keeping=keeping)
        if kind is DayKind.STRENGTH:
            return state.last_strength is None or state.last_strength < then
    return False


def _is_small_at_first(trainee: Trainee, state: TrainingState, seconds: int) -> bool:
    """Whether the first routine takes less than half of the minutes that were chosen."""
    chosen = trainee.today.minutes is None and not trainee.today.tired
    return chosen and not state.log and 0 < seconds < trainee.minutes * 60 / 2


def _most(situation: Situation, catalog: Knowledge, *, away: bool) -> Size | None:
    """Return how much the session may hold where it follows pain or a break: no more than the one
    before, and with something that hurts today no more than without."""
    trainee, state, day = situation.trainee, situation.state, situation.day
    sizes: list[Size] = []
    if trainee.today.hurting:
        today = replace(trainee.today, hurting=frozenset())
        usual = replace(situation, trainee=replace(trainee, today=today))
        sizes.append(size_of(*put_together(usual, catalog)))
    last = last_routine(trainee)
    if last is not None and (away or state.halved or state.too_much or _rests(day, state)):
        sizes.append(size_of(last.items, last.seconds))
    return reduce(Size.at_most, sizes) if sizes else None


def _rests(day: date, state: TrainingState) -> bool:
    return any(day <= r.until and r.of_place for r in state.rests)


def _comes_back(day: date, state: TrainingState) -> bool:
    return any(r.until < day <= r.until + COMES_BACK_WITHIN for r in state.rests)


def _missed(trainee: Trainee, day: date, state: TrainingState) -> int:
    """Count training days without training since the last one; longer absences count otherwise."""
    if state.last_done is None or is_away(state.last_done, day):
        return 0
    return training_days_between(state.last_done, day, trainee.preferences.days)


def _eased(trainee: Trainee, day: date, block: Block, state: TrainingState) -> Reason | None:
    """Return why the sets are halved today, if they are."""
    if state.halved:
        return _after_pain(state)
    week = between(state.log, day - WEEK, day)
    if sum(e.colour == 1 for e in week) >= AMBERS:
        return Reason.AMBERS
    if _rising(day, state):
        return Reason.PAIN_UP
    match deload(day, trainee.started, block, state.log):
        case "planned":
            return Reason.DELOAD_PLANNED
        case "signs":
            return Reason.DELOAD_SIGNS
        case _:
            return None


def _after_pain(state: TrainingState) -> Reason:
    """Return what the halved sessions go back to: the last session, or one before it."""
    graded = [e.colour for e in state.log if e.done or e.colour]
    return Reason.HALVED if graded and graded[-1] else Reason.HALVED_STILL


def _rising(day: date, state: TrainingState) -> bool:
    recent = between(state.log, day - WEEK * 3, day + timedelta(days=1))
    daily_pains = [(e.day, e.pain) for e in recent if e.pain is not None]
    medians = [week_median(daily_pains, day - WEEK * n) for n in range(3)]
    latest, before, earlier = medians
    if latest is None or before is None or earlier is None:
        return False
    return latest - before >= STEP and before - earlier >= STEP
