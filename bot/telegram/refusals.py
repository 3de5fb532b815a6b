"""Whether refusals mean that the bot as a whole is too fast, or only one chat has to wait."""

from collections import deque
from collections.abc import Callable

TOGETHER_S = 2.0
"""Seconds looked back at."""
REMEMBERED = 20
"""Calls looked back at, at most."""


class Refusals:
    """How the last calls ended, replies and pushes together, since Telegram counts them together.

    Where most of them were refused, and in more than one chat, the bot as a whole is too fast. A
    few refused chats among many that were served have limits of their own.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ended: deque[tuple[float, int | None]] = deque(maxlen=REMEMBERED)

    def accepted(self) -> None:
        """Telegram took a call."""
        self._ended.append((self._now(), None))

    def refused(self, chat: int) -> bool:
        """Telegram refused a call into this chat; whether it means the bot."""
        now = self._now()
        self._ended.append((now, chat))
        lately = [refused for at, refused in self._ended if now - at < TOGETHER_S]
        chats = [refused for refused in lately if refused is not None]
        return len(set(chats)) > 1 and len(chats) * 2 >= len(lately)
