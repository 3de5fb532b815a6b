"""Dose an exercise: sets, repetitions or hold, the side to begin with, contract-relax, the extra
set."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from bot.domain.assessment.gap import Lagging
from bot.domain.assessment.measured import State
from bot.domain.ids import Movement, MuscleId, Region, Side
from bot.domain.training.dose import Dose
from bot.domain.training.exercise import Exercise, Phase
from bot.domain.training.exercise_index import STRENGTH, Rung
from bot.domain.training.pain import WEEK, Colour
from bot.domain.training.periodization import week_of
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.routine import Block, Prescription, Why
from bot.domain.training.selection import Choice
from bot.domain.training.targets import Target
from bot.domain.training.trainee import Trainee
from bot.domain.training.training_state import Entry, TrainingState, between
from bot.domain.training.workout import CardState, Workout

LONG_HOLD = Movement("long_isometric_hold")
SHORT_HOLD_S = 10
"""The longest hold under load where long ones are closed. Source: clinical model, conditions."""
LONGEST_HOLD_S = 60
LEAST_HOLD_S = 5
"""However little the weaker side managed."""
TIGHT_SIDE = 1.5
LEAST_REPS = 8
"""What repetitions yield to when the minutes are short."""
_ORDER = tuple(Phase)


CONTRACT_FROM_WEEK = 2
"""Weeks count from 0. Source: clinical model, phases."""
LEAST_EASE_S = 30
"""The shortest stretch that a press leads into. Source: seed 003."""
CONTRACT_CLOSED_BY = frozenset(
    Movement(m)
    for m in (
        "long_isometric_hold",
        "end_range_stretching",
        "end_range_spinal_flexion",
        "loaded_spinal_flexion",
    )
)
"""The first two as such; the others by which fragile bones, discs and loose joints are known."""
NECK = (Region("neck"), Region("head"))


@dataclass(frozen=True, slots=True)
class Terms:
    """What shapes every dose of a day."""

    day: date
    minutes: int
    block: Block
    eased: bool
    one_set_less: bool
    lighter: frozenset[MuscleId]
    short_holds: bool
    lagging: Lagging = frozenset()
    """Where the weaker side may do one set more: its gap stays, and the other side is free of
    pain."""
    contract: bool = False
    """Whether known stretches may be done with a press."""


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen exercise with its dose."""

    choice: Choice
    dose: Dose
    side_first: Side | None

    @property
    def seconds(self) -> int:
        """How long it takes, by the time formula."""
        return self.dose.duration(one_sided=self.side_first is not None)

    @property
    def phase(self) -> Phase:
        """The phase of the exercise."""
        return self.choice.placed.exercise.phase

    @property
    def prescription(self) -> Prescription:
        """The exercise as it stands in the routine."""
        choice, dose = self.choice, self.dose
        return Prescription(
            **{part.name: getattr(dose, part.name) for part in fields(dose)},
            exercise=choice.placed.exercise.id,
            phase=self.phase,
            side_first=self.side_first,
            why=_why(choice, stretching=self.phase not in STRENGTH),
            seconds=self.seconds,
        )


def _why(choice: Choice, *, stretching: bool) -> Why:
    target, muscle = choice.target, choice.muscle
    if target is None:
        return Why(None, muscle, None)
    state, measured = (State.SHORT, target.shorter) if stretching else (State.WEAK, target.weaker)
    return Why(
        target.pattern,
        muscle,
        target.side_first(muscle, stretching=stretching),
        target.place,
        measured=state if muscle in measured else None,
    )


