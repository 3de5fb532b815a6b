"""Everything that one day's plan is made from."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.assessment.profile import Profile
from bot.domain.ids import Equipment, Movement, Region
from bot.domain.person import Preferences
from bot.domain.training.workout import Workout


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is different today; None and empty where nothing is."""

    minutes: int | None = None
    equipment: frozenset[Equipment] | None = None
    place: str | None = None
    tired: bool = False
    ill: bool = False
    hurting: frozenset[Region] = frozenset()


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
    today: Circumstances = field(default_factory=Circumstances)

    @property
    def minutes(self) -> int:
        """The limit for today."""
        return self.today.minutes or self.preferences.minutes
