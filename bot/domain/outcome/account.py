"""Outcomes: settings, progress, pausing, and a person's own data."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.ids import UserId
from bot.domain.person import Person, Preferences
from bot.domain.setting import Setting
from bot.domain.training.progress import Progress
from bot.domain.training.summary import Summary


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """Weeks, pain and tests so far."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """A page of the settings, each one tap from being changed."""

    person: Person
    more: bool = False
    """The second page."""
    again: bool = False
    """In place of what was tapped."""
    moved: bool = False
    """The daily time gave way to the quiet hours."""
    closes: bool = False
    """Takes the button that shares a location away."""
    place_today: str | None = None
    """Where it is done today, if elsewhere was said."""
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class SettingAsked:
    """The choices of one setting, with the present one marked."""

    person: Person
    setting: Setting
    again: bool = False


@dataclass(frozen=True, slots=True)
class LengthsChosen:
    """How lengths are told from now on, before there are settings to show."""

    chosen: Preferences


@dataclass(frozen=True, slots=True)
class QuieterOffered:
    """The time is kept, and shared with many: quieter minutes nearby."""

    at: time
    late: timedelta
    minutes: tuple[time, ...]
    again: bool = False
    """In place of what was tapped."""


@dataclass(frozen=True, slots=True)
class Paused:
    """No messages until that day; None: until the person says so."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Messages again."""

    next_due: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing more is sent."""


@dataclass(frozen=True, slots=True)
class EraseAsked:
    """Everything would be gone: sure?"""


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything is gone."""


@dataclass(frozen=True, slots=True)
class Exported:
    """All that is kept, as documents."""

    documents: tuple[tuple[str, bytes], ...]
    """(file name, content)."""


@dataclass(frozen=True, slots=True)
class Summarised:
    """A page for a physiotherapist."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Helped:
    """What the bot can do."""

    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyTold:
    """What is kept and what is not."""

    retention: int
    """Days of silence after which it is erased by itself."""
    number: UserId
    """The person's chat number, by which whoever runs the bot finds their data."""
