"""Give each tip at its moment, never twice."""

from bot.app.context import Context
from bot.domain.event import EventKind
from bot.domain.tip import Moment, Tip, TipId, tip_for


async def tip(context: Context, *moments: Moment) -> Tip | None:
    """Return a tip for the first of these moments that has one left, and log it as given."""
    given_tips = [
        TipId(str(event.detail["id"]))
        for event in await context.events()
        if event.kind is EventKind.TIP
    ]
    answers = await context.answers()
    hour = context.now.astimezone(context.zone).hour
    fitting = [
        one
        for one in context.catalog.tips.values()
        if hour in one.hours and not one.moments.isdisjoint(moments)
    ]
    if any(one.of_tightness for one in fitting) and not await _seems_tight(context):
        fitting = [one for one in fitting if not one.of_tightness]
    for moment in moments:
        day = context.today.toordinal()
        next_tip = tip_for(fitting, moment, answers, day, given_tips)
        if next_tip is not None:
            await context.log(EventKind.TIP, {"id": str(next_tip.id)})
            return next_tip
    return None


async def _seems_tight(context: Context) -> bool:
    """Whether any muscle seems tight in the person's profile."""
    profile = await context.store.profiles.latest(context.person.id)
    return profile is not None and profile.seems_tight(context.catalog.patterns)
