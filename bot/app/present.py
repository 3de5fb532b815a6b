"""The present state, for somebody who comes back or whose update came twice."""

from bot.app import grown, promises, routine, talk
from bot.app.scene import SAFETY, SETUP, Scene
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.talk import Asking, Greeted, Welcomed

CONSENT_VERSION = "1"
"""Version of the words people agree to; a new meaning is a new version."""


async def present(scene: Scene) -> list[Outcome]:
    """What is open: consent, a question, a lock, a workout, or nothing."""
    if not scene.person.consented:
        return [Welcomed(CONSENT_VERSION)]
    if scene.person.paused_until is not None and scene.person.paused_until <= scene.today:
        await scene.keep(paused_until=None)
    opened = await talk.current(scene)
    lock = scene.person.lock
    if opened is not None and opened.script.id == SAFETY and lock is not None:
        return [Referred(await scene.standing(), locked_before=True), Asking(opened)]
    if opened is not None:
        return [Asking(opened)]
    if await grown.reached(scene):
        return await talk.begin(scene, SAFETY)
    if scene.person.lock is not None:
        return [Referred(await scene.standing(), locked_before=True)]
    if await scene.store.profiles.latest(scene.person.id) is None:
        return await talk.begin(scene, SAFETY)
    if scene.person.preferences.push_at is None:
        return await talk.begin(scene, SETUP)
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is not None and workout.ending is None:
        return await routine.show(scene, asked=True)
    return [Greeted(scene.person, await promises.upcoming(scene))]
