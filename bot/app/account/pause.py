"""Pause messages for some days, until a day, or until the person ends it."""

from datetime import date, timedelta

from bot.app.context import Scene
from bot.app.person import schedule
from bot.domain.acts import Act
from bot.domain.errors import NotADate, OutOfRange
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Paused
from bot.domain.pause import FARTHEST
from bot.domain.talk.answers import date_of
from bot.understanding.context import Context


async def told(scene: Scene, words: str) -> list[Outcome]:
    """Pause as the person says it: a number of days, a day, or without an end.

    Raises:
        OutOfRange, NotADate: it cannot be so long, or is no such day.
    """
    if not words.strip():
        return await until(scene, None)
    try:
        days = int(words)
    except ValueError:
        return await until(scene, date_of(words) or _day(scene, words))
    if not 1 <= days <= FARTHEST.days:
        raise OutOfRange(value=days, low=1, high=FARTHEST.days, unit="days")
    return await until(scene, scene.today + timedelta(days=days))


async def until(scene: Scene, day: date | None) -> list[Outcome]:
    """Pause messages until that local day; None means until the person ends it."""
    if scene.person.paused_until != (day or date.max):
        detail = {"until": day.isoformat() if day else ""}
        await scene.log(EventKind.PAUSED, detail)
    await scene.keep(paused_until=day or date.max)
    await schedule.replan(scene)
    return [Paused(day)]


def _day(scene: Scene, words: str) -> date:
    """The day to come that words tell."""
    understander = scene.deps.understander(scene.person.language)
    context = Context("settings", now=scene.now.astimezone(scene.zone))
    [act] = understander.filled("pause", words, context)
    if (wrong := understander.refused(words, (Act("pause"),), context)) is not None:
        raise wrong
    if act.get("until"):
        return date.fromisoformat(act.get("until"))
    if act.get("days"):
        return scene.today + timedelta(days=act.get("days"))
    raise NotADate()
