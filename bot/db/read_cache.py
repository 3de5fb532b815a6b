"""What one transaction has read already, so that use cases may ask as often as they like."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

Read = TypeVar("Read")


class ReadCache:
    """Answers of the database, good until this transaction writes.

    Others cannot make them wrong: whoever reads about a person has locked that person first.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[Hashable, ...], Any] = {}

    async def once(self, key: tuple[Hashable, ...], read: Callable[[], Awaitable[Read]]) -> Read:
        """What `read` says, asked once for each key."""
        if key not in self._read:
            self._read[key] = await read()
        found: Read = self._read[key]
        return found

    def kept(self, key: tuple[Hashable, ...], new: Callable[[], Read]) -> Read:
        """What somebody keeps under a key and changes with what they write themselves."""
        found: Read = self._read.setdefault(key, new())
        return found

    def forget(self, *kinds: str) -> None:
        """Something of these kinds was written: the first word of their keys."""
        self._read = {key: found for key, found in self._read.items() if key[0] not in kinds}

    def forget_all(self) -> None:
        """Everything may be another."""
        self._read.clear()
