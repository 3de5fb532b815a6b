"""Answers, and domain values kept whole, to JSON and back."""

from typing import Any

from pydantic import TypeAdapter

from bot.domain.assessment.profile import Profile
from bot.domain.before import Before
from bot.domain.person import Lock, Preferences
from bot.domain.talk.answers import Sides, Value
from bot.domain.training.routine import Routine
from bot.domain.training.workout import Card, Pains

PREFERENCES = TypeAdapter(Preferences)
LOCK = TypeAdapter(Lock)
PROFILE = TypeAdapter(Profile)
ROUTINE = TypeAdapter(Routine)
CARDS = TypeAdapter(tuple[Card, ...])
PAINS = TypeAdapter(Pains)
BEFORE = TypeAdapter(Before)


def dump(adapter: TypeAdapter[Any], value: object) -> Any:
    """A domain value as JSON."""
    return _clean(adapter.dump_python(value, mode="json"))


def encode(value: Value) -> Any:
    """An answer as JSON that reads well in SQL: a word, a number, a list, or two sides."""
    match value:
        case frozenset():
            return sorted(value)
        case Sides(left, right):
            return {"left": left, "right": right}
        case str():
            return clean(value)
        case _:
            return value


def decode(value: Any) -> Value:
    """The answer again."""
    match value:
        case list():
            return frozenset(value)
        case {"left": left, "right": right}:
            return Sides(left, right)
        case str() | float() | int():
            return value
        case _:
            raise ValueError("not an answer")


def clean(text: str) -> str:
    """Words as any database takes them: without NUL and without half characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _clean(document: Any) -> Any:
    match document:
        case str():
            return clean(document)
        case list():
            return [_clean(one) for one in document]
        case dict():
            return {key: _clean(value) for key, value in document.items()}
        case _:
            return document
