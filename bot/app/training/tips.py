"""Give each tip at its moment, never twice."""

from bot.app.context import Scene
from bot.domain.event import EventKind
from bot.domain.tip import Moment, Tip, TipId, tip_for


async def tip(scene: Scene, *moments: Moment) -> Tip | None:
    """Return a tip for the first of these moments that has one left, and log it as given."""
    given_tips = [
        TipId(str(event.detail["id"]))
        for event in await scene.events()
        if event.kind is EventKind.TIP
    ]
    answers = await scene.answers()
    for moment in moments:
        day = scene.today.toordinal()
        next_tip = tip_for(scene.catalog.tips.values(), moment, answers, day, given_tips)
        if next_tip is not None:
            await scene.log(EventKind.TIP, {"id": str(next_tip.id)})
            return next_tip
    return None
