"""Keep a kind of domain value as JSON."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.db.types import JsonText

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
        """A value as a document of JSON."""
        from pydantic_core import from_json

        return from_json(self.write(value).text)

    def write(self, value: T) -> JsonText:
        """A value as JSON for a column, at half the cost of `dump`."""
        from pydantic_core import PydanticSerializationError

        try:
            text = self._adapter.dump_json(value)
        except PydanticSerializationError:  # half a character
            text = NUL
        if NUL in text:
            return JsonText(json.dumps(_clean(self._adapter.dump_python(value, mode="json"))))
        return JsonText(text.decode())

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
