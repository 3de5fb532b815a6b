"""When an exercise moves up or down: two good sessions, pain, effort, a break.

Pure: the same workouts always lead to the same levels.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import ExerciseId
from bot.domain.training.absence import steps_back
from bot.domain.training.dose_change import MORE
from bot.domain.training.exercise import STRENGTH, Practice
from bot.domain.training.exercise_index import ExerciseIndex
from bot.domain.training.ladders import Ladders, Move, Standing
from bot.domain.training.pain import Colour, colour
from bot.domain.training.plan_rules import PlanRules, Reason
from bot.domain.training.rest import (
    Rest,
    affected,
    comes_back,
    hurt_in,
    left_out,
    loading,
    rest,
    told_rest,
)
from bot.domain.training.routine import Block, Prescription
from bot.domain.training.sets import shortfall
from bot.domain.training.too_much import EASIER, TOO_MUCH, was_too_much, went_well
from bot.domain.training.training_state import (
    CAREFUL_WEEKS,
    Entry,
    TrainingState,
)
from bot.domain.training.usual_pain import StartLevel
from bot.domain.training.workout import Card, CardState, Workout

GREENS = 2
"""Good sessions in a row for one step."""
AFTER_AMBER = 2
"""Sessions with half the sets."""
EASED = {EASIER: Reason.EASIER_ASKED, TOO_MUCH: Reason.EASIER_TOO_MUCH}
"""How an exercise felt that is made easier, and the reason that is told."""
UPWARD = (*MORE, Reason.HARDER, Reason.TOO_EASY)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Programme:
    """What a replay goes by."""

    index: ExerciseIndex
    plan_rules: PlanRules
    allowed: frozenset[ExerciseId]
    """What may ever be asked of this person; steps lead nowhere else."""
    started: date | None
    """First day of the programme."""
    loadable: frozenset[ExerciseId] = frozenset()
    """What can be made heavier with the things they have."""
    usual_pain: int = 0
    """The usual level told at the beginning."""


class Progression:
    """Replays workouts one after the other, oldest first."""

    def __init__(self, programme: Programme) -> None:
        self.index, self.plan_rules = programme.index, programme.plan_rules
        self.started = programme.started
        self.ladders = Ladders(programme.index, programme.allowed, programme.loadable)
        self.start_level = StartLevel(programme.usual_pain)
        self.moves: list[Move] = []
        self.log: list[Entry] = []
        self.rests: list[Rest] = []
        self.halved = self.strength_done = 0
        self.last_done: date | None = None
        self.last_strength: date | None = None
        self.too_much = False

    def copied(self) -> "Progression":
        """Return a copy to go on from without changing this one."""
        other = Progression.__new__(Progression)
        other.__dict__.update(self.__dict__)
        other.ladders = self.ladders.copied()
        other.start_level = self.start_level.copied()
        other.moves, other.log, other.rests = [*self.moves], [*self.log], [*self.rests]
        return other

    def result(self) -> TrainingState:
        """Return the state reached so far."""
        return TrainingState(
            standings=self.ladders.standings,
            instead=self.ladders.instead,
            halved=self.halved,
            moves=tuple(self.moves),
            log=tuple(self.log),
            rests=tuple(self.rests),
            last_done=self.last_done,
            strength_done=self.strength_done,
            last_strength=self.last_strength,
            too_much=self.too_much,
        )

    def add(self, workout: Workout) -> None:
        """Replay one more workout."""
        grade = colour(workout, self.start_level.before(workout))
        self.start_level.learn(workout)
        done = workout.done > 0
        self.log.append(Entry.of(workout, grade))
        if (resting := told_rest(workout, self.plan_rules)) is not None:
            self.rests.append(resting)
        if not done and grade is Colour.GREEN and not was_too_much(workout):
            return
        self._forget_shown(workout)
        if done:
            self.away(workout.day)
            self._count(workout)
        if was_too_much(workout):
            self._take_back()
        self.too_much = was_too_much(workout) or (self.too_much and not went_well(workout, grade))
        if grade is Colour.GREEN:
            self._reward(workout)
        else:
            self._ease(workout, grade)

    def away(self, day: date) -> None:
        """Step back for days without training."""
        if self.last_done is None:
            return
        steps = steps_back(self.last_done, day)
        for practice in list(self.ladders.standings) if steps else ():
            self.ladders.down(practice, steps, day)

    def _count(self, workout: Workout) -> None:
        self.last_done = workout.day
        if not workout.routine.light and any(
            c.state is CardState.DONE and item.phase in STRENGTH
            for item, c in zip(workout.routine.items, workout.cards, strict=True)
        ):
            self.strength_done += 1
            self.last_strength = workout.day

    def _reward(self, workout: Workout) -> None:
        """Step up after good sessions; what was asked for by hand is done at once."""
        eased = workout.routine.eased or self.halved > 0 or was_too_much(workout)
        self.halved = max(0, self.halved - 1)
        for item, card in zip(workout.routine.items, workout.cards, strict=True):
            if item.exercise not in self.index.placed:
                continue
            if card.state is not CardState.DONE:
                self._ease_felt(item, card, workout.day)
                continue
            practice = self._practice(item)
            standing = self.ladders.of(practice)
            exercise = self.index.placed[item.exercise].exercise
            back = comes_back(self.rests, exercise, item.why.muscle, standing.last, workout.day)
            careful = back or standing.came_back_last
            standing.back = workout.day if back else standing.back
            standing.uses += 1
            standing.times += 1
            standing.since = standing.since or workout.day
            standing.last = workout.day
            standing.cap, standing.most_sets = shortfall(card, item), None
            if self._ease_felt(item, card, workout.day):
                continue
            if standing.cap is not None:
                standing.good = standing.easy = 0
                self._tell(Reason.WEAKER_SIDE, practice)
            elif not eased and not careful:
                asked = item.instead_of if card.felt == "harder" else None
                if asked is None:
                    self._good(practice, workout, felt=card.felt)
                elif not self._keep_harder(asked, item, workout):
                    self._good(Practice(asked), workout, felt=card.felt)

    def _practice(self, item: Prescription) -> Practice:
        return self.index.practice(item.exercise, item.why.muscle)

    def _tell(self, reason: Reason, practice: Practice) -> None:
        """Keep a step to be told when its exercise is next shown, in the place of an older one."""
        self.moves = [move for move in self.moves if move[1] != practice]
        self.moves.append((reason, practice))

    def _forget_shown(self, workout: Workout) -> None:
        """Drop the steps that this routine showed; an easier day hides a step up."""
        routine = workout.routine
        self.moves = [
            (reason, practice)
            for reason, practice in self.moves
            if not any(item.is_of(practice) for item in routine.items)
            or (routine.eased and reason in UPWARD)
        ]

    def _take_back(self) -> None:
        """Take back the steps up that no routine has shown yet."""
        for reason, practice in self.moves:
            if reason in UPWARD:
                self.ladders.down(practice, 1, self.log[-1].day)
        self.moves = [move for move in self.moves if move[0] not in UPWARD]

    def _tell_down(self, reason: Reason, easier: Practice | None) -> None:
        if easier is not None:
            self._tell(reason, easier)

    def _down(self, practice: Practice, steps: int, day: date) -> Practice | None:
        """Move steps down; return what stands there now, None at the bottom of a ladder."""
        before = self.ladders.of(practice).level
        here = self.ladders.down(practice, steps, day)
        return here if here != practice or self.ladders.of(practice).level < before else None

    def _ease_felt(self, item: Prescription, card: Card, day: date) -> bool:
        """Make easier what was too hard; of the same exercise no more the next time. Return whether
        it was."""
        reason = EASED.get(card.felt or "")
        if reason is None:
            return False
        here = self._eased(item, day)
        self._tell_down(reason, here)
        if here is not None and item.is_of(here) and item.instead_of is None:
            eased = self.ladders.of(here)
            eased.cap = item.hold_s if item.reps is None else item.reps
            eased.most_sets = item.sets
        return True

    def _eased(self, item: Prescription, day: date) -> Practice | None:
        """Keep the exercise the person stepped down to in the place of what was planned."""
        if item.instead_of is None or item.instead_of not in self.index.placed:
            practice = self._practice(item)
            lower = self._down(practice, 1, day)
            return lower or self.ladders.lessen(practice, day)
        return self.ladders.follow(item.instead_of, item.exercise, day, harder=False)

    def _keep_harder(self, asked: ExerciseId, item: Prescription, workout: Workout) -> bool:
        """Keep the exercise the person stepped up to if it went well; return whether it stays."""
        if not went_well(workout, Colour.GREEN):
            return False
        here = self.ladders.follow(asked, item.exercise, workout.day, harder=True)
        self.ladders.of(here).last = workout.day
        return here.exercise == item.exercise

    def _good(self, practice: Practice, workout: Workout, *, felt: str | None) -> None:
        standing = self.ladders.of(practice)
        well = went_well(workout, Colour.GREEN)
        standing.easy = standing.easy + 1 if felt == "harder" else 0
        standing.good = standing.good + 1 if well else 0
        if max(standing.good, standing.easy) < GREENS or not self._may_change(
            standing, workout.day
        ):
            return
        if standing.easy >= GREENS:
            jumped = self.ladders.swap(practice, workout.day, harder=True)
            if jumped is not None:
                self._tell(Reason.TOO_EASY, jumped)
                return
        if standing.good >= GREENS:
            learnt = workout.routine.block is not Block.CALM
            move = self.ladders.up(practice, workout.day, variants=learnt)
            if move is not None:
                self._tell(*move)

    def _may_change(self, standing: Standing, day: date) -> bool:
        if standing.changed is None or self.started is None:
            return True
        return day - self.started >= _WEEK * CAREFUL_WEEKS or day - standing.changed >= _WEEK

    def _ease(self, workout: Workout, grade: Colour) -> None:
        """After amber one step easier and half the sets twice; after red rest, then two steps
        easier."""
        self.halved = AFTER_AMBER
        red = grade is Colour.RED
        steps, reason = (2, Reason.EASIER_RED) if red else (1, Reason.EASIER_AMBER)
        for practice in list(self.ladders.standings):
            here = self.ladders.of(practice)
            here.good = here.easy = 0
        for item in workout.routine.items:
            standing = self.ladders.of(self._practice(item))
            standing.since = standing.since or workout.day
            standing.last = workout.day
        easier = affected(workout, self.index, self.plan_rules)
        if red:
            rested = rest(workout, self.index, self.plan_rules)
            self.rests.append(rested)
            known = loading(rested, self.ladders.standings, self.index)
            easier = [*easier, *(one for one in known if one not in easier)]
        hurt = hurt_in(workout)
        for practice in easier:
            lower = self._down(practice, steps, workout.day)
            self._tell_down(reason, lower)
            if lower is None and practice.exercise in hurt:
                self.rests.append(left_out(practice.exercise, workout.day, self.index))
