"""How progress counts: weeks done of planned, pain by medians, each test by its own error."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from bot.domain.assessment.change import Change, compare, error_between
from bot.domain.assessment.result import quotient
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import PatternId, QuestionId, Side, TestId
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.measure import Measure
from bot.domain.talk.question import Question
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
FIRST_TRIES = timedelta(days=14)
TWICE = 2

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
class Measured:
    """One number of a self-test over time, at least once."""

    test: TestId
    question: QuestionId
    unit: str
    measure: Measure
    tries: tuple[tuple[date, Sides | float], ...]
    """(day, number or both sides), the oldest first."""

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides that were measured; None alone where the number is of the whole body."""
        last = self.tries[-1][1]
        return (Side.LEFT, Side.RIGHT) if isinstance(last, Sides) else (None,)

    def numbers(self, side: Side | None) -> tuple[tuple[date, float], ...]:
        """Return (day, number) of one side."""
        numbers = ((day, number_of(value, side)) for day, value in self.tries)
        return tuple((day, number) for day, number in numbers if number is not None)

    def change(self, side: Side | None) -> Change | None:
        """Return the change from the first to the last time; None with nothing to compare."""
        numbers = self.numbers(side)
        if len(numbers) < 2:
            return None
        return compare(numbers[0][1], numbers[-1][1], self.measure)

    @property
    def error(self) -> float:
        """How much the first and the last time may differ by measuring alone."""
        numbers = [[number for _, number in self.numbers(side)] for side in self.sides]
        between = [error_between(line[0], line[-1], self.measure) for line in numbers if line]
        return max(between, default=self.measure.error)

    @property
    def worse_twice(self) -> bool:
        """Whether on some side the last two re-tests both lay below the first by more than the
        error.

        Tries of the first two weeks only tell the error. Source: clinical model, programme.
        """
        return any(self._worse_twice(side) for side in self.sides)

    def _worse_twice(self, side: Side | None) -> bool:
        numbers = self.numbers(side)
        later = [n for day, n in numbers if day - numbers[0][0] >= FIRST_TRIES]
        return len(later) >= TWICE and all(
            compare(numbers[0][1], n, self.measure) is Change.WORSE for n in later[-TWICE:]
        )

    def with_own(self, error: float | None) -> "Measured":
        """Return it compared with the person's own variation, where that is larger than the
        test's."""
        if error is None or error <= self.measure.error:
            return self
        return replace(self, measure=replace(self.measure, error=error))


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
        """The week of the programme, from 1."""
        return 1 if self.started is None else (self.day - self.started).days // 7 + 1

    @property
    def weeks_kept(self) -> int:
        """How many weeks reached their target."""
        return sum(week.kept for week in self.weeks)


def number_of(value: Sides | float, side: Side | None) -> float | None:
    """Return the number of a side, or of the whole body."""
    if isinstance(value, Sides):
        return None if side is None else value.of(side)
    return value if side is None else None


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
    this = today - timedelta(days=today.weekday())
    first = max(started - timedelta(days=started.weekday()), this - WEEK * (most - 1))
    count = (this - first) // WEEK + 1
    planned = _planned_days(history, started, calendar)
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
    return _week(first, history, _planned_days(history, started, calendar))


def _week(first: date, history: Sequence[Workout], planned: Callable[[date], bool]) -> Week:
    within = [w for w in history if first <= w.day < first + WEEK]
    done = sum(w.done > 0 for w in within)
    meant = sum(planned(first + timedelta(days=n)) for n in range(7))
    pain = _median(worst(w) for w in within)
    pains = tuple(_median(getattr(w.pains, moment) for w in within) for moment in MOMENTS)
    return Week(first, done, max(done, meant), pain, pains)


def _planned_days(
    history: Sequence[Workout], started: date, calendar: Calendar
) -> Callable[[date], bool]:
    """Return what says whether a routine was planned for a day that counts."""
    weekdays, free = training_days(calendar.days), _free(history)

    def planned(day: date) -> bool:
        away = any(begin <= day < end for begin, end in calendar.breaks)
        return day.weekday() in weekdays and day >= started and day not in free and not away

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


def measured(
    runs: Iterable[tuple[date, Answers]], tests: Mapping[TestId, SelfTest]
) -> tuple[Measured, ...]:
    """Return every number that was measured, test by test.

    Args:
        runs: (day, answers) of each assessment and re-test, the oldest first.
    """
    all_runs = list(runs)
    return tuple(
        number
        for test in tests.values()
        for question in test.all_questions
        if question.measure is not None
        and (number := _measured(test, question, question.measure, all_runs)) is not None
    )


def _measured(
    test: SelfTest, question: Question, measure: Measure, runs: list[tuple[date, Answers]]
) -> Measured | None:
    tries: list[tuple[date, Sides | float]] = []
    for day, answers in runs:
        value = answers.get(question.id)
        if measure.over is not None and value is not None:
            value = quotient(value, answers.get(measure.over))
        if isinstance(value, Sides | float | int):
            tries.append((day, value))
    if not tries:
        return None
    unit = question.unit if measure.over is None else ""
    return Measured(test.id, question.id, unit, measure, tuple(tries))


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
