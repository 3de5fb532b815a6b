"""How fast a bot may send: buckets like those people have observed, by the sandbox's clock."""

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from telegram_sandbox.clock import Now
from telegram_sandbox.errors import too_many


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: float
    level: float = field(init=False)
    at: datetime

    def __post_init__(self) -> None:
        self.level = self.burst

    def wait(self, now: datetime) -> float:
        """Refill, and return the seconds until one more fits, 0 when it does now."""
        passed = (now - self.at).total_seconds()
        self.level = min(self.burst, self.level + max(passed, 0.0) * self.rate)
        self.at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


class Pace:
    """30 a second for the bot; 1 a second with bursts of 5 in a private chat; 20 a minute in a
    group. Sends and edits count, answers to callback queries do not."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._buckets: dict[str, _Bucket] = {}

    def spend(self, chat_id: int) -> None:
        """Count one message into a chat.

        Raises:
            ApiError: 429; a refused call costs nothing.
        """
        now = self._now()
        here = (1.0, 5.0) if chat_id > 0 else (20 / 60, 20.0)
        both = [self._bucket("", (30.0, 30.0), now), self._bucket(str(chat_id), here, now)]
        wait = max(bucket.wait(now) for bucket in both)
        if wait > 0:
            raise too_many(max(1, ceil(wait)))
        for bucket in both:
            bucket.level -= 1

    def set_webhook(self) -> None:
        """Count one setWebhook, of which one a second is allowed.

        Raises:
            ApiError: 429.
        """
        bucket = self._bucket("setWebhook", (1.0, 1.0), self._now())
        if bucket.wait(self._now()) > 0:
            raise too_many(1)
        bucket.level -= 1

    def _bucket(self, key: str, size: tuple[float, float], now: datetime) -> _Bucket:
        if key not in self._buckets:
            self._buckets[key] = _Bucket(rate=size[0], burst=size[1], at=now)
        return self._buckets[key]