def item(choice: Choice, state: TrainingState, terms: Terms) -> Item:
    """Dose a chosen exercise at the person's present level."""
    exercise, target = choice.placed.exercise, choice.target
    strength = exercise.phase in STRENGTH
    gentle = target is not None and target.gentle
    rungs = choice.placed.rungs
    rung = rungs[0] if gentle else state.rung(exercise.id, rungs)
    sets = _sets(choice, rung, terms, gentle=gentle)
    eased = terms.eased or not terms.lighter.isdisjoint(exercise.muscles)
    if eased:
        if sets == 1:
            rung = _lightest(rungs[0], rung.heavier)
        sets = max(1, sets // 2)
    if terms.one_set_less:
        sets = max(1, sets - 1)
    hold = rung.hold_s
    if hold is not None and strength and terms.short_holds:
        hold = min(hold, SHORT_HOLD_S)
    reps = rung.reps
    cap = state.standing(exercise.id).cap
    if cap is not None and reps is not None:
        reps = max(1, min(reps, cap))
    elif cap is not None and hold is not None:
        hold = max(LEAST_HOLD_S, min(hold, cap))
    dose = Dose(sets=sets, reps=reps, hold_s=hold, slow=rung.slow, heavier=rung.heavier)
    first = None
    if exercise.one_sided:
        worse = target.side_first(choice.muscle, stretching=not strength) if target else None
        first = worse or _alternating(terms.day)
        longer = target.longer_side(choice.muscle) if target else None
        if longer is not None and reps is None and not strength:
            dose = longer_on(dose, longer)
        spared = eased or terms.one_set_less or gentle
        if strength and not spared and _stays_behind(target, terms):
            dose = replace(dose, extra_set=first)
    spared = eased or terms.one_set_less or gentle or target is None
    if terms.contract and not spared and can_contract_relax(exercise, dose):
        known = state.standing(exercise.id).last is not None
        dose = replace(dose, contract=known)
    return Item(choice, dose, first)


def _stays_behind(target: Target | None, terms: Terms) -> bool:
    return target is not None and (target.pattern, target.side) in terms.lagging


def _lightest(first: Rung, heavier: int) -> Rung:
    """Return the lightest dose: where no set can be taken away, repetitions go down instead."""
    reps = None if first.reps is None else min(first.reps, LEAST_REPS)
    return replace(first, reps=reps, heavier=heavier)


def _sets(choice: Choice, rung: Rung, terms: Terms, *, gentle: bool) -> int:
    """Return the number of sets by minutes and block. Source: clinical model, budget table."""
    exercise = choice.placed.exercise
    room = terms.minutes >= 20
    match exercise.phase:
        case Phase.INHIBIT | Phase.MOBILITY:
            base = 1
        case Phase.LENGTHEN:
            base = 2 if room else 1
        case Phase.ACTIVATE:
            base = 2 if room and terms.block is not Block.CALM else 1
        case Phase.INTEGRATE:
            base = 2 if terms.minutes >= 30 else 1
    if gentle:
        return 1
    return min(base + rung.more_sets, max(exercise.dose.sets.high, 1))


def _alternating(day: date) -> Side:
    """Return the side to begin with where no side is weaker: they alternate by day."""
    return Side.LEFT if day.toordinal() % 2 else Side.RIGHT


def longer_on(dose: Dose, side: Side) -> Dose:
    """Hold the tight side half as long again, the longest hold kept."""
    hold = min(dose.hold_s or 0, int(LONGEST_HOLD_S / TIGHT_SIDE))
    longer = round(hold * TIGHT_SIDE)
    sides = (longer, hold) if side is Side.LEFT else (hold, longer)
    return replace(dose, hold_s=hold, side_hold_s=sides)


def may_contract_relax(trainee: Trainee, day: date, block: Block, log: Sequence[Entry]) -> bool:
    """Whether known stretches may be done with a press: from the third week, past the first block,
    nothing closed that speaks against it, nothing that hurts or heals, and a week of sessions
    behind that were all green.

    Args:
        log: earlier days, the oldest first.
    """
    week = between(log, day - WEEK, day)
    return (
        week_of(day, trainee.started) >= CONTRACT_FROM_WEEK
        and block is not Block.CALM
        and trainee.closed.isdisjoint(CONTRACT_CLOSED_BY)
        and not (trainee.today.hurting or trainee.healing or trainee.today.tired)
        and any(e.done for e in week)
        and all(e.colour is Colour.GREEN for e in week)
    )


def can_contract_relax(exercise: Exercise, dose: Dose) -> bool:
    """Whether there is something to press against, and a hold long enough to ease into."""
    shortest = min(dose.side_hold_s or (dose.hold_s or 0,))
    return exercise.press is not None and dose.reps is None and shortest >= LEAST_EASE_S


def may_press(exercise: Exercise, plan_rules: PlanRules) -> bool:
    """Whether a file may tell how to press: a held stretch of anything but the neck."""
    neck = frozenset().union(*(plan_rules.areas[r].muscles for r in NECK if r in plan_rules.areas))
    held = exercise.phase is Phase.LENGTHEN and exercise.dose.reps is None
    return held and neck.isdisjoint(exercise.muscles)


def gaps_for_extra_set(trainee: Trainee, day: date) -> Lagging:
    """Return the gaps between sides that earn an extra set today.

    Free of pain: something was told in the last seven days, and none of it hurt the stronger side.
    Pain without a side may be on any, and nothing told says nothing.
    """
    if trainee.today.hurting or trainee.healing:
        return frozenset()
    week = [w for w in trainee.history if day - WEEK <= w.day < day]
    if not any(_pain_numbers(w) for w in week):
        return frozenset()
    return frozenset(
        (pattern, weaker)
        for pattern, weaker in trainee.lagging
        if not any(_hurt_on(w, weaker.other) for w in week)
    )


def _pain_numbers(workout: Workout) -> list[int]:
    pains = workout.pains
    return [n for n in (pains.before, pains.during, pains.after, pains.morning) if n is not None]


def _hurt_on(workout: Workout, side: Side) -> bool:
    pains = workout.pains
    felt = pains.sharp or pains.night or any(_pain_numbers(workout))
    if any(card.state is CardState.HURT for card in workout.cards):
        return True
    return felt and pains.side is not side.other
