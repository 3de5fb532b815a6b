"""The self-test that is due, asked before the routine."""

from bot.app import routine, talk
from bot.app.scene import AGAIN, Scene
from bot.domain.assessment.again import TESTS
from bot.domain.outcome import Outcome
from bot.domain.outcome.talk import Asking


async def begin(scene: Scene) -> list[Outcome]:
    """Ask the test that is due; one that was begun is gone on with."""
    if why_not := await routine.barred(scene):
        return why_not
    opened = await talk.current(scene)
    if opened is not None and opened.script.id == AGAIN:
        return [Asking(opened)]
    due = await routine.test_due(scene)
    if due is None:
        return await routine.show(scene, asked=True)
    return await talk.begin(scene, AGAIN, {TESTS: frozenset({due.test})})
