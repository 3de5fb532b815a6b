"""Somebody to talk with, on either database."""

from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.store import Transaction
from tests.app.lived import Lived, after
from tests.app.talker import Talker


@pytest.fixture
def me(transaction: Transaction, clock: MovableClock) -> Talker:
    """A stranger: noon UTC of a Monday, 14:00 in Kyiv."""
    return Talker(transaction, clock)


@pytest.fixture
def lived(me: Talker, engine: AsyncEngine) -> Lived:
    """To be called with the weeks that `me` is to have lived."""
    return partial(after, me, engine)
