"""Which self-tests a re-test asks, and whether one that was left goes on."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.app import dialogues
from bot.app.context import AGAIN, ASSESSMENT, RECHECK, Context
from bot.app.finding_out import FIND_OUT, NOW
from bot.app.training import progress, routine
from bot.app.training.trainee import trainee
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


async def due(context: Context, within: timedelta = OPEN_FOR) -> Recheck | None:
    """Return the re-test that came due within these days; whoever was never measured is offered
    the first self-tests when others measure everything again."""
    who = await trainee(context)
    if who is None or context.person.started is None:
        return None
    events = await context.events()
    done = [local_day(e.at, context.zone) for e in events if e.kind is EventKind.RETESTED]
    block, _ = block_on(who, context.today, context.catalog)
    kind = recheck_due(context.today, context.person.started, block, done, within)
    if kind is None or await context.sittings():
        return kind
    return None if kind is Recheck.MINI else Recheck.FIRST


async def keeping(context: Context) -> tuple[PatternId, ...]:
    """Return the patterns that led the plan and only need keeping; empty while anything else
    leads."""
    known = [profile for _, profile in await context.store.profiles.all(context.person.id)]
    if not known:
        return ()
    shaped, kept = leading(known, context.catalog.patterns)
    return tuple(f.pattern for f in shaped.drivers) if all_kept_only(shaped, kept) else ()


def all_kept_only(shaped: Profile, kept: Collection[PatternId]) -> bool:
    return bool(shaped.drivers) and {f.pattern for f in shaped.drivers} <= set(kept)


async def begin(context: Context) -> list[Outcome]:
    """Begin a re-test with the person's own tests, or the most telling one; continue an open
    one."""
    if why_not := await routine.barred(context):
        return why_not
    if await _open(context):
        return await dialogues.begin(context, RECHECK)
    tests = await _own(context)
    if not tests:
        return await dialogues.begin(context, ASSESSMENT, {FIND_OUT: NOW})
    kind = await due(context) or Recheck.FULL
    if kind is Recheck.MINI:
        tests = await _worst(context) or tests[:1]
    return await _asked(context, tests, kind)


async def _asked(context: Context, tests: Collection[TestId], kind: Recheck) -> list[Outcome]:
    """Open the script with these tests, and with the activity that was hard the first time."""
    answers: dict[QuestionId, Value] = {TESTS: frozenset(tests), KIND: str(kind)}
    activities = await context.store.dialogues.history(context.person.id, HARD)
    if not activities or activities[-1][1] == SKIPPED:
        return await dialogues.begin(context, RECHECK, answers)
    activity = str(activities[-1][1])
    reminded = Chatted("recheck.hard", {"activity": activity})
    return [reminded, *await dialogues.begin(context, RECHECK, {**answers, HARD: activity})]


async def begin_left_out(context: Context, known: Sequence[Profile]) -> list[Outcome]:
    """Ask what a repeated assessment left out of the numbers that the plan works on; nothing where
    all of them are fresh.

    Args:
        known: the profiles before it, oldest first, at least one.
    """
    patterns = context.catalog.patterns
    shaped, _ = leading(known, patterns)
    telling = {test for f in shaped.drivers for test in patterns[f.pattern].by_test}
    last: dict[TestId, date] = {}
    for one in await progress.measured(context):
        last[one.test] = max(last.get(one.test, date.min), one.tries[-1][0])
    allowed = {t.id for t in context.catalog.battery.allowed_tests(await context.answers())}
    fresh = context.today - timedelta(days=FORTNIGHT)
    tests = {test for test in telling & allowed if last.get(test, fresh) < fresh}
    return await _asked(context, tests, Recheck.HABITS) if tests else []


async def new_programme(context: Context) -> list[Outcome]:
    """Start the programme from the first block, with questions and tests asked anew."""
    await context.keep(started=None)
    return await dialogues.begin(context, ASSESSMENT, {FIND_OUT: NOW})


async def _open(context: Context) -> bool:
    """Whether a re-test is open that may go on; one left days ago is closed, its numbers are of
    another time."""
    opened = await dialogues.waiting(context)
    if opened is None or opened.script.id != RECHECK:
        return False
    since = context.now - LEFT_RETEST
    script = {RECHECK: opened.script}
    if (
        await context.store.dialogues.current(context.person.id, script, {RECHECK: since})
        is not None
    ):
        return True
    await context.store.dialogues.close(opened.id, context.now)
    return False


async def _own(context: Context) -> list[TestId]:
    """Return the tests they did, as far as nothing speaks against them by now."""
    sittings = await context.sittings()
    done = {
        q for s in sittings for q, value in s.answers.items() if value not in (NOT_SURE, SKIPPED)
    }
    allowed = context.catalog.battery.allowed_tests(await context.answers())
    return [t.id for t in allowed if any(q.id in done for q in t.all_questions)]


async def _worst(context: Context) -> list[TestId]:
    """Return the most telling test of the leading pattern."""
    profile = await context.store.profiles.latest(context.person.id)
    if profile is None:
        return []
    known = await context.answers()
    best = strongest(profile, known, context.catalog.battery, context.catalog.patterns)
    own = await _own(context)
    return [test for test in best if test in own][:1]


async def begin_due_test(context: Context) -> list[Outcome]:
    """Ask the self-test that is due today; continue one that was begun."""
    if why_not := await routine.barred(context):
        return why_not
    opened = await dialogues.waiting(context)
    if opened is not None and opened.script.id == AGAIN:
        return [Asking(opened)]
    due = await routine.test_due(context)
    if due is None:
        return await routine.show(context, asked=True)
    return await dialogues.begin(context, AGAIN, {TESTS: frozenset({due.test})})
