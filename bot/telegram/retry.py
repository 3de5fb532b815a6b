"""Which calls are tried again, and how often.

How replies wait, `reply_queue` says.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram.request import seconds

Result = TypeVar("Result")

PAUSES = (1.0, 2.0, 4.0)
"""Seconds before each new try while Telegram is out of order."""
LONGEST = 120.0
"""Seconds a reply is worth waiting for."""


GONE = ("chat not found", "user is deactivated", "private chat not found")
"""The person is not there any more."""


class Try(Protocol):
    """One of those below, or the queue of replies."""

    async def __call__(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The answer to the call."""


async def once(call: Callable[[], Awaitable[Result]]) -> Result:
    """One try."""
    return await call()


async def again(call: Callable[[], Awaitable[Result]]) -> Result:
    """A few tries; a reply that came twice is better than one that never came.

    Raises:
        TelegramError: of the last try, or at once where another try would change nothing.
    """
    for pause in PAUSES:
        try:
            return await call()
        except RetryAfter as error:
            if seconds(error) > LONGEST:
                raise
            await asyncio.sleep(seconds(error))
        except BadRequest:  # to PTB a kind of NetworkError
            raise
        except NetworkError:
            await asyncio.sleep(pause)
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
