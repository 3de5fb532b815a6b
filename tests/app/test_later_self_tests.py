"""Self-tests on later days: asked before the routine, kept, concluded, told."""

from datetime import timedelta

from bot.domain.assessment.again import Due, Reason
from bot.domain.outcome.assessed import Remeasured
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.talk import Asking
from tests.app.talker import CATALOG, Talker, kinds

DAY = timedelta(days=1)


def _due(me: Talker) -> Due | None:
    """The test offered with the routine that is shown."""
    shown = me.outcomes[-1]
    assert isinstance(shown, RoutineDue)
    return shown.test


async def _measured(me: Talker, *words: str) -> Remeasured:
    """Tap, answer, and what was said of it; a second number of the same test is left out."""
    asked = await me.say("[Measure first]")
    assert kinds(asked) == ["Asking"]
    for line in words:
        await me.say(line)
    while isinstance(me.outcomes[-1], Asking):
        await me.say("[Not now]")
    return next(o for o in me.outcomes if isinstance(o, Remeasured))


async def test_a_test_that_is_missing_is_offered_with_the_next_days_routine(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    assert _due(me) is None, "not on the day of the assessment"
    await me.say("done")
    await me.next_push()
    due = _due(me)
    assert due is not None
    assert due.reason is Reason.MISSING


async def test_a_measurement_is_kept_concluded_and_followed_by_the_routine(me: Talker) -> None:
    await me.settle_in()
    me.clock.move(DAY)
    await me.say("/today")
    remeasured = await _measured(me, "left fist right level")
    assert not remeasured.skipped or remeasured.shifts == ()
    assert kinds(me.outcomes)[-1] == "RoutineDue"
    async with me.transaction() as store:
        assert len(await store.profiles.all(me.id)) == 1, "one assessment stays one profile"


async def test_one_test_a_day_is_enough(me: Talker) -> None:
    await me.settle_in()
    me.clock.move(DAY)
    await me.say("/today")
    await _measured(me)
    assert _due(me) is None


async def test_the_second_try_gives_the_persons_own_error(me: Talker) -> None:
    await me.settle_in()
    due: Due | None = None
    for _ in range(7):
        me.clock.move(DAY)
        await me.say("/today")
        due = _due(me)
        assert due is not None
        if due.reason is Reason.VARIES:
            break
        await _measured(me)
    assert due is not None
    numbers = {"T01": "4.5", "T11": "left 5 right 9", "T16": "left 41 right 20"}
    remeasured = await _measured(me, numbers[due.test])
    assert remeasured.own is not None
    assert remeasured.own[1] > 0
    assert CATALOG.tests[remeasured.test].name.english in me.words()
    async with me.transaction() as store:
        context = await me.context(store)
        first, counts = (await context.sittings())[0].answers, await context.answers()
    assert first[remeasured.own[0]] != counts[remeasured.own[0]], "both tries count"
