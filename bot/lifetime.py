"""Tasks that live as long as a block, and how they are stopped."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


@asynccontextmanager
async def tasks(stop: Callable[[], Awaitable[None]]) -> AsyncIterator[asyncio.TaskGroup]:
    """A group for the block; `stop` runs when it ends, before the group waits for its tasks.

    What the block raises comes out as it is, and not in an exception group.
    """
    failure: BaseException | None = None
    async with asyncio.TaskGroup() as group:
        try:
            yield group
        except BaseException as error:  # raised again below
            failure = error
        await stop()
    if failure is not None:
        raise failure
