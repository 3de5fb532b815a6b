"""What a refusal of the Bot API means: it says so in words only."""

from telegram.error import BadRequest

GONE = ("chat not found", "user is deactivated", "private chat not found")
"""The person is not there any more."""


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
