"""What a self-test on a later day leads to: the profile concluded anew, and what differs in it."""

from bot.app import routine
from bot.app.scene import Scene
from bot.domain.assessment.again import TESTS, own_errors, repeated
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.shift import shifts
from bot.domain.ids import QuestionId, ScriptId, TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.assessed import Remeasured
from bot.domain.talk.answers import NOT_SURE, SKIPPED
from bot.domain.talk.dialogue import Dialogue


async def finish(scene: Scene, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Conclude again with what was measured, say what differs, and go on with the day."""
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
    told = Remeasured(test, shifts(before, after), own, skipped)
    if after.drivers != before.drivers:
        await routine.plan_anew(scene)
    return [told, *await routine.show(scene, asked=True)], None


async def own_error_of(scene: Scene) -> dict[QuestionId, float]:
    """How much each of the person's own numbers varies, where it was measured twice."""
    return own_errors(await scene.sittings(), scene.catalog.tests.values())


def _test(dialogue: Dialogue) -> TestId | None:
    named = dialogue.answers.get(TESTS)
    return TestId(next(iter(named))) if isinstance(named, frozenset) and named else None
