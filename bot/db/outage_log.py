"""Say in the log that the database is away: at once, once a minute, and when it is back."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic

log = logging.getLogger(__name__)

AGAIN_S = 60.0
"""Seconds between two lines about one outage: somebody looks every second."""
SILENT_S = 4.0
"""Seconds after which the short transaction of every second counts as unanswered."""


class OutageLog:
    """What is known of the present outage."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._logged_at = -inf

    @property
    def is_on(self) -> bool:
        """Whether the database was away when it was last needed."""
        return self._since is not None

    def away(self, reason: str) -> None:
        """Log that the database was not reached just now, unless a line said so within a minute."""
        now = monotonic()
        self._since = now if self._since is None else self._since
        if now - self._logged_at >= AGAIN_S:
            log.warning("database away", extra={"error": reason})
            self._logged_at = now

    def back(self) -> None:
        """Log that it was written again, if it had been away."""
        if self._since is not None:
            log.warning("database back", extra={"seconds": round(monotonic() - self._since)})
            self._since, self._logged_at = None, -inf

    @contextmanager
    def noticing_silence(self) -> Iterator[None]:
        """Log an outage when the block takes too long: behind a pooler nothing fails, it waits."""
        reason = f"no answer for {SILENT_S:.0f} s"
        timer = asyncio.get_running_loop().call_later(SILENT_S, self.away, reason)
        try:
            yield
        finally:
            timer.cancel()
