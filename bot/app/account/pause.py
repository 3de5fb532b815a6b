"""Pause messages for some days, until a day, or until the person ends it."""

from datetime import date, timedelta

from bot.app.context import Context
from bot.app.person import schedule
from bot.domain.acts import Act
from bot.domain.errors import NotADate, OutOfRange
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Paused
from bot.domain.pause import FARTHEST
from bot.domain.talk.answers import date_of
from bot.understanding.context import TextContext


async def by_words(context: Context, words: str) -> list[Outcome]:
    """Pause as the person says it: a number of days, a day, or without an end.

    Raises:
        OutOfRange, NotADate: it cannot be so long, or is no such day.
    """
    if not words.strip():
        return await until(context, None)
    try:
        days = int(words)
    except ValueError:
        return await until(context, date_of(words) or _day(context, words))
    if not 1 <= days <= FARTHEST.days:
        raise OutOfRange(value=days, low=1, high=FARTHEST.days, unit="days")
    return await until(context, context.today + timedelta(days=days))


async def until(context: Context, day: date | None) -> list[Outcome]:
    """Pause messages until that local day; None means until the person ends it."""
    if context.person.paused_until != (day or date.max):
        detail = {"until": day.isoformat() if day else ""}
        await context.log(EventKind.PAUSED, detail)
    await context.keep(paused_until=day or date.max)
    await schedule.replan(context)
    return [Paused(day)]


def _day(context: Context, words: str) -> date:
    """The day to come that words tell."""
    understander = context.deps.understander(context.person.language)
    text_context = TextContext("settings", now=context.now.astimezone(context.zone))
    [act] = understander.filled("pause", words, text_context)
    if (wrong := understander.refused(words, (Act("pause"),), text_context)) is not None:
        raise wrong
    if act.get("until"):
        return date.fromisoformat(act.get("until"))
    if act.get("days"):
        return context.today + timedelta(days=act.get("days"))
    raise NotADate()
