"""Which of two processes that poll with one token goes on, and which waits.

Telegram ends the poll that is open when another comes, and tells nobody who the other is. What each
knows is when its own polls were ended. Whoever is ended polls again `FIRST_RETRY_S` later, so that
a newcomer's first poll lives about that long, and nobody else's does but by chance.
"""

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from math import inf
from time import monotonic
from typing import Any

from bot.meter import SECOND_POLLERS

log = logging.getLogger(__name__)

FIRST_RETRY_S = 3.2
"""Seconds until the poll after the first that was ended; Telegram tells of a second one within
three seconds only three seconds later."""
RETRY_S = 1.0
"""The same, once another process is known: people who write should not wait for long."""
FRESH_S = 60.0
"""Seconds after which a poll that is ended counts as the first one again."""
SETTLED_S = 8.0
"""Seconds without being ended that make a process the older one."""
APART_S = 10.0
"""Seconds between two looks whether the older one has ended: more than `SETTLED_S`."""
RECHECK_S = 3.0
"""Seconds after which an update that nobody else has fetched is ours."""
AWAY_S = 30.0
"""Seconds without a poll that make a process a newcomer again: another may have taken over."""
LOST_PER_S = 4.0
"""Polls that may be lost for each second by which the first one outlived that of a newcomer."""
MOST_LOST = 8
FEWEST_LOST = 4
"""What may be lost by whoever was ended sooner than any older process would do it."""


class Rivalry:
    """What to do about another process that polls with the same token.

    The older goes on; the newer waits, and takes over when nobody fetches what it has seen waiting
    at Telegram.

    Args:
        now: seconds of a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._heard_at = -inf
        self._ended_at = -inf
        self._told_at = -inf
        self._waits = False
        self._seen: int | None = None
        self._restart()

    def _restart(self) -> None:
        """Count as a process that has just begun."""
        self._undisturbed_since = self._now()
        self._is_older = False
        self._lost = self._may_lose = 0

    def begin(self) -> None:
        """Note that a poll goes out."""
        now = self._now()
        if now - self._heard_at > AWAY_S:
            self._restart()
            self._heard_at = now

    def lose(self) -> float:
        """Note that a poll was ended by another; the seconds until the next."""
        SECOND_POLLERS.add()
        now = self._now()
        is_first, self._ended_at = now - self._ended_at > FRESH_S, now
        if not self._waits and not self._is_newer(now):
            pause = FIRST_RETRY_S if is_first else RETRY_S
            self._heard_at, self._undisturbed_since = now, now + pause
            if now - self._told_at > FRESH_S:
                log.warning("another process fetches updates with this token, too")
                self._told_at = now
            return pause
        if not self._waits:
            log.warning("another process fetches updates with this token: waiting for its end")
        self._heard_at, self._waits, self._seen = now, True, None
        return APART_S * random.uniform(0.9, 1.1)  # noqa: S311 - so that two who wait part

    def _is_newer(self, now: float) -> bool:
        lived = now - self._undisturbed_since
        self._is_older = self._is_older or lived > SETTLED_S
        if self._is_older:
            return False
        if not self._lost:
            self._may_lose = _may_lose(lived)
        self._lost += 1
        return self._lost > self._may_lose

    def win(self, batch: Sequence[Mapping[str, Any]]) -> bool:
        """Whether what was fetched is ours to handle."""
        self._heard_at = self._now()
        if not self._waits:
            return True
        first = int(batch[0]["update_id"]) if batch else None
        if first is not None and first != self._seen:
            self._seen = first  # the other may be about to fetch it
            return False
        log.warning("the other process has ended: going on in its place")
        self._waits = False
        self._restart()
        return True


def _may_lose(lived: float) -> int:
    """How many polls a process may lose before it takes itself for the newer one.

    Args:
        lived: seconds for which it had polled when the first was ended.
    """
    beyond = lived - FIRST_RETRY_S
    if beyond < -0.1:
        return FEWEST_LOST
    return min(int(max(beyond, 0.0) * LOST_PER_S), MOST_LOST)
