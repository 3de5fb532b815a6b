"""Consent, the first questions, and what is kept of them."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import DialogueId, FlagId, OptionId, QuestionId
from bot.domain.intent import Consent, Location, OnFlag, Other, Tap, Text
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.talk import Asking, ChangeOffered
from tests.app.talker import Talker, at_once, kinds, rows


async def test_before_consent_nothing_that_is_told_is_kept(me: Talker, engine: AsyncEngine) -> None:
    for intent in (
        Text("hello"),
        Text("I am 34 and my knee hurts"),
        Other("look at my back"),
        Location(50.4, 30.5),
        Tap(DialogueId(1), QuestionId("age"), OptionId("34")),
        OnFlag(FlagId("R01"), "yes"),
    ):
        assert kinds(await me.do(intent))[-1] in ("Welcomed", "FlagHeard")
    await me.say("/today", "/profile", "/assess", "/settings", "/export", "/privacy", "/help")
    kept = await rows(engine)
    assert set(kept) == {"people", "updates"}
    person = await me.person()
    assert person.lock is None
    assert person.preferences.zone is None
    assert not any("34" in str(value) for row in kept["people"] for value in row[1:3])


async def test_red_flag_words_before_consent_get_advice_and_are_not_kept(
    me: Talker, engine: AsyncEngine
) -> None:
    [heard] = await me.say("I have crushing chest pain and my left arm is numb")
    assert isinstance(heard, FlagHeard)
    assert not heard.consented
    assert me.screens()[0].rows == ()
    assert set(await rows(engine)) == {"people", "updates"}


async def test_a_deep_link_is_remembered_and_consent_asks_what_brings_them_here(
    me: Talker,
) -> None:
    await me.say("/start friend_123", "[I agree, let us start]")
    person = await me.person()
    assert person.came_from == "friend_123"
    assert person.consented
    [asking] = me.outcomes
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "complaint"


async def test_a_redelivered_update_changes_nothing_and_shows_the_present_state(
    me: Talker, engine: AsyncEngine
) -> None:
    await me.do(Consent("1"), update=1)
    shown = kinds(await me.do(Text("my neck"), update=2))
    assert shown == ["Answered", "Asking"]
    before = (await rows(engine))["answers"]
    [again] = await me.do(Text("my neck"), update=2)
    assert isinstance(again, Asking)
    assert again.dialogue.current is not None
    assert again.dialogue.current.id == "pain_neck"
    assert (await rows(engine))["answers"] == before


async def test_ten_racing_taps_leave_one_answer(me: Talker, engine: AsyncEngine) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")
    taps = [me.button("None of these"), me.button("Yes")] * 5
    await at_once(me, taps)
    answers = [row for row in (await rows(engine))["answers"] if "card_red" in row]
    assert len(answers) == 1


async def test_a_double_tap_asks_the_same_next_question(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")
    none = me.button("None of these")
    first, second = await me.do(none), await me.do(none)
    assert kinds(first) == kinds(second) == ["Answered", "Asking"]
    assert isinstance(first[1], Asking)
    assert isinstance(second[1], Asking)
    assert first[1].dialogue.current == second[1].dialogue.current


async def test_another_option_of_an_answered_question_changes_it_in_one_tap(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")
    some = me.button("Yes")
    await me.say("[None of these]")
    [offered] = await me.do(some)
    assert isinstance(offered, ChangeOffered)
    await me.say("[Yes, change it]")
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.answers[QuestionId("card_red")] == "some"
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "red_which"


async def test_a_tick_of_a_card_that_was_answered_leads_back_to_the_open_question(
    me: Talker,
) -> None:
    await me.settle_in()
    me.clock.move(timedelta(days=20))
    await me.say("/assess")
    tick = me.button("Neck")
    await me.say("[Shoulder]", "[Next]", "[Nowhere]", "[0]")
    assert kinds(await me.do(tick)) == ["Refused", "Asking"]


async def test_back_asks_the_last_question_again_and_forgets_its_answer(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")
    await me.say("[None of these]", "[Back]")
    [asking] = me.outcomes
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "card_red"
    [first] = await me.say("[Back]", "[Back]")  # the second asks for what is no more to be seen
    assert isinstance(first, Asking)
    assert first.dialogue.current is not None
    assert first.dialogue.current.id == "age"
    assert not any(row for row in me.screens()[0].rows if any(b.text == "Back" for b in row))


async def test_an_edited_message_changes_the_answer_it_gave(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")
    await me.say("43", edited=True)
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.answers[QuestionId("age")] == 43


async def test_a_person_can_leave_in_the_middle_and_go_on_where_they_were(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34", "/help")
    [asking] = await me.say("/start")
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "card_red"


async def test_under_eighteen_there_is_no_plan_and_no_self_test(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "15", "[Not sure]")
    await me.say(*["[None of these]"] * 6)
    assert kinds(me.outcomes)[-1] == "Referred"
    assert (await me.person()).lock is not None
    await me.say("/cleared", "[Yes, checked and fine]")
    assert (await me.person()).lock is not None
    due = await me.next_due()
    assert due is not None
    assert due - me.clock() >= timedelta(days=3 * 365)  # no plan: only a word when they are 18
    assert kinds(await me.next_push()) == ["CameOfAge"]


async def test_the_bot_promises_nothing_to_somebody_who_has_not_set_it_up(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "/pause", "/resume")
    assert await me.next_due() is None


async def test_who_tells_their_story_before_consent_is_asked_to_tell_it_again(me: Talker) -> None:
    await me.say("/start")
    assert kinds(await me.say("hi there")) == ["Welcomed"]
    heard = await me.say("my wife says I walk crooked, nothing hurts")
    assert kinds(heard) == ["Chatted", "Welcomed"]
    assert "I have not kept it" in me.words()
