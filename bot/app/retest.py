"""A re-test, asked: the person's own tests, or the one of them that tells most."""

from datetime import timedelta

from bot.app import rechecking, routine, talk
from bot.app.rechecking import HARD, KIND
from bot.app.scene import ASSESSMENT, RECHECK, Scene
from bot.domain.assessment.again import TESTS, strongest
from bot.domain.ids import QuestionId, TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Value
from bot.domain.training.retest import Recheck

GOES_ON = timedelta(days=3)
"""So long a re-test that was left may be gone on with."""


async def begin(scene: Scene) -> list[Outcome]:
    """Ask the person's own tests, or the one of them that tells most; an open re-test goes on."""
    if why_not := await routine.barred(scene):
        return why_not
    if await _open(scene):
        return await talk.begin(scene, RECHECK)
    tests = await _own(scene)
    if not tests:
        return await talk.begin(scene, ASSESSMENT)
    kind = await rechecking.due(scene) or Recheck.FULL
    if kind is Recheck.MINI:
        tests = await _worst(scene) or tests[:1]
    given: dict[QuestionId, Value] = {TESTS: frozenset(tests), KIND: str(kind)}
    told = await scene.store.dialogues.history(scene.person.id, HARD)
    if not told or told[-1][1] == SKIPPED:
        return await talk.begin(scene, RECHECK, given)
    activity = str(told[-1][1])
    reminded = Chatted("recheck.hard", {"activity": activity})
    return [reminded, *await talk.begin(scene, RECHECK, {**given, HARD: activity})]


async def new_programme(scene: Scene) -> list[Outcome]:
    """From the first block again, with questions and tests asked anew."""
    await scene.keep(started=None)
    return await talk.begin(scene, ASSESSMENT)


async def _open(scene: Scene) -> bool:
    """Whether a re-test is open that may go on; one that was left days ago is given up, since its
    numbers would be of another time."""
    opened = await talk.current(scene)
    if opened is None or opened.script.id != RECHECK:
        return False
    since = scene.now - GOES_ON
    script = {RECHECK: opened.script}
    if await scene.store.dialogues.current(scene.person.id, script, [RECHECK], since) is not None:
        return True
    await scene.store.dialogues.close(opened.id, scene.now)
    return False


async def _own(scene: Scene) -> list[TestId]:
    """The tests they did, as far as nothing speaks against them by now."""
    sittings = await scene.sittings()
    done = {
        q for s in sittings for q, value in s.answers.items() if value not in (NOT_SURE, SKIPPED)
    }
    allowed = scene.catalog.battery.allowed(await scene.answers())
    return [t.id for t in allowed if any(q.id in done for q in t.questions)]


async def _worst(scene: Scene) -> list[TestId]:
    """The test that tells most of what leads."""
    found = await scene.store.profiles.latest(scene.person.id)
    if found is None:
        return []
    known = await scene.answers()
    best = strongest(found, known, scene.catalog.battery, scene.catalog.patterns)
    own = await _own(scene)
    return [test for test in best if test in own][:1]
