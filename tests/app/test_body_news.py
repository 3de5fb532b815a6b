"""News about the body, told in words, reopens the safety question it belongs to."""

import pytest

from bot.domain.ids import FlagId
from bot.domain.outcome.caution import Referred, Rescreened
from bot.domain.outcome.talk import Asking
from bot.domain.safety.flag import Refer
from tests.app.talker import CATALOG, Talker, kinds


def asked(me: Talker) -> str | None:
    """Return the question that is open."""
    askings = [one for one in me.outcomes if isinstance(one, Asking)]
    current = askings[-1].dialogue.current if askings else None
    return str(current.id) if current is not None else None


async def standing_flags(me: Talker) -> set[str]:
    """Return the flags that stand."""
    async with me.transaction() as store:
        return {str(flag.id) for flag in (await (await me.context(store)).screening()).flags}


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("had a knee operation last week", "surgery_date"),
        ("i broke my wrist on saturday", "surgery_date"),
        ("doctor said i have a herniated disc", "injury_worse"),
        ("i have a disc hernia", "injury_worse"),
        ("i have a herniated disk, my doctor said exercise is fine", "injury_worse"),
        ("i was diagnosed with diabetes", "diabetes_feet"),
        ("they put me on ramipril for my blood pressure", "chest_month"),
        ("im 14 weeks pregnant", "preg_warning"),
        ("im 15", "adult_on"),
    ],
)
async def test_the_question_that_follows_is_asked(me: Talker, words: str, question: str) -> None:
    await me.settle_in()
    await me.say(words)
    assert asked(me) == question


@pytest.mark.parametrize("words", ["i was diagnosed with hypermobility", "im on blood thinners"])
async def test_what_needs_no_question_closes_movements_at_once(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say(words)
    [rescreened] = [one for one in me.outcomes if isinstance(one, Rescreened)]
    assert rescreened.closed
    shown = await me.say("/today")
    assert kinds(shown) == ["RoutineDue"]


async def test_what_was_told_before_stays(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have osteoporosis", "i was diagnosed with diabetes")
    assert asked(me) == "diabetes_feet"
    assert "OSTEOPOROSIS" in await standing_flags(me)


async def test_the_same_news_again_asks_nothing(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have osteoporosis", "i have osteoporosis")
    assert kinds(me.outcomes) == ["Chatted"]


async def test_who_is_under_age_gets_no_plan_until_the_birthday(me: Talker) -> None:
    await me.settle_in()
    await me.say("im only fifteen", "not sure")
    referred = [one for one in me.outcomes if isinstance(one, Referred)]
    assert referred
    assert referred[0].screening.no_plan


@pytest.mark.parametrize("words", ["i have a herniated disc", "i have a slipped disc in my back"])
async def test_a_slipped_disc_is_no_hernia_of_the_belly_and_is_not_bent(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.say(words, "[No]")
    flags = await standing_flags(me)
    assert "DISC" in flags
    assert "HERNIA_DIASTASIS" not in flags
    [rescreened] = [one for one in me.outcomes if isinstance(one, Rescreened)]
    assert {"loaded_spinal_flexion", "end_range_spinal_flexion"} <= rescreened.closed


async def test_a_hernia_of_the_belly_is_still_one(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have an inguinal hernia")
    assert "HERNIA_DIASTASIS" in await standing_flags(me)
    assert "DISC" not in await standing_flags(me)


async def test_a_disc_that_exercise_makes_worse_is_no_reassuring_news(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have a slipped disc", "[Yes]", "low back", "[That is all]")
    [rescreened] = [one for one in me.outcomes if isinstance(one, Rescreened)]
    assert {flag.id for flag in rescreened.watched} == {"S_INJURY", "DISC"}
    advice = CATALOG.flags[FlagId("S_INJURY")].advice
    assert advice is not None
    assert advice.english in me.screens()[-1].text


async def test_dizziness_told_in_words_waits_for_a_clinician(me: Talker) -> None:
    await me.settle_in()
    await me.say("i feel dizzy")
    assert "dizzy" in me.words()
    lock = (await me.person()).lock
    assert lock is not None
    assert lock.refer is Refer.CLINICIAN_FIRST


@pytest.mark.parametrize(
    "words",
    [
        "arthritis in both knees, doctor says keep moving",
        "my physio says I should do squats for my knee",
        "my doctor wants me to move more because of my back",
    ],
)
async def test_a_clinician_who_wants_movement_closes_nothing(me: Talker, words: str) -> None:
    await me.settle_in()
    before = (await me.person()).preferences
    await me.say(words)
    assert (await me.person()).preferences == before
    assert "leave this out" not in me.words()
