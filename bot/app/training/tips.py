"""Tips: one at its moment, never twice."""

from bot.app.context import Scene
from bot.domain.tip import Moment, Tip, TipId, tip_for

SAID = "tip"
"""Kind of the event that remembers a tip by its id."""


async def tip(scene: Scene, *moments: Moment) -> Tip | None:
    """A tip for the first of these moments that has one left; from then on it counts as said."""
    said = [
        TipId(str(event.detail["id"]))
        for event in await scene.store.events.all(scene.person.id)
        if event.kind == SAID
    ]
    answers = await scene.answers()
    for moment in moments:
        day = scene.today.toordinal()
        found = tip_for(scene.catalog.tips.values(), moment, answers, day, said)
        if found is not None:
            await scene.store.events.add(scene.person.id, SAID, {"id": str(found.id)}, scene.now)
            return found
    return None
