"""A condition named at a grouped safety question counts more than the "none" beside it."""

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.talk import Asking
from tests.app.talker import Talker, kinds

TO_HEALTH = (
    "/start",
    "[I agree, let us start]",
    "[Nothing hurts, I am curious]",
    "34",
    *["[None of these]"] * 3,
)


def ticked(me: Talker) -> set[str]:
    """Return what is ticked in the list that is asked."""
    [asking] = [one for one in me.outcomes if isinstance(one, Asking)]
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "health_which"
    return set(asking.dialogue.ticked)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("none apart from asthma", {"asthma"}),
        ("no, except high blood pressure", {"pressure"}),
        ("I am diabetic and nothing else", {"diabetes"}),
        ("no. well, glaucoma", {"glaucoma"}),
        ("none of those besides diabetes type 2 and a bit of asthma", {"diabetes", "asthma"}),
        ("none, but i take blood pressure tablets", {"pressure", "medicine"}),
        ("I take pills for my thyroid, nothing else", {"medicine"}),
        ("I have asthma", {"asthma"}),
    ],
)
async def test_what_is_named_is_ticked_and_the_rest_of_the_list_is_asked(
    me: Talker, words: str, named: set[str]
) -> None:
    await me.say(*TO_HEALTH, words)
    assert ticked(me) == named


@pytest.mark.parametrize(
    "words",
    [
        "no heart trouble, no diabetes, no medicine",
        "no asthma or diabetes",
        "none of it, my husband has asthma",
        "had asthma as a kid, none now",
        "none, thank you, that's all",
        "nope",
    ],
)
async def test_what_is_denied_or_of_others_or_of_the_past_is_not_ticked(
    me: Talker, words: str
) -> None:
    await me.say(*TO_HEALTH, words)
    [asking] = [one for one in me.outcomes if isinstance(one, Asking)]
    assert asking.dialogue.answers[QuestionId("card_health")] == "none"


async def test_a_slipped_disc_is_ticked_as_itself_and_never_as_a_hernia(me: Talker) -> None:
    await me.say(*TO_HEALTH, "[None of these]", "no, only a herniated disc")
    [asking] = [one for one in me.outcomes if isinstance(one, Asking)]
    ticked = str(asking.dialogue.ticked or asking.dialogue.answers[QuestionId("body_which")])
    assert "disc" in ticked
    assert "hernia" not in ticked


@pytest.mark.parametrize(
    "words", ["no to all except the last one", "no health problems apart from allergies"]
)
async def test_an_exception_without_a_known_name_opens_the_list(me: Talker, words: str) -> None:
    await me.say(*TO_HEALTH, words)
    assert ticked(me) == set()


async def test_a_level_with_more_stiff_than_sore_beside_it_is_the_level_alone(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "3, its more stiff than pain")
    assert kinds(me.outcomes) == ["Answered", "Asking"]
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.known[QuestionId("pain_neck")] == 3


async def test_that_is_all_ends_a_list_and_never_ticks_all_of_it(me: Talker) -> None:
    await me.say(*TO_HEALTH, "only thyroid pills", "[That is all]")
    assert "What is the medicine for?" in me.words()
    await me.say("that is all")
    assert "What is the medicine for?" in me.words(), "nothing is ticked yet"
    await me.say("[My heart]", "thats all thanks")
    [asking] = [one for one in me.outcomes if isinstance(one, Asking)]
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id != "medicine_which"
    async with me.transaction() as store:
        answers = await (await me.context(store)).answers()
    assert "thinner" not in str(answers.get(QuestionId("medicine_which")))


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("no, only high blood pressure, treated", "pressure"),
        ("none, but I have asthma", "asthma"),
        ("nothing, just diabetes type 2", "diabetes"),
    ],
)
async def test_a_condition_named_a_list_too_late_is_not_passed_over(
    me: Talker, words: str, condition: str
) -> None:
    await me.say(*TO_HEALTH, "[None of these]", words)
    async with me.transaction() as store:
        opened = await (await me.context(store)).open_screen()
    assert opened is not None
    assert opened.answers[QuestionId("card_health")] == "some"
    assert condition in str(opened.answers.get(QuestionId("health_which")))


@pytest.mark.parametrize(
    ("words", "question", "option"),
    [
        ("no, but I have a hip replacement", "body_which", "hip"),
        ("none, but I take statins", "health_which", "medicine"),
    ],
)
async def test_what_is_named_late_is_ticked_as_itself_and_as_nothing_more(
    me: Talker, words: str, question: str, option: str
) -> None:
    await me.say(*TO_HEALTH, "[None of these]", "[None of these]", words)
    async with me.transaction() as store:
        opened = await (await me.context(store)).open_screen()
    assert opened is not None
    assert opened.answers.get(QuestionId(question)) == frozenset({option})
    others = {"body_which", "health_which"} - {question}
    assert not any(opened.answers.get(QuestionId(other)) for other in others)


async def test_a_none_that_denies_a_condition_of_another_list_is_a_none(me: Talker) -> None:
    await me.say(*TO_HEALTH, "[None of these]", "no, and no asthma either")
    assert "card_comfort" in {
        str(one.dialogue.current.id)
        for one in me.outcomes
        if isinstance(one, Asking) and one.dialogue.current
    }


async def test_not_sure_of_the_rest_keeps_what_was_named(me: Talker) -> None:
    await me.say(*TO_HEALTH, "a bit of high blood pressure, tablets for it", "[Not sure]")
    assert "chest pain in the last month" in me.words()
    await me.say("nope", "yes")
    assert "last reading" in me.words()


@pytest.mark.parametrize("words", ["tired", "5 min"])
async def test_what_is_about_the_routine_opens_no_list_of_conditions(
    me: Talker, words: str
) -> None:
    await me.say("/start", "[I agree, let us start]", "[4 Low back]", "[3]", "34")
    asked = me.outcomes[-1]
    await me.say(words)
    again = me.outcomes[-1]
    assert isinstance(asked, Asking)
    assert isinstance(again, Asking)
    assert again.dialogue.answers == asked.dialogue.answers
