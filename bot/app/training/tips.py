"""Give each tip at its moment, never twice."""

from bot.app.context import Scene
from bot.domain.event import EventKind
from bot.domain.tip import Moment, Tip, TipId, tip_for


async def tip(scene: Scene, *moments: Moment) -> Tip | None:
    """Return a tip for the first of these moments that has one left, and log it as given."""
    said = [
        TipId(str(event.detail["id"]))
        for event in await scene.events()
        if event.kind is EventKind.TIP
    ]
    answers = await scene.answers()
    for moment in moments:
        day = scene.today.toordinal()
        found = tip_for(scene.catalog.tips.values(), moment, answers, day, said)
        if found is not None:
            await scene.log(EventKind.TIP, {"id": str(found.id)})
            return found
    return None
