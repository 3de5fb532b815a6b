"""Read the wall clock: the only module that may."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]
"""Gives the present instant, aware and in UTC."""


def wall_clock() -> datetime:
    """The machine's wall clock, aware UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the only place that may


class MovableClock:
    """A clock that people move: it runs with `source` and may be shifted forward.

    With a `source` that stands still it is the clock of transcripts and tests.
    """

    def __init__(self, source: Now = wall_clock) -> None:
        self._source = source
        self._shift = timedelta()

    def __call__(self) -> datetime:
        return self._source() + self._shift

    @property
    def shift(self) -> timedelta:
        """How far this clock is ahead of its source."""
        return self._shift

    def move(self, by: timedelta) -> None:
        """Shift the clock by `by`; negative steps back."""
        self._shift += by
