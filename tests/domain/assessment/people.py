"""People for the tests: answers from YAML, and walks through a script."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bot.domain.assessment.battery import Inquiry
from bot.domain.catalog import Catalog
from bot.domain.ids import DialogueId, QuestionId, ScriptId
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from tests.content import real_catalog


@cache
def catalog() -> Catalog:
    """The real content."""
    return real_catalog()


@cache
def questions() -> Mapping[QuestionId, Question]:
    """Every question of the real content."""
    return catalog().questions


def battery() -> Inquiry:
    """The self-tests of the assessment."""
    items = catalog().scripts[ScriptId("assessment")].items
    return next(item for item in items if isinstance(item, Inquiry))


def as_answers(written: Mapping[str, Any]) -> Answers:
    """Answers as a case writes them, each accepted by its question."""
    answers: dict[QuestionId, Value] = {}
    for id, value in written.items():
        question = questions()[QuestionId(id)]
        answers[question.id] = read_value(question, value)
        question.check(answers[question.id])
    return answers


def read_value(question: Question, value: Any) -> Value:
    """One answer in the type of its question."""
    if value in (NOT_SURE, SKIPPED):
        return str(value)
    if isinstance(value, dict):
        return Sides(float(value["left"]), float(value["right"]))
    if isinstance(value, list):
        return frozenset(value)
    return float(value) if question.kind in (Kind.NUMBER, Kind.SCALE) else str(value)


def talk(answer: Callable[[Question], Value]) -> Answers:
    """Go through the safety screen and the assessment as a person would."""
    answers: Answers = {}
    for script in ("safety", "assessment"):
        dialogue = Dialogue(DialogueId(1), catalog().scripts[ScriptId(script)], answers)
        while (asked := dialogue.current) is not None:
            dialogue = dialogue.answer(asked.id, answer(asked))
        answers = dialogue.answers
    return answers
