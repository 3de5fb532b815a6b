"""Self-tests measured with the phone: offered, checked like anything typed, told with an error."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.app.context import AGAIN
from bot.app.deps import Measuring
from bot.domain.assessment.again import TESTS
from bot.domain.assessment.change import Change
from bot.domain.ids import OptionId, QuestionId, Side, TestId
from bot.domain.intent import FromPage, Tap
from bot.domain.outcome.assessed import Retested
from bot.domain.outcome.reply import NotReadable, Refused
from bot.domain.outcome.talk import Answered, Asking
from bot.domain.talk.answers import Sides, Value, error_of
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind
from tests.app.talker import CATALOG, DESK, Talker, kinds

PAGE = Measuring("https://example.org/measure/", b"a key of the tests")
BY_PHONE: Mapping[str, Value] = {
    **{id: value for id, value in DESK.items() if id != "T11"},
    "T11_phone": Sides(20.0, 36.0),
}


@pytest.fixture
async def phone(me: Talker) -> Talker:
    """Somebody whose bot has a page, four weeks after they typed how far they reached."""
    me.measuring = PAGE
    return await four_weeks_later(me, DESK)


async def four_weeks_later(me: Talker, answers: Mapping[str, Value]) -> Talker:
    """Somebody at the beginning of a re-test."""
    await me.settle_in(assessment=answers)
    me.clock.move(timedelta(days=28))
    await me.say("/recheck")
    return me


def asking(me: Talker) -> Asking:
    """The question that is open."""
    return next(o for o in me.outcomes if isinstance(o, Asking))


async def at(me: Talker, question: str) -> Asking:
    """Go on to a question of the re-test."""
    for _ in range(40):
        asked = asking(me)
        current = asked.dialogue.current
        assert current is not None
        if current.id == question:
            return asked
        await usual(me)
    raise AssertionError(f"{question} is not asked")


async def usual(me: Talker) -> None:
    """Answer whatever is asked."""
    asked = asking(me)
    question = asked.dialogue.current
    assert question is not None
    if question.kind is Kind.TEXT:
        await me.say("carrying the shopping up")
    elif question.kind is Kind.SIDES:
        await me.say("left 30 right 30")
    elif question.kind in (Kind.SCALE, Kind.NUMBER):
        await me.say("5")
    else:
        await me.do(Tap(asked.dialogue.id, question.id, question.options[0].id))


def sent(asked: Asking, left: float = 21, right: float = 35, **more: Any) -> dict[str, Any]:
    """What the page sends after it was opened by this address."""
    assert asked.page is not None
    query = {name: value for name, [value] in parse_qs(urlsplit(asked.page).query).items()}
    return {
        "v": 1,
        "token": query["token"],
        "test": query["test"],
        "side": query["side"],
        "unit": "degrees",
        "left": {"value": left, "spread": 1.5},
        "right": {"value": right, "spread": 2.0},
        **more,
    }


def page_data(body: Mapping[str, Any]) -> FromPage:
    return FromPage(json.dumps(body))


async def test_the_page_is_offered_with_the_first_question_of_its_test(phone: Talker) -> None:
    asked = await at(phone, "T11")
    assert asked.page is not None
    assert asked.page.startswith("https://example.org/measure/?test=T11&side=both&lang=en&token=")
    [screen] = [s for s in phone.screens() if s.open_page]
    assert screen.open_page is not None
    assert screen.open_page.button == "Measure with my phone"


async def test_without_a_page_nothing_is_offered_and_nothing_taken(me: Talker) -> None:
    await four_weeks_later(me, DESK)
    assert (await at(me, "T11")).page is None
    assert kinds(await me.do(FromPage("{}"))) == [NotReadable.__name__]


async def test_a_reading_is_said_back_with_its_error_and_the_typed_question_is_left_out(
    phone: Talker,
) -> None:
    asked = await at(phone, "T11")
    await phone.do(page_data(sent(asked)))
    answered = phone.outcomes[0]
    assert isinstance(answered, Answered)
    assert answered.value == Sides(21.0, 35.0)
    assert answered.closes
    assert "left about 21, right about 35 degrees, give or take 5" in phone.words()
    assert "T11" not in [q.id for q in asking(phone).dialogue.path]


async def test_an_angle_is_measured_again_as_an_angle(me: Talker) -> None:
    me.measuring = PAGE
    await four_weeks_later(me, BY_PHONE)
    asked = await at(me, "T11_phone")
    await me.do(page_data(sent(asked, left=29, right=35)))
    while not any(isinstance(o, Retested) for o in me.outcomes):
        await usual(me)
    retested = next(o for o in me.outcomes if isinstance(o, Retested))
    knee = next(one for one in retested.measured if one.question == "T11_phone")
    assert knee.change(Side.LEFT) is Change.BETTER  # 20 to 29 degrees, give or take 5
    assert knee.change(Side.RIGHT) is Change.SAME
    assert "T11" not in [one.question for one in retested.measured]


async def test_the_error_is_the_larger_of_the_published_one_and_the_own_spread(
    phone: Talker,
) -> None:
    asked = await at(phone, "T11")
    wide = sent(asked, left=21.4) | {"right": {"value": 35, "spread": 13}}
    await phone.do(page_data(wide))
    answered = phone.outcomes[0]
    assert isinstance(answered, Answered)
    assert error_of(answered.value) == 12.0  # 5 and 12 make 13
    assert "give or take 13" in phone.words()


async def test_a_typed_answer_takes_the_button_away(phone: Talker) -> None:
    await at(phone, "T11")
    await phone.say("left 9 right 10")
    answered = phone.outcomes[0]
    assert isinstance(answered, Answered)
    assert answered.closes
    assert phone.screens()[0].close_keyboard


def changed(**changes: Any) -> Mapping[str, Any]:
    return changes


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (changed(test="T10"), "other"),
        (changed(test=7), None),
        (changed(token="123.abc"), "other"),
        (changed(token="x"), None),
        (changed(v=2), None),
        (changed(unit="s"), "other"),
        (changed(side="left"), "other"),
        (changed(left={"value": 21, "spread": 30}), "apart"),
        (changed(left={"value": 21, "spread": -1}), "apart"),
        (changed(left={"value": "21", "spread": 1}), None),
        (changed(left={"value": True, "spread": 1}), None),
        (changed(left={"value": 1e999, "spread": 1}), None),
        (changed(left=None), None),
        (changed(middle={"value": 21, "spread": 1}), "other"),
        (changed(more="x" * 5000), None),
    ],
)
async def test_what_is_not_of_this_question_is_refused_in_one_sentence_and_asked_again(
    phone: Talker, changes: Mapping[str, Any], reason: str | None | None
) -> None:
    asked = await at(phone, "T11")
    await phone.do(page_data({**sent(asked), **changes}))
    refused, again = phone.outcomes
    assert isinstance(refused, Refused)
    assert refused.error.details.get("reason") == reason
    assert isinstance(again, Asking)
    assert again.page is not None
    assert QuestionId("T11_phone") not in again.dialogue.answers
    assert "type the number" in phone.words()


@pytest.mark.parametrize("data", ["", "hello", "[]", "null", "{" * 3000, '{"v": 1}'])
async def test_anything_else_is_refused_too(phone: Talker, data: str) -> None:
    await at(phone, "T11")
    await phone.do(FromPage(data))
    assert kinds(phone.outcomes) == ["Refused", "Asking"]


async def test_an_angle_beyond_a_body_is_refused_by_its_range(phone: Talker) -> None:
    asked = await at(phone, "T11")
    await phone.do(page_data(sent(asked, left=120)))
    assert "120 seems unlikely" in phone.words()


async def test_a_reading_counts_once(phone: Talker) -> None:
    asked = await at(phone, "T11")
    await phone.do(page_data(sent(asked)))
    await phone.do(page_data(sent(asked)))
    assert "I have that reading already" in phone.words()


async def test_a_reading_counts_for_two_hours(phone: Talker) -> None:
    asked = await at(phone, "T11")
    phone.clock.move(timedelta(hours=2, minutes=1))
    await phone.do(page_data(sent(asked)))
    assert "too old to count" in phone.words()


async def test_the_token_of_somebody_else_is_worth_nothing(phone: Talker) -> None:
    asked = await at(phone, "T11")
    other = Talker(phone.transaction, phone.clock, id=type(phone.id)(8), measuring=PAGE)
    await other.settle_in(assessment=BY_PHONE)
    await other.do(page_data(sent(asked)))
    assert "belongs to another question" in other.words()


ONLY_BY_PHONE = ("T28", "T29", "T30", "T31")


@pytest.mark.parametrize("test", ONLY_BY_PHONE)
async def test_a_test_of_the_phone_has_its_own_figure_and_procedure_and_may_be_typed(
    test: str, me: Talker
) -> None:
    me.measuring = PAGE
    await me.settle_in()
    async with me.transaction() as store:
        id = await store.dialogues.open(me.id, AGAIN, me.clock())
        empty = Dialogue(id, CATALOG.scripts[AGAIN], {})
        asked_for = replace(empty, answers={TESTS: frozenset({OptionId(test)})})
        await store.dialogues.save(empty, asked_for, me.clock())
    await me.do(FromPage("what was there before"))
    card = next(screen for screen in me.screens() if screen.open_page)
    assert card.picture is not None
    assert card.picture.figure == f"test_{test}"
    steps = CATALOG.tests[TestId(test)].questions[0].card
    assert steps is not None
    assert all(step.english in card.text for step in steps.steps)
    await me.say("left 24 right 26")
    answered = me.outcomes[0]
    assert isinstance(answered, Answered)
    assert answered.question.id == test
    assert answered.value == Sides(24.0, 26.0)
