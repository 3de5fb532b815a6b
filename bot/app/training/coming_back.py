"""How long ago somebody trained last, and whether that was a break, or a long one."""

from datetime import date

from bot.app.context import Context
from bot.domain.training.absence import is_away, is_long_break
from bot.domain.training.trainee import REMEMBERED


async def came_back(context: Context) -> bool:
    """Whether the last routine that was done lies more than a week back."""
    return is_away(await _last_done(context), context.today)


async def after_long_break(context: Context) -> bool:
    """Whether the last routine that was done lies three weeks back or more."""
    return is_long_break(await _last_done(context), context.today)


async def _last_done(context: Context) -> date | None:
    """Return the last day before today on which something was done."""
    history = await context.store.workouts.history(context.person.id, context.today - REMEMBERED)
    return max((w.day for w in history if w.done and w.day < context.today), default=None)
