"""When the operator is told that something is wrong, and how often at most."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.census import Post

LOOK_BACK = timedelta(minutes=10)
"""What was due within this is looked at."""
OLDEST_S = 120.0
"""Seconds that a message may be overdue: longer than any rush that goes as it should."""
APART = timedelta(hours=1)
"""Between two alarms of one kind."""
MOST_MEMORY_MB = 400
"""Three times what a bot with many people needs; the container of `compose.yaml` has 512."""
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
    REPLIES = "replies"
    """Replies go out late, since Telegram takes no more."""
    SECOND_POLLER = "second_poller"
    """Another process fetches updates with the same token."""
    UNDELIVERED = "undelivered"
    """Telegram cannot deliver updates to the webhook."""
    MEMORY = "memory"
    """The process has grown far beyond its usual size."""
    CONTENT = "content"
    """The content has problems."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What went wrong in this process since the last look, and how large it is.

    Args:
        bugs: updates that could not be handled.
        late_replies: calls of replies that had to wait for long.
        second_pollers: how often another process fetched updates with our token.
        undelivered: looks at the webhook that found updates waiting behind failures.
        memory_mb: megabytes that this process holds now.
    """

    bugs: int = 0
    late_replies: int = 0
    second_pollers: int = 0
    undelivered: int = 0
    memory_mb: int = 0


def alarms(post: Post, counted: Counted, problems: int) -> Iterator[Alarm]:
    """What is wrong now.

    Args:
        post: what was due within `LOOK_BACK`.
        problems: of the content.
    """
    sent, failed = post.of("sent"), post.of("failed")
    if post.oldest_s > OLDEST_S or _many(post.late, sent):
        yield Alarm.LATE
    if _many(failed, sent + failed):
        yield Alarm.FAILED
    if counted.bugs:
        yield Alarm.BROKEN
    if counted.late_replies >= FEW:
        yield Alarm.REPLIES
    if counted.second_pollers:
        yield Alarm.SECOND_POLLER
    if counted.undelivered:
        yield Alarm.UNDELIVERED
    if counted.memory_mb > MOST_MEMORY_MB:
        yield Alarm.MEMORY
    if problems:
        yield Alarm.CONTENT


def _many(number: int, of: int) -> bool:
    return number >= FEW and number > of * SHARE
