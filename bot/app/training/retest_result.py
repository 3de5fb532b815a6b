"""What a finished re-test or self-test changes: profile, plan, or safety questions again."""

from collections.abc import Sequence

from bot.app.context import SAFETY, Context
from bot.app.training import progress, routine
from bot.app.training.retest import HARD_NOW, KIND, all_kept_only
from bot.domain.assessment.again import TESTS, own_errors, repeated
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.profile import Profile
from bot.domain.assessment.shift import shifts
from bot.domain.event import EventKind
from bot.domain.ids import ScriptId, TestId
from bot.domain.outcome import Outcome
from bot.domain.outcome.assessed import Remeasured, Retested
from bot.domain.talk.answers import NOT_SURE, SKIPPED
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training import choices
from bot.domain.training.measurements import Measured
from bot.domain.training.retest import Recheck, leading


async def looked_back(context: Context, known: Sequence[Profile], latest: Profile) -> Retested:
    """Compare a repeated assessment with the first, as a re-test result.

    Args:
        known: the profiles before it, oldest first, at least one.
        found: what it concluded.
    """
    await context.log(EventKind.RETESTED, {"kind": str(Recheck.HABITS)})
    before = leading(known, context.catalog.patterns)[1]
    shaped, kept = leading([*known, latest], context.catalog.patterns)
    return Retested(
        Recheck.HABITS,
        await _measured_now(context),
        graduated=tuple(sorted(kept - before)),
        all_kept=all_kept_only(shaped, kept),
        hard=None,
    )


async def finish(context: Context, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Compare every number with its error; a full re-test concludes the profile anew."""
    kind = Recheck(str(dialogue.answers.get(KIND, Recheck.FULL)))
    store, person = context.store, context.person
    known = [result for _, result in await store.profiles.all(person.id)]
    if kind is Recheck.HABITS:  # the assessment before it has concluded already
        known = known[:-1]
    before = leading(known, context.catalog.patterns)[1] if known else frozenset()
    await context.log(EventKind.RETESTED, {"kind": str(kind)})
    kept = before
    if kind is not Recheck.MINI:
        sittings = await context.sittings()
        tests = tuple(context.catalog.tests.values())
        concluded = conclude(await context.answers(), context.catalog, repeated(sittings, tests))
        if kind is Recheck.HABITS:
            await store.profiles.mend(person.id, concluded)
        else:
            await store.profiles.add(person.id, concluded, context.now)
        shaped, kept = leading([*known, concluded], context.catalog.patterns)
        all_kept = all_kept_only(shaped, kept)
    else:
        all_kept = False
    await routine.plan_anew(context)
    hard = await store.dialogues.history(person.id, HARD_NOW)
    levels = tuple(value for _, value in hard if isinstance(value, (int, float)))
    compared = await _measured_now(context)
    worse = any(one.worse_twice for one in compared)
    result = Retested(
        kind,
        compared,
        graduated=tuple(sorted(kept - before)),
        all_kept=all_kept,
        hard=(levels[0], levels[-1]) if HARD_NOW in dialogue.given and len(levels) > 1 else None,
        worse_twice=worse,
        chosen=choices.chosen_on(
            context.today, await progress.runs(context), context.catalog.tests.values()
        ),
        unmeasured=_unmeasured(context, dialogue),
    )
    if worse:  # no exercise before it is clear that nothing else is the matter
        return [result], SAFETY
    return [result, *await routine.show(context, asked=True)], None


async def _measured_now(context: Context) -> tuple[Measured, ...]:
    """Return the numbers that were measured today, no older ones."""
    return tuple(one for one in await progress.measured(context) if one.last_day == context.today)


def _unmeasured(context: Context, dialogue: Dialogue) -> tuple[TestId, ...]:
    """Return the tests that were asked for and stayed without an answer."""
    named = dialogue.answers.get(TESTS)
    answered = {q for q, value in dialogue.given.items() if value not in (NOT_SURE, SKIPPED)}
    return tuple(
        test.id
        for test in context.catalog.tests.values()
        if isinstance(named, frozenset)
        and test.id in named
        and answered.isdisjoint(q.id for q in test.all_questions)
    )


async def finish_again(
    context: Context, dialogue: Dialogue
) -> tuple[list[Outcome], ScriptId | None]:
    """Conclude the profile anew with the new test, say what changed, and go on with the day."""
    test = _test(dialogue)
    before = await context.store.profiles.latest(context.person.id)
    if test is None or before is None:
        return await routine.show(context, asked=True), None
    sittings = await context.sittings()
    tests = tuple(context.catalog.tests.values())
    after = conclude(await context.answers(), context.catalog, repeated(sittings, tests))
    await context.store.profiles.mend(context.person.id, after)
    skipped = all(v in (NOT_SURE, SKIPPED) for v in dialogue.given.values())
    errors = own_errors(sittings, tests)
    own = next(((q, errors[q]) for q in dialogue.given if q in errors), None)
    result = Remeasured(test, shifts(before, after), own, skipped)
    if after.drivers != before.drivers:
        await routine.plan_anew(context)
    return [result, *await routine.show(context, asked=True)], None


def _test(dialogue: Dialogue) -> TestId | None:
    named = dialogue.answers.get(TESTS)
    return TestId(next(iter(named))) if isinstance(named, frozenset) and named else None
