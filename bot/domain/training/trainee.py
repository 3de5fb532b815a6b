"""Everything the plan of one day is made from, how far back; the shortest routine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from bot.domain.assessment.gap import Lagging
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Profile
from bot.domain.ids import ExerciseId, Movement, PatternId, Region
from bot.domain.person import Preferences
from bot.domain.training.balance import Balance
from bot.domain.training.exercise import Exercise
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.replay import ReplayMemo
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import Workout

SHORTEST = 5
"""Minutes of the version for a tired day."""
REMEMBERED = timedelta(days=120)
"""How far back the plan looks: longer than any rule of the programme."""


class Knowledge(Protocol):
    """The part of the catalogue that a plan is made from."""

    @property
    def exercises(self) -> Mapping[ExerciseId, Exercise]:
        """Every exercise."""

    @property
    def patterns(self) -> Mapping[PatternId, Pattern]:
        """Every pattern."""

    @property
    def plan_rules(self) -> PlanRules:
        """Areas, things at hand and words."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person as the plan sees them."""

    profile: Profile
    closed: frozenset[Movement]
    preferences: Preferences
    started: date | None = None
    """Local day of the first routine."""
    history: tuple[Workout, ...] = ()
    """Earlier days, the oldest first."""
    healing: frozenset[Region] = frozenset()
    """Places that were operated on lately, or that a clinician closed: nothing loads or stretches
    them."""
    today: Circumstances = field(default_factory=Circumstances)
    keeping: frozenset[PatternId] = frozenset()
    """Patterns that were normal in two re-tests: they only need keeping."""
    once_likely: frozenset[PatternId] = frozenset()
    """Patterns that were ever likely: they are not begun again when they are only possible."""
    lagging: Lagging = frozenset()
    """Where one side stays far behind the other at the re-test."""
    usual_pain: int = 0
    """The usual level of pain told at the beginning; what hurts is judged by its change."""
    balance: Balance = Balance.USUAL
    """Whether balance has its place in the plan, and with a hand on something."""
    replay: ReplayMemo = field(default_factory=ReplayMemo, compare=False, repr=False)
    """What was replayed of the history already, for whoever plans day after day."""

    @property
    def minutes(self) -> int:
        """The limit for today."""
        limit = self.today.minutes or self.preferences.minutes
        return min(limit, SHORTEST) if self.today.tired else limit

    @property
    def place(self) -> str:
        """Where they train today."""
        return self.today.place or self.preferences.place
