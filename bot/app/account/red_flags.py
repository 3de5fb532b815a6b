"""Listen for red flags in every typed message and answer them at once."""

from bot.app.account.start import present
from bot.app.context import HEALTH, Scene
from bot.app.person import schedule
from bot.app.training import routine
from bot.domain.event import EventKind
from bot.domain.ids import FlagId
from bot.domain.intent import OnFlag
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagDismissed, FlagHeard, Referred
from bot.domain.outcome.reply import Stale
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.safety.heard import heard
from bot.domain.safety.screening import Screening


async def listen(scene: Scene, words: str) -> list[Outcome]:
    """Advise and ask one question if the words sound like a red flag; pause the day until then.

    Before consent there is advice and nothing is stored.
    """
    answers = await scene.store.dialogues.answers(scene.person.id, HEALTH)
    flags = heard(words, tuple(scene.catalog.flags.values()), answers)
    if not flags:
        return []
    worst = max(flags, key=lambda f: f.refer is Refer.URGENT)
    if scene.person.consented:
        await scene.log(EventKind.RED_FLAG_HEARD, {"flag": str(worst.id)})
        await schedule.settle(scene)
    return [FlagHeard(worst, scene.person.consented)]


async def answer(scene: Scene, intent: OnFlag) -> list[Outcome]:
    """Lock after yes or "not sure"; dismiss the flag after no."""
    flag = scene.catalog.flags.get(FlagId(intent.flag))
    if flag is None or intent.answer not in ("yes", "no", "not_sure"):
        return [Stale()]
    if intent.answer == "no":
        if await scene.unexplained() is flag:
            detail = {"flag": str(flag.id)}
            await scene.log(EventKind.RED_FLAG_DISMISSED, detail)
            await schedule.promise_routine(scene)
        return [FlagDismissed(), *await present(scene)]
    if scene.person.lock is not None and flag.id in scene.person.lock.flags:
        return [Referred(Screening((flag,)))]
    refer = flag.refer if flag.refer is not Refer.NONE else Refer.CLINICIAN_FIRST
    await scene.keep(
        lock=Lock(refer, (flag.id,), scene.now), cleared=scene.person.cleared - {flag.id}
    )
    await scene.store.deliveries.close(scene.person.id)
    await scene.log(EventKind.LOCKED, {"flag": str(flag.id)})
    workout = await routine.latest(scene)
    if workout is not None and workout.ending is None:
        ended = workout.end() if workout.begun else workout.decline()
        await scene.store.workouts.save(scene.person.id, ended)
    return [Referred(Screening((flag,)))]
