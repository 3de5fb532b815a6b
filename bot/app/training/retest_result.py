"""What a finished re-test or self-test changes: profile, plan, or safety questions again."""

from collections.abc import Container, Sequence

from bot.app.context import SAFETY, Scene
from bot.app.training import progress, routine
from bot.app.training.retest import HARD_NOW, KIND, all_kept_only
from bot.domain.assessment.again import TESTS, own_errors, repeated
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.profile import Profile
from bot.domain.assessment.shift import shifts
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId, ScriptId, TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.assessed import Remeasured, Retested
from bot.domain.talk.answers import NOT_SURE, SKIPPED
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.progress import Measured
from bot.domain.training.retest import Recheck, leading


async def looked_back(scene: Scene, known: Sequence[Profile], found: Profile) -> Retested:
    """Compare a repeated assessment with the first, as a re-test result.

    Args:
        known: the profiles before it, oldest first, at least one.
        found: what it concluded.
    """
    await scene.log(EventKind.RETESTED, {"kind": str(Recheck.HABITS)})
    before = leading(known, scene.catalog.patterns)[1]
    shaped, kept = leading([*known, found], scene.catalog.patterns)
    return Retested(
        Recheck.HABITS,
        await _measured_now(scene, {}),
        graduated=tuple(sorted(kept - before)),
        all_kept=all_kept_only(shaped, kept),
        hard=None,
    )


async def finish(scene: Scene, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Compare every number with its error; a full re-test concludes the profile anew."""
    kind = Recheck(str(dialogue.answers.get(KIND, Recheck.FULL)))
    store, person = scene.store, scene.person
    known = [result for _, result in await store.profiles.all(person.id)]
    if kind is Recheck.HABITS:  # the assessment before it has concluded already
        known = known[:-1]
    before = leading(known, scene.catalog.patterns)[1] if known else frozenset()
    await scene.log(EventKind.RETESTED, {"kind": str(kind)})
    kept = before
    if kind is not Recheck.MINI:
        sittings = await scene.sittings()
        tests = tuple(scene.catalog.tests.values())
        concluded = conclude(await scene.answers(), scene.catalog, repeated(sittings, tests))
        if kind is Recheck.HABITS:
            await store.profiles.mend(person.id, concluded)
        else:
            await store.profiles.add(person.id, concluded, scene.now)
        shaped, kept = leading([*known, concluded], scene.catalog.patterns)
        all_kept = all_kept_only(shaped, kept)
    else:
        all_kept = False
    await routine.plan_anew(scene)
    hard = await store.dialogues.history(person.id, HARD_NOW)
    levels = tuple(value for _, value in hard if isinstance(value, (int, float)))
    compared = await _measured_now(scene, dialogue.given)
    worse = any(one.worse_twice for one in compared)
    result = Retested(
        kind,
        compared,
        graduated=tuple(sorted(kept - before)),
        all_kept=all_kept,
        hard=(levels[0], levels[-1]) if HARD_NOW in dialogue.given and len(levels) > 1 else None,
        worse_twice=worse,
    )
    if worse:  # no exercise before it is clear that nothing else is the matter
        return [result], SAFETY
    return [result, *await routine.show(scene, asked=True)], None


async def _measured_now(scene: Scene, given: Container[QuestionId]) -> tuple[Measured, ...]:
    """Return the numbers that were measured in this re-test, no older ones."""
    return tuple(
        one
        for one in await progress.measured(scene)
        if one.question in given or one.tries[-1][0] == scene.today
    )


async def finish_again(scene: Scene, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Conclude the profile anew with the new test, say what changed, and go on with the day."""
    test = _test(dialogue)
    before = await scene.store.profiles.latest(scene.person.id)
    if test is None or before is None:
        return await routine.show(scene, asked=True), None
    sittings = await scene.sittings()
    tests = tuple(scene.catalog.tests.values())
    after = conclude(await scene.answers(), scene.catalog, repeated(sittings, tests))
    await scene.store.profiles.mend(scene.person.id, after)
    skipped = all(v in (NOT_SURE, SKIPPED) for v in dialogue.given.values())
    errors = own_errors(sittings, tests)
    own = next(((q, errors[q]) for q in dialogue.given if q in errors), None)
    result = Remeasured(test, shifts(before, after), own, skipped)
    if after.drivers != before.drivers:
        await routine.plan_anew(scene)
    return [result, *await routine.show(scene, asked=True)], None


def _test(dialogue: Dialogue) -> TestId | None:
    named = dialogue.answers.get(TESTS)
    return TestId(next(iter(named))) if isinstance(named, frozenset) and named else None
