"""What a physiotherapist is told of somebody: tallies, aches, days of the last weeks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from bot.domain.assessment.profile import Profile
from bot.domain.ids import ExerciseId, FlagId, Movement, PatternId, QuestionId, Region, Side
from bot.domain.safety.closure import Closure
from bot.domain.safety.flag import Flag
from bot.domain.training.pain import Colour, coloured, worst
from bot.domain.training.plan import plan
from bot.domain.training.progress import Progress, Week
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.workout import CardState, Ending, Work, Workout, WorkoutState

WINDOW = timedelta(days=28)
"""How far back single exercises and days are counted."""
MOST_WEEKS = 8
"""The last ones are told."""
AHEAD = 7
"""Days in which a light and a full routine are looked for."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one exercise, in days."""

    exercise: ExerciseId
    done: int = 0
    skipped: int = 0
    """Passed over, or not reached."""
    hurt: int = 0
    extra: int = 0
    """Done with one set more on the side that lags."""
    work: tuple[Work, ...] = ()
    """What was really done the last time, where that was told."""

    @property
    def times(self) -> int:
        """How often it came."""
        return self.done + self.skipped + self.hurt


@dataclass(frozen=True, slots=True)
class Days:
    """What became of the days that had a routine."""

    whole: int = 0
    part: int = 0
    declined: int = 0
    nothing: int = 0
    """Nothing was done, or nothing was told."""
    stretches: int = 0
    """Second, short stretches told on the same days."""
    effort: float | None = None
    """The median of the effort told, 0-10."""
    amber: int = 0
    red: int = 0
    """Days that the pain rule calls so."""


@dataclass(frozen=True, slots=True)
class Ache:
    """A place that was named with pain after the programme had begun."""

    region: Region
    side: Side | None
    days: int
    most: int | None
    """The highest level told; None where none was."""


@dataclass(frozen=True, slots=True)
class Alarming:
    """Words that sounded like a red flag, and what the person said of them then."""

    day: date
    flag: FlagId
    so: bool | None
    """None: never answered."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts of the page."""

    assessed: date
    """The day of the latest profile."""
    profile: Profile
    found_on: Mapping[PatternId, date]
    """Of each leading pattern the last day that showed it: its reasons are of that day."""
    tested_on: Mapping[QuestionId, tuple[date, ...]]
    """The days on which a question of a self-test was answered, the oldest first."""
    progress: Progress
    days: Days
    exercises: tuple[Tally, ...]
    """The most frequent first."""
    aches: tuple[Ache, ...]
    pains_at_start: tuple[tuple[Region, float], ...]
    """(place, usual level) as told in the assessment, the worst first."""
    flags: tuple[Flag, ...]
    """What stands by the answers or by a lock."""
    cleared: frozenset[FlagId]
    cleared_on: date | None
    held: date | None
    """Since when there is no plan, because somebody should look first."""
    waits: bool
    """Safety questions are open, and no exercise comes before their answers."""
    closed: frozenset[Movement]
    closures: tuple[Closure, ...]
    alarming: tuple[Alarming, ...]
    never: frozenset[ExerciseId]
    """What the person does not want again."""
    routines: tuple[Routine, ...]
    """The next full and the next light one; empty without a plan."""

    @property
    def last_weeks(self) -> tuple[Week, ...]:
        """Return the weeks that are told, the oldest first."""
        return tuple(self.progress.weeks[-MOST_WEEKS:])


def tallies(history: Iterable[Workout]) -> tuple[Tally, ...]:
    """Each exercise of the days that were begun or told about."""
    by_exercise: dict[ExerciseId, Tally] = {}
    for workout in history:
        if workout.state is WorkoutState.PLANNED:
            continue
        if workout.ending is Ending.NOT_TODAY:
            continue
        for item, card in zip(workout.routine.items, workout.cards, strict=True):
            one = by_exercise.get(item.exercise) or Tally(item.exercise)
            match card.state:
                case CardState.DONE:
                    extra = one.extra + (item.extra_set is not None)
                    work = card.work or one.work
                    one = replace(one, done=one.done + 1, extra=extra, work=work)
                case CardState.HURT:
                    one = replace(one, hurt=one.hurt + 1)
                case _:
                    one = replace(one, skipped=one.skipped + 1)
            by_exercise[item.exercise] = one
    return tuple(sorted(by_exercise.values(), key=lambda t: (-t.times, -t.done, t.exercise)))


def days(
    history: Sequence[Workout], since: date, today: date, stretches: int = 0, usual: int = 0
) -> Days:
    """What became of each day from one on; today counts once something was told of it.

    Args:
        history: from further back, since what hurt before is what pain is held against.
        usual: the usual level of pain told at the beginning.
    """
    recent = [w for w in history if w.day >= since and not w.routine.introduction]
    over = [w for w in recent if w.day < today or w.state is not WorkoutState.PLANNED]
    ended = Counter(_ending(w) for w in over)
    efforts = [w.effort for w in recent if w.effort is not None]
    colours = Counter(grade for _, grade in coloured(history, since, usual))
    return Days(
        whole=ended[Ending.DONE],
        part=ended[Ending.PART],
        declined=ended[Ending.NOT_TODAY],
        nothing=ended[Ending.NONE],
        stretches=stretches,
        effort=float(median(efforts)) if efforts else None,
        amber=colours[Colour.AMBER],
        red=colours[Colour.RED],
    )


def _ending(workout: Workout) -> Ending:
    if workout.done:
        return Ending.DONE if workout.done == len(workout.cards) else Ending.PART
    return Ending.NOT_TODAY if workout.ending is Ending.NOT_TODAY else Ending.NONE


def aches(history: Iterable[Workout]) -> tuple[Ache, ...]:
    """The places named with pain, the most frequent first."""
    by_region: dict[tuple[Region, Side | None], Ache] = {}
    for workout in history:
        pains = workout.pains
        if pains.region is None:
            continue
        levels = [level for level in (pains.before, worst(workout)) if level is not None]
        if levels and not max(levels):
            continue
        key = (pains.region, pains.side)
        one = by_region.get(key) or Ache(*key, 0, None)
        most = max([*levels, *([] if one.most is None else [one.most])], default=None)
        by_region[key] = replace(one, days=one.days + 1, most=most)
    return tuple(sorted(by_region.values(), key=lambda a: (-a.days, -(a.most or 0), a.region)))


def coming(
    who: Trainee, today: date, catalog: Knowledge, planned: Routine | None
) -> tuple[Routine, ...]:
    """The next full routine and the next light one, whichever comes first first.

    Args:
        planned: today's, where there is one already.
    """
    by_kind: dict[bool, Routine] = {}
    for ahead in range(AHEAD):
        day = today + timedelta(days=ahead)
        routine = planned if planned and not ahead else plan(who, day, catalog)
        if routine.items:
            by_kind.setdefault(routine.light, routine)
        if len(by_kind) == 2:
            break
    return tuple(by_kind.values())
