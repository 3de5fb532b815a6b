"""Convert answers and domain values to JSON and back."""

from typing import Any

from bot.db.profile_shape import ProfileShape, RoutineShape
from bot.db.shape import Shape, clean
from bot.domain.person import Lock, Preferences
from bot.domain.snapshot import Snapshot
from bot.domain.talk.answers import Sides, Value, rough
from bot.domain.training.workout import Card, Pains

PREFERENCES = Shape(Preferences)
LOCK = Shape(Lock)
PROFILE = ProfileShape()
ROUTINE = RoutineShape()
CARDS = Shape(tuple[Card, ...])
PAINS = Shape(Pains)
BEFORE = Shape(Snapshot)


def encode(value: Value) -> Any:
    """Return an answer as JSON that reads well in SQL: a word, a number, a list, or two sides."""
    match value:
        case frozenset():
            return sorted(value)
        case Sides(left, right):
            return {"left": left, "right": right}
        case str():
            return clean(value)
        case _:
            return value


def decode(value: Any, error: float | None = None) -> Value:
    """Return the answer of a JSON value; each number with the error that was kept beside it."""
    match value:
        case list():
            return frozenset(value)
        case {"left": left, "right": right}:
            return Sides(*(None if n is None else rough(n, error) for n in (left, right)))
        case float() | int():
            return rough(value, error)
        case str():
            return value
        case _:
            raise ValueError("not an answer")
