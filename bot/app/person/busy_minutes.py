"""Offer a less busy minute near the person's own time."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from bot.app.context import Context
from bot.domain.busy_minutes import LOOK_BACK, NEAR, NEARBY, crowd
from bot.domain.delivery import HEAD_START
from bot.domain.outcome.account import QuieterOffered
from bot.domain.schedule import instant

DAYS = 7
"""Everybody's next message is within a week: looked at together, nobody counts twice."""
MINUTE = timedelta(minutes=1)


async def offer(context: Context, *, again: bool) -> QuieterOffered | None:
    """Return other minutes for the person's own time; None where there is room in it."""
    chosen = context.person.preferences
    at = chosen.push_at
    if at is None:
        return None
    stands = chosen.quiet(at)
    others = {minute: _later(at, minute) for minute in NEARBY}
    suit = {m: o for m, o in others.items() if o is not None and (stands or not chosen.quiet(o))}
    moments = [instant(context.today + timedelta(days=n), at, context.zone) for n in range(DAYS)]
    people = await _people(context, moments)
    crowded = crowd(people, context.deps.rate, HEAD_START, suit.keys())
    if crowded is None:
        return None
    return QuieterOffered(at, crowded.late, tuple(suit[m] for m in crowded.quieter), again)


async def _people(context: Context, moments: list[datetime]) -> Counter[int]:
    """Count the messages promised at each minute around these moments."""
    before, after = (LOOK_BACK + NEAR) * MINUTE, (NEAR + 1) * MINUTE
    spans = [(moment - before, moment + after) for moment in moments]
    people: Counter[int] = Counter()
    for moment, counts in zip(moments, await context.store.deliveries.crowds(spans), strict=True):
        for due, count in counts.items():
            people[(due - moment) // MINUTE] += count
    return people


def _later(at: time, minutes: int) -> time | None:
    """Return the time that many minutes later; None when that is another day."""
    wall = datetime.combine(date.min + timedelta(days=1), at) + minutes * MINUTE
    return wall.time() if wall.date() == date.min + timedelta(days=1) else None
