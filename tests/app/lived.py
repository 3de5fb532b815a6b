"""Weeks that several tests begin after, lived once for all of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.training.retest import Recheck
from tests.app.talker import Talker

Lived = Callable[..., Awaitable[Talker]]
"""From weeks, the words after each routine and what was chosen to somebody who has lived them."""


@dataclass(frozen=True)
class Past:
    """Where somebody stands, and the file that knows it."""

    talker: Talker
    moment: datetime
    database: bytes


_pasts: dict[tuple[object, ...], Past] = {}


async def live(me: Talker, weeks: int, words: str = "done") -> list[Recheck]:
    """Everything is done and told until then; which re-tests were offered."""
    offered = []
    end = me.clock() + timedelta(weeks=weeks)
    while me.clock() < end:
        for outcome in await me.next_push():
            if isinstance(outcome, RoutineDue | ReviewDue) and outcome.recheck is not None:
                offered.append(outcome.recheck)
            if isinstance(outcome, RoutineDue) or (
                isinstance(outcome, ReviewDue) and outcome.routine
            ):
                await me.say(words)
    return offered


async def after(
    me: Talker, engine: AsyncEngine, weeks: int, words: str = "done", **chosen: Any
) -> Talker:
    """Somebody so many weeks after they settled in, on the test's own database.

    The file of SQLite is kept for the next test; on PostgreSQL each lives the weeks itself.
    """
    key = (weeks, words, *sorted(chosen.items()))
    if engine.dialect.name != "sqlite":
        return await _settled(me, weeks, words, chosen)
    file = Path(str(engine.url.database))
    if key not in _pasts:
        await _settled(me, weeks, words, chosen)
        await engine.dispose()  # which writes everything into the one file
        _pasts[key] = _past(me, file)
    return _again(_pasts[key], me, file)


def _past(me: Talker, file: Path) -> Past:
    return Past(_copy(me, me), me.clock(), file.read_bytes())


def _again(past: Past, me: Talker, file: Path) -> Talker:
    file.write_bytes(past.database)
    me.clock.move(past.moment - me.clock())
    return _copy(past.talker, me)


async def _settled(me: Talker, weeks: int, words: str, chosen: dict[str, Any]) -> Talker:
    await me.settle_in(**chosen)
    await live(me, weeks, words)
    return me


def _copy(talker: Talker, of: Talker) -> Talker:
    """The same person, who talks through the connections and the clock of another."""
    buttons = dict(talker._buttons)
    return replace(talker, transaction=of.transaction, clock=of.clock, _buttons=buttons)
