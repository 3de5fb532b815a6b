"""Cache the reads of one transaction."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

Read = TypeVar("Read")


class ReadCache:
    """Results of queries, valid until this transaction writes.

    Others cannot make them wrong: whoever reads about a person has locked that person first.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[Hashable, ...], Any] = {}

    async def once(self, key: tuple[Hashable, ...], read: Callable[[], Awaitable[Read]]) -> Read:
        """Return the result of `read`, run once for each key."""
        if key not in self._read:
            self._read[key] = await read()
        result: Read = self._read[key]
        return result

    def kept(self, key: tuple[Hashable, ...], new: Callable[[], Read]) -> Read:
        """Return a value kept under a key, which its owner changes along with its own writes."""
        value: Read = self._read.setdefault(key, new())
        return value

    def change(self, key: tuple[Hashable, ...], apply: Callable[[Any], Any]) -> None:
        """Replace a cached result with what a write has made of it; none stays none."""
        if key in self._read:
            self._read[key] = apply(self._read[key])

    def forget(self, *kinds: str) -> None:
        """Drop the results of these kinds (the first word of their keys) after a write."""
        self._read = {key: value for key, value in self._read.items() if key[0] not in kinds}

    def forget_all(self) -> None:
        """Drop everything."""
        self._read.clear()
