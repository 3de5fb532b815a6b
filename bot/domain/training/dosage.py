"""The dose of an exercise: sets, repetitions or hold, first side, press, extra set."""

from dataclasses import dataclass, fields, replace
from datetime import date

from bot.domain.assessment.gap import Lagging
from bot.domain.assessment.measured import State
from bot.domain.ids import Movement, MuscleId, Side
from bot.domain.training.contract_relax import can_contract_relax
from bot.domain.training.dose import Dose
from bot.domain.training.dose_ladder import TOO_HARD, Rung
from bot.domain.training.exercise import STRENGTH, Exercise, Phase
from bot.domain.training.routine import Block, Prescription, Why
from bot.domain.training.selection import Choice
from bot.domain.training.session_parts import FULL_MINUTES, LONG_MINUTES
from bot.domain.training.targets import Target
from bot.domain.training.training_state import TrainingState

LONG_HOLD = Movement("long_isometric_hold")
SHORT_HOLD_S = 10
"""The longest hold under load where long ones are closed. Source: clinical model, conditions."""
LONGEST_HOLD_S = 60
LEAST_HOLD_S = 5
"""However little the weaker side managed."""
TIGHT_SIDE = 1.5
MOST_STRETCHES = 3
"""Holds of one stretch on a day of stretching. Source: seed 001."""
MOST_ABOVE_S = 20
"""Two steps: so much longer than at the level reached a stretch is held where minutes are left."""
MOST_NEW = 2
"""Sets that strength which is new is filled up to, where minutes are left."""
LEAST_REPS = 8
"""What repetitions yield to when the minutes are short."""
_ORDER = tuple(Phase)
_PARTS_OF_DOSE = tuple(part.name for part in fields(Dose))


@dataclass(frozen=True, slots=True)
class Terms:
    """What shapes every dose of a day."""

    day: date
    minutes: int
    block: Block
    short_holds: bool
    lagging: Lagging = frozenset()
    """Where the weaker side may do one set more: its gap stays, and the other side is free of
    pain."""
    contract: bool = False
    """Whether known stretches may be done with a press."""
    proven: bool = False
    """A week went well: from then on the dose is whole where the minutes are."""
    light: bool = False
    """Stretching and moving only."""
    gentle: bool = False
    """Nothing that leads was ever sure, so all of it begins at the lowest dose."""
    side_first: Side | None = None
    """The side that today is to work on, where no side is weaker."""
    unloaded: frozenset[MuscleId] = frozenset()
    """Muscles of places that hurt, until that has settled: no load beyond the first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen exercise with its dose."""

    choice: Choice
    dose: Dose
    side_first: Side | None
    most_sets: int = 1
    """So many sets where minutes are left."""
    most_hold_s: int = 0
    """So long a stretch where minutes are left after that."""

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
            **{name: getattr(dose, name) for name in _PARTS_OF_DOSE},
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
        kept=target.kept,
        possible=target.possible,
    )


