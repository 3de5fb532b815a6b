"""Pain at its moments: before, during, the next morning; each judged, none asked twice."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import Region
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.reported import CheckedIn, PainAsked, PainNoted
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from bot.domain.training.pain import REST
from bot.domain.training.workout import PainMoment, PlacePain, Workout
from tests.app.talker import CATALOG, DESK, Talker, kinds


async def today(me: Talker) -> Workout:
    """Today's workout."""
    workout = await me.workout()
    assert workout is not None
    return workout


async def strength_day(me: Talker, words: str) -> None:
    """The first session, which has strength work, told in these words."""
    await me.settle_in()
    await me.next_push()
    await me.say(words)


async def test_pain_typed_before_the_start_is_the_start_level_and_the_day_goes_on(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    outcomes = await me.say("pain 3")
    assert kinds(outcomes) == ["PainNoted", "RoutineDue"]
    workout = await today(me)
    assert (workout.pains.before, workout.pains.during, workout.ending) == (3, None, None)


async def test_a_place_that_hurts_before_the_start_is_left_out_today(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    noted, asked = await me.say("low back 5")
    assert noted == PainNoted(PainMoment.BEFORE, 5)
    assert isinstance(asked, Asking)  # what comes with it, since it never hurt before
    assert isinstance((await me.say("[None of these]"))[-1], RoutineDue)
    assert "I took out what works or moves your low back" in me.words()
    assert (await today(me)).ending is None


async def test_who_hurts_is_asked_once_before_the_first_card_and_may_skip(me: Talker) -> None:
    await strength_day(me, "done, low back 3")
    while kinds(await me.next_push()) != ["RoutineDue"]:
        pass
    [asked] = await me.say("[Start]")
    assert asked == PainAsked((await today(me)).day, PainMoment.BEFORE)
    [card] = await me.say("[2]")
    assert isinstance(card, CardShown)
    assert (await today(me)).pains.before == 2
    assert kinds(await me.say("[Start]")) == ["CardShown"]


async def test_a_morning_without_pain_is_told_by_one_tap_under_the_routine(me: Talker) -> None:
    await strength_day(me, "done")
    [due] = await me.next_push()
    assert isinstance(due, RoutineDue)
    [noted] = await me.say("[No pain]")
    assert noted == PainNoted(PainMoment.MORNING, 0, start=due.workout.day)


async def test_the_next_morning_is_asked_with_the_routine_and_answered_by_two_taps(
    me: Talker,
) -> None:
    await strength_day(me, "done")
    [due] = await me.next_push()
    assert isinstance(due, RoutineDue)
    assert due.asks is not None
    [noted] = await me.say("[1]")
    assert noted == PainNoted(PainMoment.MORNING, 1, start=due.workout.day)
    assert (await today(me)).pains.before == 1
    [again] = await me.say("/today")
    assert isinstance(again, RoutineDue)
    assert again.asks is None


async def test_a_red_morning_asks_the_safety_questions_before_anything_else(me: Talker) -> None:
    await strength_day(me, "done")
    await me.next_push()
    assert kinds(await me.say("[Some pain]")) == ["PainAsked"]
    outcomes = await me.say("[7]")
    assert isinstance(outcomes[0], PainNoted)
    assert outcomes[0].changes
    assert isinstance(outcomes[-1], Asking)


async def test_an_amber_morning_makes_the_next_strength_day_lighter_and_says_so(me: Talker) -> None:
    await strength_day(me, "done")
    await me.next_push()
    outcomes = await me.say("[2]")
    assert kinds(outcomes) == ["PainNoted", "RoutineDue"]
    assert "half the sets" not in me.words(), "there is one set of each, and it stays"
    await me.say("done")
    await me.next_push()
    assert "I keep today a little lighter than planned" in me.words()


async def test_a_morning_does_not_tell_again_what_the_check_in_told(me: Talker) -> None:
    await strength_day(me, "done, low back 4")
    assert "take it into account" in me.words()
    await me.next_push()
    noted = (await me.say("[2]"))[0]
    assert isinstance(noted, PainNoted)
    assert noted.changes == ()


async def test_a_morning_told_before_the_days_message_belongs_to_the_session_before(
    me: Talker,
) -> None:
    await strength_day(me, "done")
    me.clock.move(datetime(2027, 3, 2, 6, tzinfo=UTC) - me.clock())
    noted = (await me.say("pain 1"))[0]
    assert noted == PainNoted(PainMoment.MORNING, 1)


async def test_pain_at_a_card_does_not_end_the_workout(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    outcomes = await me.say("knee 2")
    assert kinds(outcomes) == ["PainNoted", "CardShown"]
    workout = await today(me)
    assert (workout.pains.during, workout.ending) == (2, None)


async def test_one_reply_closes_the_check_in_that_was_left_open(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[I did it already]")
    checked = await me.say("did 3, pain 1")
    assert isinstance(checked[0], CheckedIn)
    assert not any(isinstance(outcome, Asking) for outcome in checked)
    me.clock.move(timedelta(hours=1))
    assert kinds(await me.say("/start")) != ["Asking"]


async def test_done_does_not_become_the_anchor(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings anchor")
    outcomes = await me.say("done")
    assert isinstance(outcomes[-1], Asking)
    assert not isinstance(outcomes[0], Refused) or "message to me" in me.words()
    assert (await me.person()).preferences.anchor != "done"
    await me.say("after my first coffee")
    assert (await me.person()).preferences.anchor == "after my first coffee"


async def test_every_moment_of_one_session_is_kept_by_itself_and_exported(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("pain 1", "[Start]", "pain 2")
    first = await today(me)
    await me.say("i did all of them", "pain 3 afterwards")
    while kinds(await me.next_push()) != ["RoutineDue"]:
        pass
    await me.say("[1]")
    async with me.transaction() as store:
        workout = await store.workouts.find(me.id, first.day)
        kept = (await store.takeout.of(me.id))["workouts"]
    assert workout is not None
    pains = workout.pains
    assert (pains.before, pains.during, pains.after, pains.morning) == (1, 2, 3, 1)
    exported = next(row for row in kept if row["day"] == first.day.isoformat())["pains"]
    assert [exported[moment] for moment in PainMoment] == [1, 2, 3, 1]


@pytest.mark.parametrize(("typed", "level"), [("3", 3), ("about a two", 2), ("none", 0)])
async def test_the_level_before_the_start_may_be_typed(me: Talker, typed: str, level: int) -> None:
    await strength_day(me, "done, low back 3")
    while kinds(await me.next_push()) != ["RoutineDue"]:
        pass
    await me.say("[Start]")
    assert kinds(await me.say(typed)) == ["CardShown"]
    workout = await today(me)
    assert workout.pains.before == level
    assert all(not card.work for card in workout.cards)


async def test_the_level_before_the_start_may_be_left_out_in_words(me: Talker) -> None:
    await strength_day(me, "done, low back 3")
    while kinds(await me.next_push()) != ["RoutineDue"]:
        pass
    await me.say("[Start]")
    assert kinds(await me.say("skip")) == ["CardShown"]
    workout = await today(me)
    assert (workout.current, workout.pains.before) == (0, None)


async def test_a_high_number_at_the_start_is_asked_back(me: Talker) -> None:
    await strength_day(me, "done, low back 3")
    while kinds(await me.next_push()) != ["RoutineDue"]:
        pass
    await me.say("[Start]", "[Skip]")
    assert kinds(await me.say("8")) == ["Unclear"]
    assert (await today(me)).pains.before is None


KNEE = Region("knee")
SORE_BACK = {**DESK, "pain_regions": frozenset({"low_back"}), "pain_low_back": 3.0}


async def next_routine(me: Talker) -> RoutineDue:
    """The next routine that is sent; each before it is done and told without pain."""
    while True:
        outcomes = await me.next_push()
        routines = [one for one in outcomes if isinstance(one, RoutineDue)]
        if routines:
            return routines[0]


async def knee_told_in_words(me: Talker) -> RoutineDue:
    """A knee that hurts before the first routine, then the first routine after its rest."""
    await me.settle_in()
    next_day = (await next_routine(me)).workout.day
    await me.say("left knee hurts", "[5]", "[None of these]", "did all")
    while (due := await next_routine(me)).workout.day <= next_day + REST:
        await me.say("did all")
    return due


async def test_a_place_told_in_words_is_asked_about_when_its_rest_is_over(me: Talker) -> None:
    due = await knee_told_in_words(me)
    assert due.asks is not None
    assert due.asks.place == KNEE
    assert "your knee hurt. How much does it hurt now" in me.words()


async def test_a_place_that_still_hurts_after_its_rest_asks_for_warning_signs_and_is_spared(
    me: Talker,
) -> None:
    await knee_told_in_words(me)
    await me.say("[Some pain]")
    noted, asked = await me.say("[5]")
    assert isinstance(noted, PainNoted)
    assert isinstance(asked, Asking)
    assert "After its rest your knee still hurts" in me.words()
    assert "Any of these, now or lately?" in me.words()
    outcomes = await me.say(*["[None of these]"] * 3)
    assert kinds(outcomes) == ["Answered", "Rescreened", "RoutineDue"]
    workout = await today(me)
    assert KNEE in workout.routine.today.hurting
    assert workout.pains.places == (PlacePain(KNEE, 5),)
    muscles = CATALOG.plan_rules.areas[KNEE].muscles
    for item in workout.routine.items:
        assert muscles.isdisjoint(CATALOG.exercises[item.exercise].muscles)


async def test_those_questions_are_not_asked_again_by_the_report_of_that_evening(
    me: Talker,
) -> None:
    await knee_told_in_words(me)
    await me.say("[Some pain]", "[5]", *["[None of these]"] * 3)
    assert "Asking" not in kinds(await me.say("done"))


async def test_typed_or_tapped_a_place_that_still_hurts_asks_the_same(me: Talker) -> None:
    await knee_told_in_words(me)
    assert kinds(await me.say("left knee 5")) == ["PainNoted", "Asking"]


async def test_a_small_pain_after_the_rest_asks_nothing(me: Talker) -> None:
    await knee_told_in_words(me)
    await me.say("[Some pain]")
    assert kinds(await me.say("[3]")) == ["PainNoted"]


async def test_who_said_that_it_hurts_is_not_offered_a_zero_or_asked_again(me: Talker) -> None:
    await knee_told_in_words(me)
    await me.say("[Some pain]")
    assert "How much pain is it in your knee" in me.words()
    assert not {"0", "Skip"} & set(me.labels())


async def test_a_place_that_is_better_after_its_rest_is_not_asked_about_again(me: Talker) -> None:
    await knee_told_in_words(me)
    [noted] = await me.say("[No pain]")
    assert isinstance(noted, PainNoted)
    assert "no pain there any more" in me.words()
    assert "Start" in me.labels()
    await me.say("did all")
    following = await next_routine(me)
    assert following.asks is None or following.asks.place != KNEE


async def test_two_sore_places_are_asked_about_one_after_the_other_by_name(me: Talker) -> None:
    await me.settle_in(assessment=SORE_BACK)
    await next_routine(me)
    await me.say("knee hurts")  # and no number
    await next_routine(me)
    await me.say("[Start]")
    assert "how much does your knee hurt right now" in me.words()
    await me.say("[2]")
    assert "how much does your low back hurt right now" in me.words()
    [card] = await me.say("3")
    assert isinstance(card, CardShown)
    pains = (await today(me)).pains
    assert (pains.before, len(pains.places)) == (3, 2)


async def test_skipping_one_place_leads_to_the_next(me: Talker) -> None:
    await me.settle_in(assessment=SORE_BACK)
    await next_routine(me)
    await me.say("knee hurts")  # and no number
    await next_routine(me)
    await me.say("[Start]", "[Skip]")
    assert "your low back" in me.words()
    assert kinds(await me.say("[Skip]")) == ["CardShown"]
    assert (await today(me)).pains.before is None


async def test_a_sitting_says_once_that_it_is_sorry(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    heard = []
    lines = ("[Start]", "[Done]", "[It hurts]", "[Somewhere else]", "[5]", "[Leave it out]")
    for line in (*lines, *["[None of these]"] * 3, "[More]", "[Stop for today]"):
        await me.say(line)
        heard.append(me.words())
    for question, line in (("What was it like", "[Dull or sore]"), ("How hard was it", "[5]")):
        while question not in me.words():
            await me.say("[Not sure]")
        await me.say(line)
        heard.append(me.words())
    resting = re.search(r"Until the end of (.+, .+ \d+), what hurt can rest", heard[5])
    assert resting
    assert sum(words.lower().count("sorry") for words in heard) == 1


async def test_after_too_much_pain_no_routine_is_promised_before_the_questions(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did all, pain 7")
    assert "Next:" not in me.words()
    while "Next:" not in me.words():
        assert kinds(await me.say("[None of these]"))[-1] in ("Asking", "Rescreened")
    assert "sure that nobody" not in me.words()


async def test_a_place_whose_level_was_typed_today_is_not_asked_about_again(me: Talker) -> None:
    await me.settle_in(assessment=SORE_BACK)
    await next_routine(me)
    await me.say("did all")
    await next_routine(me)
    due = (await me.say("low back 4"))[-1]
    assert isinstance(due, RoutineDue)
    assert due.asks is None
    assert kinds(await me.say("[Start]")) == ["CardShown"]


async def test_a_level_typed_under_the_routine_is_of_the_place_that_was_asked_about(
    me: Talker,
) -> None:
    await knee_told_in_words(me)
    assert kinds(await me.say("pain 1")) == ["PainNoted"]
    assert [(one.region, one.level) for one in (await today(me)).pains.places] == [(KNEE, 1)]


async def test_a_level_told_when_the_routine_is_over_changes_nothing_of_it(me: Talker) -> None:
    await knee_told_in_words(me)
    await me.say("[Some pain]", "did all")
    done = await today(me)
    assert kinds(await me.say("[5]")) == ["PainNoted"]
    assert (await today(me)).cards == done.cards


async def test_a_level_somebody_lives_with_spares_nothing(me: Talker) -> None:
    await me.settle_in(assessment={**SORE_BACK, "pain_low_back": 4.0})
    await next_routine(me)
    outcomes = await me.say("low back 5")
    assert kinds(outcomes) == ["PainNoted", "RoutineDue"]
    assert (await today(me)).routine.today.hurting == frozenset()
