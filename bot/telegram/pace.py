"""When the next push may go: evenly, one a second into one chat, not while Telegram says no."""

import time
from collections.abc import Callable

PER_CHAT = 1.0
"""Seconds between pushes into one chat."""
MOST_YIELDED = 1.0
"""Seconds by which replies put pushes off."""


class Pace:
    """Slots on the monotonic clock."""

    def __init__(self, rate: float, now: Callable[[], float] = time.monotonic) -> None:
        self._gap = 1 / rate
        self._now = now
        self._next = 0.0
        self._chats: dict[int, float] = {}
        self._paused = 0.0

    def slot(self, chat: int) -> float:
        """Take the next slot for a push into this chat; the seconds until then."""
        now = self._now()
        at = max(now, self._next, self._paused)
        self._next = at + self._gap
        at = max(at, self._chats.get(chat, 0.0))
        self._chats[chat] = at + PER_CHAT
        if len(self._chats) > 10_000:
            self._chats = {chat: free for chat, free in self._chats.items() if free > now}
        return at - now

    def yielded(self) -> None:
        """A reply takes a place in what Telegram allows in all. It never waits, so that pushes do:
        by a second at most, however many replies there are."""
        now = self._now()
        later = max(now, self._next) + self._gap
        self._next = max(self._next, min(later, now + MOST_YIELDED))

    def ended(self, chat: int) -> None:
        """A send into this chat is over. Telegram saw it at some moment before, so that the next
        may go a second after now, whatever the way took."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), self._now() + PER_CHAT)

    @property
    def ahead(self) -> float:
        """Seconds for which every slot is taken."""
        return max(self._next - self._now(), 0.0)

    @property
    def paused(self) -> float:
        """Seconds for which nothing may go at all."""
        return max(self._paused - self._now(), 0.0)

    def pause(self, wait: float) -> None:
        """Nothing may go for a while: Telegram refused the bot as a whole."""
        self._paused = max(self._now() + wait, self._paused)

    def refused(self, chat: int, wait: float) -> None:
        """Telegram asked to wait in this chat."""
        self._chats[chat] = max(self._now() + wait, self._chats.get(chat, 0.0))