def item(choice: Choice, state: TrainingState, terms: Terms) -> Item:
    """Dose a chosen exercise at the person's present level."""
    exercise, target = choice.placed.exercise, choice.target
    strength = exercise.phase in STRENGTH
    gentle = terms.gentle if target is None else target.gentle
    rungs = choice.placed.rungs
    standing = state.standing(*choice.practice)
    rung = choice.placed.rung(standing.level)
    too_hard = standing.level <= TOO_HARD
    if rung.heavier and not terms.unloaded.isdisjoint(exercise.muscles):
        rung = [r for r in rungs if not r.heavier][-1]
    new = strength and terms.proven and not standing.times
    sets = 1 if new else _sets(choice, rung, terms, gentle=gentle)
    if standing.most_sets is not None:
        sets = min(sets, standing.most_sets)
    hold = rung.hold_s
    if hold is not None and strength and terms.short_holds:
        hold = min(hold, SHORT_HOLD_S)
    reps = rung.reps
    cap = standing.cap
    if cap is not None and reps is not None:
        reps = max(1, min(reps, cap))
    elif cap is not None and hold is not None:
        hold = max(LEAST_HOLD_S, min(hold, cap))
    dose = Dose(sets=sets, reps=reps, hold_s=hold, slow=rung.slow, heavier=rung.heavier)
    first = None
    if exercise.one_sided:
        worse = target.side_first(choice.muscle, stretching=not strength) if target else None
        first = worse or terms.side_first or _alternating(terms.day)
        longer = target.longer_side(choice.muscle) if target else None
        if longer is not None and reps is None and not strength:
            dose = longer_on(dose, longer)
        if strength and not gentle and _stays_behind(target, terms):
            dose = replace(dose, extra_set=first)
    if terms.contract and not gentle and target is not None and can_contract_relax(exercise, dose):
        dose = replace(dose, contract=standing.last is not None)
    longest = 0 if gentle or too_hard or cap is not None else _longest(exercise, dose)
    most_sets = _most_sets(exercise, terms, gentle=gentle)
    if (
        too_hard
        or standing.most_sets is not None
        or (strength and state.went_badly(choice.practice))
    ):
        most_sets = sets
    return Item(choice, dose, first, min(most_sets, MOST_NEW) if new else most_sets, longest)


def _stays_behind(target: Target | None, terms: Terms) -> bool:
    return target is not None and (target.pattern, target.side) in terms.lagging


def _sets(choice: Choice, rung: Rung, terms: Terms, *, gentle: bool) -> int:
    """Return the number of sets by minutes and block: the whole dose where a week went well and
    the minutes are there. Source: clinical model, budget table; the articles' doses."""
    exercise = choice.placed.exercise
    room = terms.minutes >= FULL_MINUTES
    if exercise.phase in (Phase.INHIBIT, Phase.MOBILITY):
        return 1
    high = max(exercise.dose.sets.high, 1)
    if gentle:
        return min(1 + rung.more_sets, high)
    if room and terms.proven:
        return high
    match exercise.phase:
        case Phase.LENGTHEN:
            base = 2 if room else 1
        case Phase.ACTIVATE:
            base = 2 if room and terms.block is not Block.CALM else 1
        case _:
            base = 2 if terms.minutes >= LONG_MINUTES else 1
    return min(base + rung.more_sets, high)


def _most_sets(exercise: Exercise, terms: Terms, *, gentle: bool) -> int:
    """Return how many sets a session may be filled up to."""
    high = max(exercise.dose.sets.high, 1)
    match exercise.phase:
        case Phase.INHIBIT:
            return 1
        case Phase.MOBILITY:
            return 2 if terms.light and not gentle else 1
        case Phase.LENGTHEN if not gentle:
            return max(high, MOST_STRETCHES) if terms.light else high
    if gentle:
        return min(2, high) if terms.proven else 1
    return high if terms.proven else min(2, high)


def _longest(exercise: Exercise, dose: Dose) -> int:
    """Return how long a stretch may be held where minutes are left, both sides alike: two steps
    more than the level reached."""
    held = exercise.phase is Phase.LENGTHEN and dose.reps is None and dose.side_hold_s is None
    if not held or exercise.dose.hold_s is None:
        return 0
    return min(exercise.dose.hold_s.high, (dose.hold_s or 0) + MOST_ABOVE_S)


def _alternating(day: date) -> Side:
    """Return the side to begin with where no side is weaker: they alternate by day."""
    return Side.LEFT if day.toordinal() % 2 else Side.RIGHT


def longer_on(dose: Dose, side: Side) -> Dose:
    """Hold the tight side half as long again, the longest hold kept."""
    hold = min(dose.hold_s or 0, int(LONGEST_HOLD_S / TIGHT_SIDE))
    longer = round(hold * TIGHT_SIDE)
    sides = (longer, hold) if side is Side.LEFT else (hold, longer)
    return replace(dose, hold_s=hold, side_hold_s=sides)
