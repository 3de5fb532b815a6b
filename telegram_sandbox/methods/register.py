"""Which function answers which method of the Bot API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

Method = Callable[[Sandbox, Params], Any]
METHODS: dict[str, Method] = {}
"""By the method's name in small letters, since Telegram ignores their case."""


@dataclass(frozen=True, slots=True)
class Described:
    """A result with the `description` some methods add."""

    result: Any
    description: str


def method(function: Method) -> Method:
    """Register `send_message` as `sendMessage`."""
    METHODS[function.__name__.replace("_", "")] = function
    return function
