"""Identifiers as Telegram makes them, but the same on every run with the same seed."""

import base64
import random

FIRST_PERSON = 100_001


class Ids:
    """Draws ids; a bot's file ids differ from those of another bot."""

    def __init__(self, seed: int, bot_id: int) -> None:
        self._key = f"{seed}:{bot_id}"
        self.restart()
        self.next_update = self._random.randrange(100_000_000, 900_000_000)

    def restart(self) -> None:
        """Begin anew; only update ids go on, since a bot remembers those it has handled."""
        self._random = random.Random(self._key)  # noqa: S311 - to be repeatable
        self.next_person = FIRST_PERSON
        self.next_message = 1

    def person(self) -> int:
        """Return a user id, which is also the id of the private chat."""
        self.next_person += 1
        return self.next_person - 1

    def message(self) -> int:
        """Return the next message id; all chats share one counter, as for a bot at Telegram."""
        self.next_message += 1
        return self.next_message - 1

    def update(self) -> int:
        """Return the next update id; they grow by one from a random start."""
        self.next_update += 1
        return self.next_update - 1

    def digits(self, count: int = 18) -> str:
        """Return a decimal id, as for callback queries and albums."""
        return str(self._random.randrange(10 ** (count - 1), 10**count))

    def token(self, size: int = 39) -> str:
        """Return a URL-safe id, as for files."""
        return base64.urlsafe_b64encode(self._random.randbytes(size)).decode().rstrip("=")

    def advance(self, count: int) -> None:
        """Go on after a restart without drawing the same ids again."""
        self._random = random.Random(f"{self._key}:{count}:{self.next_update}")  # noqa: S311
