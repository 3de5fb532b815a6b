"""Outcomes: what was stale, refused, unclear, undone or not understood."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.echo import Echo
from bot.domain.errors import BotError
from bot.domain.intent import Meant


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of something that is over."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The bot could not take that."""

    error: BotError


@dataclass(frozen=True, slots=True)
class Unclear:
    """It could be either: which?"""

    choices: tuple[tuple[Echo, Meant], ...]
    zone: str
    day: date | None = None
    """The coming day that a wish for today's routine names."""


@dataclass(frozen=True, slots=True)
class Undone:
    """It is as it was before."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words nobody could make sense of."""

    line: str = ""
    """One line in the language they were written in, where that is not English."""


@dataclass(frozen=True, slots=True)
class NotReadable:
    """A photo, a voice message, a sticker."""


@dataclass(frozen=True, slots=True)
class Chatted:
    """A small courtesy: thanks, a greeting."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """The bot failed; nothing was changed."""
