"""Keep a kind of domain value as JSON."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
NUL = b"\\u0000"
"""As JSON writes it; no database keeps it."""


class Shape(Generic[T]):
    """How a kind of value is kept as JSON: worked out when first needed, which takes a while."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> "TypeAdapter[T]":
        from pydantic import TypeAdapter

        return TypeAdapter(self._kind)

    def dump(self, value: T) -> Any:
        """A value as JSON."""
        from pydantic_core import PydanticSerializationError, from_json

        try:
            text = self._adapter.dump_json(value)
        except PydanticSerializationError:  # half a character
            text = NUL
        if NUL in text:
            return _clean(self._adapter.dump_python(value, mode="json"))
        return from_json(text)

    def load(self, document: Any) -> T:
        """The value again.

        Raises:
            ValidationError: it is none.
        """
        return self._adapter.validate_python(document)

    def read(self, text: str) -> T:
        """The value of JSON that nobody has parsed yet, at a fifth of the cost of `load`.

        Raises:
            ValidationError: it is none.
        """
        return self._adapter.validate_json(text)


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
