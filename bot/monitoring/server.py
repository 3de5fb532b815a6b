"""Serve the operator's pages at an address of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app.deps import Deps


@asynccontextmanager
async def monitored(deps: Deps, rate: float, address: str | None) -> AsyncIterator[None]:
    """Serve as long as the block runs; nothing without an address.

    Raises:
        CannotListen: somebody else does at `address`.
    """
    if address is None:
        yield
        return
    from bot.monitoring.pages import create_app  # whoever asks for none pays for none
    from bot.telegram.server import listening

    async with listening(create_app(deps, rate), address):
        yield
