"""A script: questions in order, some asked only when earlier answers call for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import QuestionId, ScriptId
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Answers
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Question


class Battery(Protocol):
    """A place in a script whose questions depend on a rule beyond conditions.

    The self-tests are one: which comes next depends on what the earlier ones showed.
    """

    @property
    def when(self) -> Condition:
        """When there are any."""

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question that may be asked here."""

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """Those to ask, given the answers so far: a pure function that keeps the order
        in which they were asked and ends with the next one to ask."""


@dataclass(frozen=True, slots=True)
class Script:
    """Questions and batteries, in the order in which they are asked."""

    id: ScriptId
    name: Phrase
    items: tuple[Question | Battery, ...]
    alone: bool = False
    """One question, asked from the settings: Back leads there."""

    def path(self, answers: Answers) -> Iterator[Question]:
        """Return the questions that apply, in order, as far as the answers decide."""
        for item in self.items:
            if not item.when.holds(answers):
                continue
            if not isinstance(item, Question):
                yield from item.questions(answers)
            elif not item.unless.holds(answers):
                yield item

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return every question that the script may ask."""
        return tuple(
            q for item in self.items for q in ((item,) if isinstance(item, Question) else item.all)
        )

    def question(self, id: QuestionId) -> Question | None:
        """Return the question of that id, if the script has it."""
        return next((q for q in self.questions if q.id == id), None)
