"""The only reader of the wall clock; everything else is given a `Now`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]
"""Gives the present instant, aware and in UTC."""


def wall_clock() -> datetime:
    """Return the machine's wall clock, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the only place that may


class MovableClock:
    """A clock that runs with `source` and can be shifted from the chat page."""

    def __init__(self, source: Now = wall_clock) -> None:
        self._source = source
        self._shift = timedelta()

    def __call__(self) -> datetime:
        return self._source() + self._shift

    @property
    def shift(self) -> timedelta:
        """Return how far this clock is ahead of its source."""
        return self._shift

    def move(self, by: timedelta) -> None:
        """Shift the clock by `by`; negative steps back."""
        self._shift += by
