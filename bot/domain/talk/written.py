"""Read answers as somebody writes them into a file for `assess`."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import NotAnOption, NotANumber, NotAsked
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from bot.domain.talk.question import Kind, Question

_MEASURED = frozenset({Kind.SCALE, Kind.NUMBER})


def written(raw: Mapping[str, Any], questions: Mapping[QuestionId, Question]) -> Answers:
    """Read written answers, each checked by its question.

    Args:
        raw: question id -> an option, several in a list, a number, or `{left: 6.5, right: 9}`.

    Raises:
        NotAsked: no question has that id; details: question.
        BotError: what `Question.check` says of a value; details: question.
    """
    answers: dict[QuestionId, Value] = {}
    for name, value in raw.items():
        question = questions.get(QuestionId(name))
        if question is None:
            raise NotAsked(question=name)
        answer = _value(question, value)
        question.check(answer)
        answers[question.id] = answer
    return answers


def _value(question: Question, raw: Any) -> Value:
    if raw in (NOT_SURE, SKIPPED):
        return str(raw)
    match question.kind, raw:
        case Kind.SIDES, {"left": left, "right": right, **more} if not more:
            return Sides(_number(question, left), _number(question, right))
        case kind, str() | int() | float() if kind in _MEASURED:
            return _number(question, raw)
        case Kind.SEVERAL, list():
            return frozenset(str(option) for option in raw)
        case Kind.SEVERAL, str():
            return frozenset({raw})
        case kind, str() | int() | float() if kind is not Kind.SIDES:
            return str(raw)
        case ((Kind.SCALE | Kind.NUMBER | Kind.SIDES), _):
            raise NotANumber(question=question.id)
        case _:
            raise NotAnOption(question=question.id)


def _number(question: Question, raw: Any) -> float:
    try:
        return float(raw)
    except (TypeError, ValueError) as error:
        raise NotANumber(question=question.id) from error
