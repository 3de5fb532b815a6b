"""What is shown to somebody who comes back: consent, a question, a lock, a workout, a greeting."""

from bot.app import dialogues
from bot.app.context import COMPLAINT, SAFETY, SETUP, Scene
from bot.app.person import restrictions, schedule
from bot.app.training import routine
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Resumed
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.talk import Asking, Greeted, Welcomed
from bot.domain.safety.flag import Refer

CONSENT_VERSION = "1"
"""Version of the words people agree to; a new meaning is a new version."""


async def present(scene: Scene) -> list[Outcome]:
    """Show what is open: consent, a question, a lock, a workout, or nothing."""
    if not scene.person.consented:
        return [Welcomed(CONSENT_VERSION)]
    if scene.person.paused_until is not None and scene.person.paused_until <= scene.today:
        await scene.keep(paused_until=None)
    opened = await dialogues.current(scene)
    lock = scene.person.lock
    if opened is not None and opened.script.id == SAFETY and lock is not None:
        referred = Referred(await scene.standing(), locked_before=True)
        return [referred] if lock.refer is Refer.URGENT else [referred, Asking(opened)]
    if opened is not None:
        return [Asking(opened)]
    if await restrictions.has_come_of_age(scene):
        return await dialogues.begin(scene, SAFETY)
    if scene.person.lock is not None:
        return [Referred(await scene.standing(), locked_before=True)]
    if await scene.store.profiles.latest(scene.person.id) is None:
        return await begin_talk(scene)
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is not None and workout.ending is None:
        return await routine.show(scene, asked=True)
    if scene.person.preferences.push_at is None:
        return await dialogues.begin(scene, SETUP)
    return [Greeted(scene.person, await schedule.upcoming(scene))]


async def begin_talk(scene: Scene) -> list[Outcome]:
    """Ask what brings them here, or the safety questions where that was told."""
    complaint = await scene.store.dialogues.answers(scene.person.id, [COMPLAINT])
    return await dialogues.begin(scene, SAFETY if complaint else COMPLAINT)


async def end_pause(scene: Scene) -> list[Outcome]:
    """End a pause and schedule messages again."""
    if scene.person.paused_until is not None:
        await scene.log(EventKind.RESUMED)
    await scene.keep(paused_until=None, stopped=False)
    due = await schedule.replan(scene)
    if due is None:
        return await present(scene)
    return [Resumed(due, str(scene.zone))]
