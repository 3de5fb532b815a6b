"""Which self-tests a re-test asks, and whether one that was left goes on."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.app import dialogues
from bot.app.context import AGAIN, ASSESSMENT, RECHECK, Scene
from bot.app.finding_out import FIND_OUT, NOW
from bot.app.training import progress, routine
from bot.domain.assessment.again import FORTNIGHT, TESTS, strongest
from bot.domain.assessment.profile import Profile
from bot.domain.event import EventKind
from bot.domain.expiry import LEFT_RETEST
from bot.domain.ids import PatternId, QuestionId, TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.talk import Asking
from bot.domain.schedule import local_day
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Value
from bot.domain.training.plan import block_on
from bot.domain.training.retest import OPEN_FOR, Recheck, leading, recheck_due

HARD, HARD_NOW = QuestionId("hard_activity"), QuestionId("hard_now")
KIND = QuestionId("recheck_kind")
"""How much is measured: an answer that the bot gives itself when it opens the script."""


async def due(scene: Scene, within: timedelta = OPEN_FOR) -> Recheck | None:
    """Return the re-test that came due within these days, if anything was measured before."""
    who = await routine.trainee(scene)
    if who is None or scene.person.started is None or not await scene.sittings():
        return None
    events = await scene.events()
    done = [local_day(e.at, scene.zone) for e in events if e.kind is EventKind.RETESTED]
    block, _ = block_on(who, scene.today, scene.catalog)
    return recheck_due(scene.today, scene.person.started, block, done, within)


async def keeping(scene: Scene) -> tuple[PatternId, ...]:
    """Return the patterns that led the plan and only need keeping; empty while anything else
    leads."""
    known = [profile for _, profile in await scene.store.profiles.all(scene.person.id)]
    if not known:
        return ()
    shaped, kept = leading(known, scene.catalog.patterns)
    return tuple(f.pattern for f in shaped.drivers) if all_kept_only(shaped, kept) else ()


def all_kept_only(shaped: Profile, kept: Collection[PatternId]) -> bool:
    return bool(shaped.drivers) and {f.pattern for f in shaped.drivers} <= set(kept)


async def begin(scene: Scene) -> list[Outcome]:
    """Begin a re-test with the person's own tests, or the most telling one; continue an open
    one."""
    if why_not := await routine.barred(scene):
        return why_not
    if await _open(scene):
        return await dialogues.begin(scene, RECHECK)
    tests = await _own(scene)
    if not tests:
        return await dialogues.begin(scene, ASSESSMENT, {FIND_OUT: NOW})
    kind = await due(scene) or Recheck.FULL
    if kind is Recheck.MINI:
        tests = await _worst(scene) or tests[:1]
    return await _asked(scene, tests, kind)


async def _asked(scene: Scene, tests: Collection[TestId], kind: Recheck) -> list[Outcome]:
    """Open the script with these tests, and with the activity that was hard the first time."""
    answers: dict[QuestionId, Value] = {TESTS: frozenset(tests), KIND: str(kind)}
    activities = await scene.store.dialogues.history(scene.person.id, HARD)
    if not activities or activities[-1][1] == SKIPPED:
        return await dialogues.begin(scene, RECHECK, answers)
    activity = str(activities[-1][1])
    reminded = Chatted("recheck.hard", {"activity": activity})
    return [reminded, *await dialogues.begin(scene, RECHECK, {**answers, HARD: activity})]


async def begin_left_out(scene: Scene, known: Sequence[Profile]) -> list[Outcome]:
    """Ask what a repeated assessment left out of the numbers that the plan works on; nothing where
    all of them are fresh.

    Args:
        known: the profiles before it, oldest first, at least one.
    """
    patterns = scene.catalog.patterns
    shaped, _ = leading(known, patterns)
    telling = {test for f in shaped.drivers for test in patterns[f.pattern].by_test}
    last: dict[TestId, date] = {}
    for one in await progress.measured(scene):
        last[one.test] = max(last.get(one.test, date.min), one.tries[-1][0])
    allowed = {t.id for t in scene.catalog.battery.allowed_tests(await scene.answers())}
    fresh = scene.today - timedelta(days=FORTNIGHT)
    tests = {test for test in telling & allowed if last.get(test, fresh) < fresh}
    return await _asked(scene, tests, Recheck.HABITS) if tests else []


async def new_programme(scene: Scene) -> list[Outcome]:
    """Start the programme from the first block, with questions and tests asked anew."""
    await scene.keep(started=None)
    return await dialogues.begin(scene, ASSESSMENT, {FIND_OUT: NOW})


async def _open(scene: Scene) -> bool:
    """Whether a re-test is open that may go on; one left days ago is closed, its numbers are of
    another time."""
    opened = await dialogues.waiting(scene)
    if opened is None or opened.script.id != RECHECK:
        return False
    since = scene.now - LEFT_RETEST
    script = {RECHECK: opened.script}
    if await scene.store.dialogues.current(scene.person.id, script, [RECHECK], since) is not None:
        return True
    await scene.store.dialogues.close(opened.id, scene.now)
    return False


async def _own(scene: Scene) -> list[TestId]:
    """Return the tests they did, as far as nothing speaks against them by now."""
    sittings = await scene.sittings()
    done = {
        q for s in sittings for q, value in s.answers.items() if value not in (NOT_SURE, SKIPPED)
    }
    allowed = scene.catalog.battery.allowed_tests(await scene.answers())
    return [t.id for t in allowed if any(q.id in done for q in t.all_questions)]


async def _worst(scene: Scene) -> list[TestId]:
    """Return the most telling test of the leading pattern."""
    profile = await scene.store.profiles.latest(scene.person.id)
    if profile is None:
        return []
    known = await scene.answers()
    best = strongest(profile, known, scene.catalog.battery, scene.catalog.patterns)
    own = await _own(scene)
    return [test for test in best if test in own][:1]


async def begin_due_test(scene: Scene) -> list[Outcome]:
    """Ask the self-test that is due today; continue one that was begun."""
    if why_not := await routine.barred(scene):
        return why_not
    opened = await dialogues.waiting(scene)
    if opened is not None and opened.script.id == AGAIN:
        return [Asking(opened)]
    due = await routine.test_due(scene)
    if due is None:
        return await routine.show(scene, asked=True)
    return await dialogues.begin(scene, AGAIN, {TESTS: frozenset({due.test})})
