"""Measuring again every two and four weeks: what is due, and what came of it."""

from collections.abc import Collection, Sequence

from bot.app import progress, routine
from bot.app.scene import SAFETY, Scene
from bot.domain.assessment.again import repeated
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.profile import Profile
from bot.domain.ids import PatternId, QuestionId, ScriptId
from bot.domain.outcome import Outcome
from bot.domain.outcome.assessed import Retested
from bot.domain.schedule import local_day
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.plan import block_on
from bot.domain.training.retest import Recheck, leading, recheck_due

MEASURED = "rechecked"
"""Kind of the event that remembers a re-test."""
HARD, HARD_NOW = QuestionId("hard_activity"), QuestionId("hard_now")
KIND = QuestionId("recheck_kind")
"""How much is measured: an answer that the bot gives itself when it opens the script."""


async def due(scene: Scene) -> Recheck | None:
    """What is to be measured again by now, if anything was measured before."""
    who = await routine.trainee(scene)
    if who is None or scene.person.started is None or not await scene.sittings():
        return None
    events = await scene.store.events.all(scene.person.id)
    done = [local_day(e.at, scene.zone) for e in events if e.kind == MEASURED]
    block, _ = block_on(who, scene.today, scene.catalog)
    return recheck_due(scene.today, scene.person.started, block, done)


async def looked_back(scene: Scene, known: Sequence[Profile], found: Profile) -> Retested:
    """What an assessment that was done again shows against the first, as a re-test is told.

    Args:
        known: the profiles before it, oldest first, at least one.
        found: what it concluded.
    """
    await scene.store.events.add(
        scene.person.id, MEASURED, {"kind": str(Recheck.HABITS)}, scene.now
    )
    before = leading(known)[1]
    shaped, kept = leading([*known, found])
    return Retested(
        Recheck.HABITS,
        await progress.measured(scene),
        graduated=tuple(sorted(kept - before)),
        all_kept=_all_kept(shaped, kept),
        hard=None,
    )


async def keeping(scene: Scene) -> tuple[PatternId, ...]:
    """What led the plan once and only needs keeping now; empty while anything else leads."""
    known = [told for _, told in await scene.store.profiles.all(scene.person.id)]
    if not known:
        return ()
    shaped, kept = leading(known)
    return tuple(f.pattern for f in shaped.drivers) if _all_kept(shaped, kept) else ()


def _all_kept(shaped: Profile, kept: Collection[PatternId]) -> bool:
    return bool(shaped.drivers) and {f.pattern for f in shaped.drivers} <= set(kept)


async def finish(scene: Scene, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Hold every number against its error; a full re-test concludes the profile anew."""
    kind = Recheck(str(dialogue.answers.get(KIND, Recheck.FULL)))
    store, person = scene.store, scene.person
    known = [told for _, told in await store.profiles.all(person.id)]
    before = leading(known)[1] if known else frozenset()
    await store.events.add(person.id, MEASURED, {"kind": str(kind)}, scene.now)
    kept = before
    if kind is not Recheck.MINI:
        sittings = await scene.sittings()
        tests = tuple(scene.catalog.tests.values())
        found = conclude(await scene.answers(), scene.catalog, repeated(sittings, tests))
        await store.profiles.add(person.id, found, scene.now)
        shaped, kept = leading([*known, found])
        all_kept = _all_kept(shaped, kept)
    else:
        all_kept = False
    await routine.plan_anew(scene)
    hard = await store.dialogues.history(person.id, HARD_NOW)
    levels = tuple(value for _, value in hard if isinstance(value, (int, float)))
    compared = tuple(
        one for one in await progress.measured(scene) if one.question in dialogue.given
    )
    worse = any(one.worse_twice for one in compared)
    told = Retested(
        kind,
        compared,
        graduated=tuple(sorted(kept - before)),
        all_kept=all_kept,
        hard=(levels[0], levels[-1]) if HARD_NOW in dialogue.given and len(levels) > 1 else None,
        worse_twice=worse,
    )
    if worse:  # no exercise before it is clear that nothing else is the matter
        return [told], SAFETY
    return [told, *await routine.show(scene, asked=True)], None
