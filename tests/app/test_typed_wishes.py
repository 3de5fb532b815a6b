"""Wishes that no button carries: one place first, one half only, another place on earth."""

import pytest

from bot.domain.ids import Equipment, Region
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.training.exercise import Phase
from bot.domain.training.workout import Workout
from tests.app.talker import CATALOG, ENGLISH, Talker, kinds
from tests.app.test_echo import reply_to

STRETCHING = (Phase.INHIBIT, Phase.LENGTHEN, Phase.MOBILITY)


async def due(me: Talker) -> Workout:
    """Today's routine, as it is shown."""
    [shown] = [o for o in me.outcomes if isinstance(o, RoutineDue)]
    return shown.workout


def works_on(workout: Workout, region: str) -> int:
    """How many exercises of a routine are for a place."""
    area = CATALOG.plan_rules.areas[Region(region)]
    wanted = {*area.usual.tight, *area.usual.weak}
    return sum(item.why.muscle in wanted for item in workout.routine.items)


async def test_a_place_that_is_named_comes_first(me: Talker) -> None:
    await me.settle_in(minutes=20, equipment=frozenset({Equipment("band")}))
    await me.next_push()
    before = works_on(await due(me), "shoulder")
    await me.say("weak left shoulder, please work on it", "[No, it stays the same]")
    assert "For your shoulder" in me.words()
    assert works_on(await due(me), "shoulder") > before


@pytest.mark.parametrize(
    ("words", "told_of_plan"),
    [
        ("work on my left knee from now on", "Today it begins on the left, as you asked."),
        ("always work on my shoulder please", "After today your plan goes on as before."),
        ("always work on my knee please", "It is for your knee already"),
    ],
)
async def test_a_lasting_wish_for_a_place_is_told_that_it_holds_for_today(
    me: Talker, words: str, told_of_plan: str
) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    _, shown, _ = await reply_to(me, words)
    assert "work on one place today" in shown
    assert told_of_plan in shown
    await me.say("done, no pain")
    await me.next_push()
    assert "as you asked" not in me.words()


async def test_every_place_is_offered_to_whoever_names_none(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("can we focus on one place today")
    assert "Which place shall I work on today?" in me.words()
    first = me.labels()
    assert first[-1] == "Somewhere else"
    await me.say("[Somewhere else]")
    assert max(len(first), len(me.labels())) <= 8
    places = [str(ENGLISH(f"region.{area}")).capitalize() for area in CATALOG.plan_rules.areas]
    assert sorted(places) == sorted([*first[:-1], *me.labels()])
    await me.say("[Calf or shin]")
    routine = (await due(me)).routine
    assert routine.today is not None
    assert routine.today.focus == "calf"


async def test_a_place_in_words_is_that_place_and_no_other(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("work on my thigh please")
    routine = (await due(me)).routine
    assert routine.today is not None
    assert routine.today.focus == "thigh"


async def test_a_place_said_at_a_card_is_that_place(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("[Start]", "[Skip]")
    await me.say("it hurts, in my thigh")
    assert "your thigh" in me.words()


async def test_only_stretching_leaves_no_strength(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    assert any(item.phase not in STRETCHING for item in (await due(me)).routine.items)
    await me.say("only stretching today please")
    assert all(item.phase in STRETCHING for item in (await due(me)).routine.items)
    assert "stretching and moving only" in me.words()


async def test_only_strength_leaves_no_stretching(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("only strength today, no stretching")
    assert all(item.phase not in STRETCHING for item in (await due(me)).routine.items)


async def test_a_place_on_earth_told_at_any_time_moves_the_clock(me: Talker) -> None:
    await me.settle_in()
    await me.say("i moved to tokyo")
    assert (await me.person()).preferences.zone == "Asia/Tokyo"


async def test_a_language_there_are_no_words_of_is_not_promised(me: Talker) -> None:
    await me.settle_in()
    await me.say("can you speak spanish please")
    assert "only English so far" in me.words()
    assert (await me.person()).language == "en"


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("please work on my left hip today", "left hip"),
        ("something for the right shoulder", "right shoulder"),
        ("focus on both knees", "both"),
        ("work on my neck please", "neck"),
    ],
)
async def test_a_focus_keeps_its_side_says_it_and_is_taken_back(
    me: Talker, words: str, noted: str
) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    before = await me.workout()
    _, shown, undo = await reply_to(me, words)
    assert "Noted: " in shown
    assert noted in shown.lower()
    assert undo is not None
    assert kinds(await me.do(undo))[0] == "Undone"
    assert await me.workout() == before


@pytest.mark.parametrize(
    "words", ["just stretching for me today", "only strength today, no stretching"]
)
async def test_one_half_of_a_routine_is_said_and_taken_back(me: Talker, words: str) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    before = await me.workout()
    _, shown, undo = await reply_to(me, words)
    assert "Noted: " in shown
    assert await me.workout() != before
    assert undo is not None
    await me.do(undo)
    assert await me.workout() == before


async def test_a_place_on_earth_is_said_and_taken_back(me: Talker) -> None:
    await me.settle_in()
    _, shown, undo = await reply_to(me, "i live in lisbon now")
    assert "Lisbon" in shown
    assert (await me.person()).preferences.zone == "Europe/Lisbon"
    assert undo is not None
    await me.do(undo)
    assert (await me.person()).preferences.zone == "Europe/Kyiv"


async def test_the_language_that_is_spoken_already_changes_nothing(me: Talker) -> None:
    await me.settle_in()
    await reply_to(me, "please talk to me in english")
    assert (await me.person()).language == "en"
