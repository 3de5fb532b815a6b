"""How progress counts: weeks done of planned, pain by medians."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from bot.domain.ids import PatternId
from bot.domain.training.measurements import Measured
from bot.domain.training.pain import worst
from bot.domain.training.periodization import training_days
from bot.domain.training.routine import Block
from bot.domain.training.workout import CardState, Ending, Pains, Workout, WorkoutState

WEEK = timedelta(days=7)
WEEKS_KEPT = 26
"""Weeks that are looked back on."""
FREE_DAYS = 2
"""Days a month that may be skipped without counting. Source: Sharif 2019."""
MONTH = timedelta(days=28)

MOMENTS = ("during", "after", "morning")
"""When pain is told of a session: the three of the pain rule."""

Break = tuple[date, date]
"""A planned break: its first day, and the first day with messages again."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: one week of the calendar, or those that end on a day."""

    first: date
    done: int
    """Days with something done; five minutes count."""
    planned: int
    """Days for training, without planned breaks and free days; never fewer than were done."""
    pain: float | None = None
    """The median of the worst pain told of each day; None when nothing was told."""
    pains: tuple[float | None, ...] = (None,) * len(MOMENTS)
    """The same for each of the `MOMENTS`."""
    under_way: bool = False
    """Not over yet: nothing done by now is no quiet week."""
    free: int = 0
    """Declined days for training that do not count."""

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.first + timedelta(days=6)

    @property
    def quiet(self) -> bool:
        """Whether it is over and passed without anything of what was planned."""
        return bool(self.planned) and not self.done and not self.under_way

    @property
    def kept(self) -> bool:
        """Whether the week reached its target: something done, and three of five or as much."""
        return self.done > 0 and self.done * 5 >= self.planned * 3


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody stands, and how they came there."""

    day: date
    started: date | None
    block: Block
    weeks: tuple[Week, ...] = ()
    """From the first one on, the oldest first; the last is under way."""
    pains: tuple[tuple[date, int], ...] = ()
    """(day, worst pain told of it), the oldest first."""
    measured: tuple[Measured, ...] = ()
    keeping: tuple[PatternId, ...] = ()
    """Patterns that were normal in two re-tests."""
    seems_tight: bool = False
    """Whether any muscle seems tight."""

    @property
    def week(self) -> int:
        """The week of the programme, from 1, counted by the calendar as `weeks` are."""
        if self.started is None:
            return 1
        return (monday_of(self.day) - monday_of(self.started)) // WEEK + 1

    @property
    def weeks_kept(self) -> int:
        """How many weeks reached their target."""
        return sum(week.kept for week in self.weeks)


def monday_of(day: date) -> date:
    """Return the first day of the calendar week of a day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Calendar:
    """When something was planned."""

    days: frozenset[int]
    """The weekdays the person chose, or with a message."""
    breaks: Sequence[Break] = ()
    """In which nothing was planned."""


def weeks(
    history: Sequence[Workout],
    started: date | None,
    today: date,
    calendar: Calendar,
    most: int = WEEKS_KEPT,
) -> tuple[Week, ...]:
    """Return what was done of what was planned, week by week, this week last.

    Args:
        history: oldest first.
    """
    if started is None:
        return ()
    this = monday_of(today)
    first = max(monday_of(started), this - WEEK * (most - 1))
    count = (this - first) // WEEK + 1
    planned = _planned_days(started, calendar)
    before = tuple(_week(first + WEEK * n, history, planned) for n in range(count - 1))
    return (*before, replace(_week(this, history, planned), under_way=True))


def week_until(
    history: Sequence[Workout], started: date | None, last: date, calendar: Calendar
) -> Week:
    """Return the seven days that end with a day.

    Args:
        history: oldest first.
    """
    first = last - timedelta(days=6)
    if started is None:
        return Week(first, 0, 0)
    return _week(first, history, _planned_days(started, calendar))


def _week(first: date, history: Sequence[Workout], planned: Callable[[date], bool]) -> Week:
    within = [w for w in history if first <= w.day < first + WEEK]
    done = sum(w.done > 0 for w in within)
    days = {day for n in range(7) if planned(day := first + timedelta(days=n))}
    free = len(days & _free(history))
    meant = len(days) - free
    pain = _median(worst(w) for w in within)
    pains = tuple(_median(getattr(w.pains, moment) for w in within) for moment in MOMENTS)
    return Week(first, done, max(done, meant), pain, pains, free=free)


def _planned_days(started: date, calendar: Calendar) -> Callable[[date], bool]:
    """Return what says whether a routine was planned for a day."""
    weekdays = training_days(calendar.days)

    def planned(day: date) -> bool:
        away = any(begin <= day < end for begin, end in calendar.breaks)
        return day.weekday() in weekdays and day >= started and not away

    return planned


def _median(levels: Iterable[int | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return float(median(known)) if known else None


def _free(history: Iterable[Workout]) -> frozenset[date]:
    """Return declined days that do not count: two in any four weeks."""
    free: list[date] = []
    for workout in history:
        declined = workout.ending is Ending.NOT_TODAY and not workout.done
        if declined and sum(workout.day - day < MONTH for day in free) < FREE_DAYS:
            free.append(workout.day)
    return frozenset(free)


def newly_missed(history: Sequence[Workout]) -> bool:
    """Whether the last routine was missed and the one before it was not, so that it is said once.

    A day that was declined did not go by: its person had decided.

    Args:
        history: earlier days, the oldest first.
    """
    return _went_by(history[-1:]) and not _went_by(history[-2:-1])


def _went_by(one: Sequence[Workout]) -> bool:
    """Whether a day was missed: no word, or only that nothing was done; False of no day."""
    return any(
        workout.pains == Pains()
        and not any(card.state is CardState.HURT for card in workout.cards)
        and (workout.ending is Ending.NONE or workout.state is WorkoutState.PLANNED)
        for workout in one
    )
