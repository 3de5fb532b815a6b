"""Updates as the Bot API sends them and never should, from the types aiogram gives it."""

import random
import types
import typing
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Literal, Union

from aiogram.client.default import Default
from aiogram.types import Update
from pydantic import BaseModel

DEEPEST = 4
"""Levels below which only what must be there is there: messages hold messages."""
NUMBERS = (0, 1, -1, 7, 42, 2**31, -(2**31), 2**53 - 1, 2**63, -(2**63) - 1, 10**30)
WORDS = (
    *("", " ", "7", "/start", "/start@other_bot x", "/", "done", "pain 12", "не можу", "٣", "🙂🙂"),
    *("<b>&amp;</i>", "a" * 5000, "\x00", "\u202e\u200d", "24:00", "-1,5 cm", "t:1:age:x", "%s{0}"),
)
CHATS = (
    "private",
    "private",
    "private",
    "private",
    "group",
    "supergroup",
    "channel",
    "sender",
    "zoo",
)
WILD = 0.4
"""Share of updates with values that Telegram never sends, or with something missing."""
TELLING = ("text", "from_user", "data", "message")
"""What the bot looks at first, and so is there more often than the rest."""
ODD: tuple[Any, ...] = (None, True, [], {}, "7", 1.5, [None], {"id": None})
"""Values of a kind that is not the documented one."""


class Updates:
    """An endless row of updates, the same for the same seed."""

    def __init__(self, seed: int, people: tuple[int, ...]) -> None:
        self._random = random.Random(seed)
        self._people = people
        self._wild = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        kinds = [name for name in Update.model_fields if name != "update_id"]
        number = 0
        while True:
            number += 1
            self._wild = self._random.random() < WILD
            kind = kinds[number % len(kinds)] if number % 2 else self._random.choice(FREQUENT)
            yield {
                "update_id": number,
                kind: self._of(Update.model_fields[kind].annotation, kind, 0),
            }

    def _model(self, model: type[BaseModel], depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            if name == "bot" or field.exclude:
                continue
            often = 0.6 if name in TELLING else 0.25 / (depth + 1)
            needed = field.is_required() or field.default is not None  # a kind's own name
            wanted = needed or self._random.random() < often
            if self._wild and needed and self._random.random() < 0.01:
                continue  # missing though it must not be
            if wanted and (depth < DEEPEST or needed):
                fields[field.alias or name] = self._of(field.annotation, name, depth + 1)
        return fields

    def _of(self, hint: Any, name: str, depth: int) -> Any:
        if self._wild and depth > 0 and self._random.random() < 0.005:
            return self._random.choice(ODD)
        if depth > 3 * DEEPEST:
            return None
        origin, inside = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            return self._of(inside[0], name, depth)
        if origin in (Union, types.UnionType):
            real = [kind for kind in inside if kind not in (type(None), Default)]
            return self._of(self._random.choice(real), name, depth)
        if origin is Literal:
            return self._random.choice(inside)
        if origin is list:
            most = 3 if depth < DEEPEST else 1
            return [
                self._of(inside[0], name, depth + 1)
                for _ in range(self._random.randrange(most + 1))
            ]
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self._model(hint, depth)
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> Any:
        if (
            name in ("id", "chat_id")
            and hint is int
            and (not self._wild or self._random.random() < 0.8)
        ):
            if not self._wild:
                return self._people[0]
            return self._random.choice((*self._people, *(-1 - p for p in self._people)))
        if name == "type" and hint is str:
            return self._random.choice(CHATS if self._wild else CHATS[:5])
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._random.choice(list(hint)).value
        return self._value(hint)

    def _value(self, hint: Any) -> Any:
        pick: dict[Any, Callable[[], Any]] = {
            int: lambda: self._random.choice(NUMBERS if self._wild else NUMBERS[:5]),
            float: lambda: self._random.choice((0.0, -91.0, 180.5, 1e300, 50.4)),
            bool: lambda: self._wild and self._random.random() < 0.5,
            str: lambda: self._random.choice(WORDS),
            datetime: lambda: self._random.choice(NUMBERS[: 7 if self._wild else 2]),
            timedelta: lambda: self._random.choice(NUMBERS[:5]),
        }
        return pick.get(hint, lambda: None)()


FREQUENT = ("message", "edited_message", "callback_query", "my_chat_member")
"""Every second update is one of those that the bot asks for."""
