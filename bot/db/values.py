"""Convert answers and domain values to JSON and back."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.domain.assessment.profile import Profile
from bot.domain.person import Lock, Preferences
from bot.domain.snapshot import Snapshot
from bot.domain.talk.answers import Sides, Value, rough
from bot.domain.training.routine import Routine
from bot.domain.training.workout import Card, Pains

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class Shape(Generic[T]):
    """How a kind of value is kept as JSON: prepared when first needed, which takes a while."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> "TypeAdapter[T]":
        from pydantic import TypeAdapter

        return TypeAdapter(self._kind)

    def dump(self, value: T) -> Any:
        """Return a value as JSON."""
        return _clean(self._adapter.dump_python(value, mode="json"))

    def load(self, document: Any) -> T:
        """Return the value of a JSON document.

        Raises:
            ValidationError: it is none.
        """
        return self._adapter.validate_python(document)


PREFERENCES = Shape(Preferences)
LOCK = Shape(Lock)
PROFILE = Shape(Profile)
ROUTINE = Shape(Routine)
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


def clean(text: str) -> str:
    """Return words as any database takes them: without NUL and without half characters."""
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
