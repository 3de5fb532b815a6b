"""The parameters of one call, read as leniently or strictly as Telegram reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime: str
    content: bytes

    def __repr__(self) -> str:
        return f"<file {self.name}, {len(self.content)} bytes>"


def is_utf8(value: Any) -> bool:
    """Whether no text in a JSON value holds half a character."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def check_flags(fields: Mapping[str, Any], *names: str) -> None:
    """Check that Booleans inside an object are true or false, as Telegram demands.

    Raises:
        ApiError: one of `names` is something else.
    """
    for name in names:
        if fields.get(name) is not None and not isinstance(fields[name], bool):
            raise bad_request(f'field "{name}" must be of type Boolean')


class Params:
    """What the bot sent: text from a form or any value from JSON, and files beside it."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None):
        self.values = dict(values)
        self.files = dict(files or {})

    def received(self) -> dict[str, Any]:
        """Return all parameters as they came, files among them."""
        return {**self.values, **self.files}

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; other JSON values as their JSON, as Telegram does.

        Raises:
            ApiError: it holds half a character.
        """
        value = self.values.get(name)
        if value is None:
            return default
        if not is_utf8(value):
            raise bad_request("strings must be encoded in UTF-8")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def has(self, name: str) -> bool:
        """Whether the parameter came with a value."""
        return self.values.get(name) not in (None, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything unreadable counts as the default."""
        try:
            return int(self.text(name).strip())
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """A number.

        Raises:
            ApiError: it is missing or not a number.
        """
        text = self.text(name).strip()
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            return float(text)
        except ValueError:
            raise bad_request(f"bad {name} specified") from None

    def flag(self, name: str) -> bool:
        """True for `true`, `yes` and `1` in any case."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, complaint: str) -> Any:
        """An object or list, given as JSON or as JSON in text; None when absent.

        Raises:
            ApiError: `complaint`, when the text is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(complaint) from None
