"""Say in the log that the database is away: at once, once a minute, and when it is back."""

import logging
from math import inf
from time import monotonic

log = logging.getLogger(__name__)

AGAIN_S = 60.0
"""Seconds between two lines about one outage: somebody looks every second."""


class OutageLog:
    """What is known of the present outage."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._told_at = -inf

    def away(self, reason: str) -> None:
        """Log that the database was not reached just now, unless that was said within a minute."""
        now = monotonic()
        self._since = now if self._since is None else self._since
        if now - self._told_at >= AGAIN_S:
            log.warning("database away", extra={"error": reason})
            self._told_at = now

    def back(self) -> None:
        """Log that it was reached again, if it had been away."""
        if self._since is not None:
            log.warning("database back", extra={"seconds": round(monotonic() - self._since)})
            self._since, self._told_at = None, -inf
