"""The self-tests as a part of a script: which ones, and in which order."""

from dataclasses import dataclass

from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.self_test import SelfTest
from bot.domain.safety.flag import Flag
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Question


@dataclass(frozen=True, slots=True)
class SelfTests:
    """Base tests for everybody, then those that decide between the leading patterns."""

    when: Condition
    most: int
    tests: tuple[SelfTest, ...]
    patterns: tuple[Pattern, ...]
    flags: tuple[Flag, ...]

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question of every test."""
        return tuple(q for test in self.tests for q in test.questions)

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """The questions of the tests chosen so far, and of the next."""
        return tuple(q for t in self.tests if t.base for q in t.questions if q.when.holds(answers))
