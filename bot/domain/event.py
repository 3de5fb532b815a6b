"""Which events of a person are logged: kinds, never words they wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened; the values are stored and never change their meaning."""

    RED_FLAG_HEARD = "heard"
    """Typed words sounded like a red flag."""
    RED_FLAG_DISMISSED = "dismissed"
    """The person said that they do not have it."""
    RED_FLAG_ASKED = "asked_again"
    """They were asked once more whether they have it."""
    RED_FLAG_QUERIED = "queried"
    """They were asked what they meant, as a No did not go with what they had written."""
    LOCKED = "locked"
    """There is no plan until somebody has checked."""
    MOVEMENT_CLOSED = "closed"
    """A clinician closed something."""
    MOVEMENT_REOPENED = "reopened"
    PAUSED = "paused"
    """A planned break begins."""
    RESUMED = "resumed"
    """It ends before its time."""
    RETESTED = "rechecked"
    MILESTONE = "milestone"
    TIP = "tip"
    STRETCHED = "stretched"
    """The second stretch of a day was done."""
    PINNED = "pinned"
    """Which message is the pinned card."""
    BARRIER = "barrier"
    """What got in the way of training."""
    FEWER_OFFERED = "fewer_offered"
    """Three messages a week were offered."""
    PAIN = "pain"
    """A report was red, or asks for the safety questions."""
    QUESTION_UNANSWERED = "unanswered"
    """A question for which there is no answer; never its words."""
    TOLD_EARLY = "told_early"
    """An answer was told before its question was asked: which, and its value."""
    PHONE_READ = "phone_read"
    """The measuring page sent a reading: its token, which counts once."""
    BROKEN = "broken"
    """A bug of ours broke an update."""


PASSING = (
    EventKind.TIP,
    EventKind.STRETCHED,
    EventKind.PINNED,
    EventKind.BARRIER,
    EventKind.FEWER_OFFERED,
    EventKind.PAIN,
    EventKind.QUESTION_UNANSWERED,
    EventKind.TOLD_EARLY,
    EventKind.PHONE_READ,
    EventKind.BROKEN,
)
"""Kinds that come by the week or the day and say nothing after a year. What closes a movement, a
red flag, a lock, a planned break, a measurement and a milestone stay as long as the person does."""

Detail = Mapping[str, str | int | bool | list[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `detail` holds ids and numbers only."""

    at: datetime
    kind: EventKind
    detail: Detail
