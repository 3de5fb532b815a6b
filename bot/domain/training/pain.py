"""The pain rule: what earlier days' reports mean for the next plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.domain.ids import ExerciseId
from bot.domain.phrase import Phrase
from bot.domain.training.routine import Change
from bot.domain.training.workout import CardState, Workout


class Colour(Enum):
    """How a report of pain is taken. Source: clinical model, pain rules, stricter than the
    pain-monitoring model since nobody has examined the person."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


AMBER_FROM, RED_FROM = 4, 6
"""Pain 0-10 during strength work."""
REST = timedelta(hours=48)
AMBER_SESSIONS = 2
"""Sessions with half the sets after an amber."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much the next session may ask."""

    halved: bool = False
    resting: frozenset[ExerciseId] = frozenset()
    """Exercises left out for now: they hurt."""
    changes: tuple[Change, ...] = ()
    rescreen: bool = False
    """The safety questions are to be asked again."""


def colour(workout: Workout) -> Colour:
    """How one day's report is taken; nothing told is green."""
    pains = workout.pains
    worst = max((p for p in (pains.during, pains.after, pains.morning) if p is not None), default=0)
    hurt = sum(card.state is CardState.HURT for card in workout.cards)
    if worst >= RED_FROM or (pains.sharp and worst) or hurt > 1:
        return Colour.RED
    return Colour.AMBER if worst >= AMBER_FROM or hurt else Colour.GREEN


def judge(history: Sequence[Workout], day: date) -> Load:
    """What the days before (and including) `day` mean for the next session."""
    done = [w for w in history if w.done or colour(w) is not Colour.GREEN]
    hurting = frozenset(
        w.routine.items[n].exercise
        for w in done
        if day - w.day <= timedelta(days=14)
        for n, card in enumerate(w.cards)
        if card.state is CardState.HURT
    )
    recent = done[-AMBER_SESSIONS:]
    colours = [colour(w) for w in recent]
    if Colour.RED in colours:
        red = Change(Phrase("change.red", "That hurt too much, so it starts again gently."))
        return Load(halved=True, resting=hurting, changes=(red,), rescreen=True)
    if Colour.AMBER in colours:
        amber = Change(Phrase("change.amber", "It hurt a little, so I halved the sets for now."))
        return Load(halved=True, resting=hurting, changes=(amber,))
    return Load(resting=hurting)
