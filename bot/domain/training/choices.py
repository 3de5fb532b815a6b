"""What a self-test without a number showed: the answer of the first time and of now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.assessment.change import Change
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import Side, TestId
from bot.domain.talk.answers import Answers
from bot.domain.talk.measure import Level
from bot.domain.talk.question import Option, Question

_ORDER = tuple(Level)
Options = tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen at one question of a self-test."""

    test: TestId
    side: Side | None
    """The side that the question is about, where it is about one."""
    now: Options
    first: Options | None = None
    """None where it was answered once."""

    @property
    def change(self) -> Change | None:
        """Return whether the answer of now means more or less than the first; None with nothing to
        compare, or where as much was seen elsewhere."""
        before = None if self.first is None else _severity(self.first)
        after = _severity(self.now)
        if before is None or after is None:
            return None
        if before == after:
            return Change.SAME if self.first == self.now else None
        return Change.BETTER if after < before else Change.WORSE


def chosen_on(
    day: date, runs: Iterable[tuple[date, Answers]], tests: Iterable[SelfTest]
) -> tuple[Chosen, ...]:
    """Return what was chosen on a day, test by test.

    Args:
        runs: (day, answers) of each assessment and re-test, the oldest first.
    """
    all_runs = list(runs)
    return tuple(
        Chosen(test.id, _side(question), times[-1][1], times[0][1] if len(times) > 1 else None)
        for test in tests
        for question in test.all_questions
        if any(option.level for option in question.options)
        and (times := list(_times(question, all_runs)))
        and times[-1][0] == day
    )


def _times(
    question: Question, runs: Iterable[tuple[date, Answers]]
) -> Iterator[tuple[date, Options]]:
    for day, answers in runs:
        value = answers.get(question.id)
        named = value if isinstance(value, frozenset) else {value}
        options = tuple(option for option in question.options if option.id in named)
        if options:
            yield day, options


def _side(question: Question) -> Side | None:
    sides = {option.side for option in question.options if option.level}
    return sides.pop() if len(sides) == 1 else None


def _severity(options: Options) -> int | None:
    """Return how much was seen in all; None where one answer tells of nothing usual or unusual."""
    if any(option.level is None and not option.alone for option in options):
        return None
    return sum(_ORDER.index(option.level) for option in options if option.level is not None)
