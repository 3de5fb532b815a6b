"""When the operator is told by themselves that something is wrong."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from bot.domain.census import Post

LOOK_BACK = timedelta(minutes=10)
"""What was due within this is looked at."""
OLDEST_S = 120.0
"""Seconds that a message may be overdue: longer than any rush that goes as it should."""
FEW = 5
"""Fewer than this is chance."""
SHARE = 0.05
"""Of all messages that may be late or fail."""


class Alarm(StrEnum):
    """What is wrong."""

    LATE = "late"
    """Messages go out late."""
    FAILED = "failed"
    """Messages fail in numbers."""
    BROKEN = "broken"
    """Bugs: updates that could not be handled."""
    CONTENT = "content"
    """The content has problems."""


def alarms(post: Post, bugs: int, content: int) -> Iterator[Alarm]:
    """What is wrong now.

    Args:
        post: what was due within `LOOK_BACK`.
        bugs: updates that could not be handled since the last look.
        content: problems of the content.
    """
    sent, failed = post.of("sent"), post.of("failed")
    if post.oldest_s > OLDEST_S or _many(post.late, sent):
        yield Alarm.LATE
    if _many(failed, sent + failed):
        yield Alarm.FAILED
    if bugs:
        yield Alarm.BROKEN
    if content:
        yield Alarm.CONTENT


def _many(number: int, of: int) -> bool:
    return number >= FEW and number > of * SHARE
