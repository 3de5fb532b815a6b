"""Somebody to talk with, on either database."""

import pytest

from bot.clock import MovableClock
from bot.db.store import Transaction
from tests.app.talker import Talker


@pytest.fixture
def me(transaction: Transaction, clock: MovableClock) -> Talker:
    """A stranger: noon UTC of a Monday, 14:00 in Kyiv."""
    return Talker(transaction, clock)
