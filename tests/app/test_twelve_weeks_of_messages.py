"""Twelve weeks of messages, every one counted: less with habit, less with silence, never two."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.message_frequency import FEWER_FROM
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import (
    CheckinDue,
    Farewell,
    NudgeDue,
    ReviewDue,
    RoutineDue,
    SilenceAsked,
)
from bot.domain.outcome.reported import PainAsked
from bot.domain.schedule import instant
from bot.domain.training.review import NextThing
from tests.app.talker import Talker, kinds

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = date(2027, 3, 1)
WEEKS = 12
OF_THE_DAY = (RoutineDue, ReviewDue, PainAsked, SilenceAsked, Farewell)
"""Those that are the one message of a day; a nudge and a check-in come beside it."""

Answers = Callable[[Talker, Outcome, int], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Told:
    """One message of the bot, at a moment on the wall in Kyiv."""

    at: datetime
    outcome: Outcome

    @property
    def week(self) -> int:
        return (self.at.date() - MONDAY).days // 7 + 1


async def weeks(me: Talker, answer: Answers, most: int = WEEKS) -> list[Told]:
    """Everything that is sent to somebody who answers in their own way."""
    messages: list[Told] = []
    end = instant(MONDAY + timedelta(weeks=most), time(0), KYIV)
    while (due := await me.next_due()) is not None and due < end:
        for outcome in await me.next_push():
            messages.append(Told(me.clock().astimezone(KYIV), outcome))
            await answer(me, outcome, messages[-1].week)
    return messages


async def always(me: Talker, outcome: Outcome, week: int) -> None:
    """Does everything, and says so."""
    if isinstance(outcome, RoutineDue) or (isinstance(outcome, ReviewDue) and outcome.routine):
        await me.say("done, pain 1")


async def fading(me: Talker, outcome: Outcome, week: int) -> None:
    """Three weeks eagerly, then every third day, from week nine on not at all."""
    day = me.clock().astimezone(KYIV).date()
    if week <= 3 or (week < 9 and day.toordinal() % 3 == 0):
        await always(me, outcome, week)


async def never(me: Talker, outcome: Outcome, week: int) -> None:
    """Does not answer at all."""


def assert_measure(messages: list[Told]) -> None:
    """Never more than the day's message and one beside it, and none in the quiet hours."""
    assert messages
    by_day = Counter(one.at.date() for one in messages)
    of_the_day = Counter(one.at.date() for one in messages if isinstance(one.outcome, OF_THE_DAY))
    assert max(of_the_day.values()) == 1
    assert max(by_day.values()) <= 2
    assert all(time(7) <= one.at.time() < time(22) for one in messages)


async def test_an_active_person_gets_the_routine_and_nothing_beside_it(me: Talker) -> None:
    await me.settle_in()
    messages = await weeks(me, always)
    assert_measure(messages)
    assert not [one for one in messages if isinstance(one.outcome, NudgeDue | CheckinDue)]
    reviews = [one for one in messages if isinstance(one.outcome, ReviewDue)]
    assert [one.week for one in reviews] == list(range(1, WEEKS + 1))
    assert {one.at.weekday() for one in reviews} == {6}
    assert len(messages) <= 7 * WEEKS


async def test_who_trained_before_the_message_of_the_review_day_keeps_the_review(
    me: Talker,
) -> None:
    await me.settle_in(review_day=4)
    friday = MONDAY + timedelta(days=4)
    before = instant(friday, time(0), KYIV)
    while (due := await me.next_due()) is not None and due < before:
        await me.next_push()
        await me.say("done, pain 1")
    assert due is not None
    await me.go_to(due - timedelta(minutes=30))
    await me.say("/today", "done, pain 1")
    trained = await me.workout()
    assert trained is not None
    assert trained.day == friday
    assert trained.done
    [review] = await me.next_push()
    assert me.clock() == due
    assert isinstance(review, ReviewDue)
    assert review.routine is None
    await me.say("thanks")
    following = await me.next_due()
    assert following is not None
    assert following.astimezone(KYIV).date() == friday + timedelta(days=1)


async def test_three_messages_a_week_are_offered_once_and_kept(me: Talker) -> None:
    await me.settle_in()
    offers = []

    async def takes_the_offer(me: Talker, outcome: Outcome, week: int) -> None:
        await always(me, outcome, week)
        if isinstance(outcome, ReviewDue) and outcome.review.next_thing is NextThing.FEWER:
            offers.append(week)
            await me.say("[Write less often]")

    messages = await weeks(me, takes_the_offer)
    [offered] = offers
    assert offered >= FEWER_FROM, "a re-test that is due goes first"
    later = Counter(one.week for one in messages if one.week > offered)
    assert set(later.values()) == {3}
    assert any(isinstance(one.outcome, ReviewDue) for one in messages if one.week > offered)


async def test_silence_is_answered_by_less_and_in_the_end_by_nothing(me: Talker) -> None:
    await me.settle_in()
    messages = await weeks(me, never)
    assert_measure(messages)
    of_the_day = [one for one in messages if isinstance(one.outcome, OF_THE_DAY)]
    days = [(one.at.date() - MONDAY).days for one in of_the_day]
    assert days == [0, 1, 2, 3, 10, 17, 24]
    assert [kinds([of_the_day[n].outcome])[0] for n in (3, -1)] == ["SilenceAsked", "Farewell"]
    assert sum(isinstance(one.outcome, NudgeDue) for one in messages) == 1
    assert len(messages) == 8
    assert await me.next_due() is None


async def test_somebody_who_answers_less_is_nudged_less(me: Talker) -> None:
    await me.settle_in()
    messages = await weeks(me, fading)
    assert_measure(messages)
    nudges = [one.week for one in messages if isinstance(one.outcome, NudgeDue)]
    assert nudges
    assert max(nudges) <= 6
    assert max(Counter(nudges).values()) <= 3
    silent = [one for one in messages if one.week >= 9]
    assert len(silent) <= 7


async def test_one_word_after_the_last_message_and_everything_goes_on(me: Talker) -> None:
    await me.settle_in()
    await weeks(me, never, 6)
    await me.say("[Today]")
    assert await me.next_due() is not None
    assert kinds(await me.next_push()) == ["RoutineDue"]


async def test_a_planned_break_is_silent_and_ends_with_a_welcome(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done", "/pause 10")
    assert await me.go_to(instant(MONDAY + timedelta(days=10), time(12), KYIV)) == []
    [due] = await me.next_push()
    assert isinstance(due, RoutineDue)
    assert due.welcome
    assert "Welcome back" in me.words()
    assert (await me.person()).paused_until is None


async def test_reminders_switched_off_leave_the_one_message_a_day(me: Talker) -> None:
    await me.settle_in(reminders=False)
    messages = await weeks(me, fading, 6)
    assert not [
        one for one in messages if isinstance(one.outcome, NudgeDue | CheckinDue | PainAsked)
    ]
