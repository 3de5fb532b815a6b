"""The last calls of the bot and their answers, without the token."""

from collections import deque
from datetime import datetime
from typing import Any

from telegram_sandbox.params import Params

KEPT = 2000
_SECRETS = frozenset({"secret_token"})


class Journal:
    """Numbered from 1; a poll that brought nothing is left out."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self.count = 0

    def write(self, at: datetime, method: str, params: Params, answer: Any) -> dict[str, Any]:
        """Keep one call; gives the entry."""
        self.count += 1
        entry = {
            "n": self.count,
            "at": at.isoformat(),
            "method": method,
            "parameters": {
                name: "***" if name in _SECRETS else _plain(value)
                for name, value in params.received().items()
            },
            "answer": answer,
        }
        self._entries.append(entry)
        return entry

    def after(self, number: int) -> list[dict[str, Any]]:
        """Entries later than `number`."""
        return [entry for entry in self._entries if entry["n"] > number]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict) else repr(value)
