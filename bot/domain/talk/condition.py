"""When a question or a flag applies: a small test of earlier answers, written as data."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers, Sides, Value


@dataclass(frozen=True, slots=True)
class Clause:
    """Holds one question's answer against options or numbers; an unanswered one never holds."""

    question: QuestionId
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    at_least: float | None = None
    below: float | None = None

    def holds(self, answers: Answers) -> bool:
        """Whether every part of the clause is met; of two sides one is enough."""
        value = answers.get(self.question)
        if value is None:
            return False
        if isinstance(value, str):  # by far the most, and asked thousands of times a talk
            if (self.any_of and value not in self.any_of) or value in self.none_of:
                return False
            return self.at_least is None and self.below is None
        chosen = value if isinstance(value, frozenset) else frozenset[str]()
        if self.any_of and not chosen & self.any_of:
            return False
        if self.none_of and chosen & self.none_of:
            return False
        if self.at_least is None and self.below is None:
            return True
        return any(self._in_range(number) for number in _numbers(value))

    def _in_range(self, number: float) -> bool:
        return (self.at_least is None or number >= self.at_least) and (
            self.below is None or number < self.below
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of several alternatives, each of which needs all of its clauses."""

    alternatives: tuple[tuple[Clause, ...], ...] = ((),)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers meet the condition; an empty one always holds."""
        for clauses in self.alternatives:
            for clause in clauses:
                if not clause.holds(answers):
                    break
            else:
                return True
        return False

    @property
    def questions(self) -> frozenset[QuestionId]:
        """Return every question that the condition reads."""
        return frozenset(c.question for clauses in self.alternatives for c in clauses)


ALWAYS = Condition()
NEVER = Condition(())


def _numbers(value: Value) -> tuple[float, ...]:
    match value:
        case float() | int():
            return (float(value),)
        case Sides(left, right):
            return tuple(n for n in (left, right) if n is not None)
        case _:
            return ()
