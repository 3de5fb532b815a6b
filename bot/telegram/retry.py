"""One try of a call, and which refusals mean that somebody is gone or that nothing changes.

How replies wait and are tried again, `reply_queue` says.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from telegram.error import BadRequest

Result = TypeVar("Result")

GONE = ("chat not found", "user is deactivated", "private chat not found")
"""The person is not there any more."""


class Try(Protocol):
    """One try, or the queue of replies."""

    async def __call__(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The answer to the call."""


async def once(call: Callable[[], Awaitable[Result]]) -> Result:
    """One try."""
    return await call()


def is_gone(error: BadRequest) -> bool:
    """There is nobody to write to."""
    return any(words in error.message.lower() for words in GONE)


def is_same(error: BadRequest) -> bool:
    """The message says that already."""
    return "not modified" in error.message.lower()


def is_other_kind(error: BadRequest) -> bool:
    """The message has no text, or no caption, to edit."""
    return "there is no" in error.message.lower()


def is_about_effect(error: BadRequest) -> bool:
    """Telegram does not know the message effect."""
    return "effect" in error.message.lower()
