"""The way to the first exercise is short, by the shortest way and with two conditions."""

import re
from dataclasses import dataclass, field

import pytest

from bot.domain.ids import QuestionId, ScriptId
from bot.domain.intent import CardVerb, OnCard
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown, FirstEnding, FirstExercise, FirstExerciseEnded
from bot.domain.talk.answers import Answers
from tests.app.talker import CATALOG, Talker, kinds

AGREE = "[I agree, let us start]"
NONE = "[None of these]"
URGENT = ("card_red", "card_injury", "card_slow")
CONDITIONS = ("card_health", "card_body", "card_comfort")
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w[\w'’:/-]*")


@dataclass
class Way:
    """What somebody did and was shown."""

    me: Talker
    actions: int = 0
    words: int = 0
    asked: list[str] = field(default_factory=list)

    async def go(self, *lines: str) -> None:
        """Do these, one action each, and count every word of every message, new or edited."""
        for line in lines:
            await self.me.say(line)
            self.actions += 1
            for screen in self.me.screens():
                shown = [_TAG.sub(" ", screen.text)]
                shown += [button.text for row in screen.rows for button in row]
                self.words += sum(len(_WORD.findall(words)) for words in shown)
            for outcome in self.me.outcomes:
                if isinstance(outcome, Asking) and outcome.dialogue.current is not None:
                    self.asked.append(outcome.dialogue.current.id)

    @property
    def arrived(self) -> bool:
        """Whether the first exercise is shown."""
        return any(isinstance(outcome, FirstExercise) for outcome in self.me.outcomes)


def asked(me: Talker) -> str | None:
    """Return the question that stands open in the last message."""
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    return None if asking.dialogue.current is None else asking.dialogue.current.id


async def test_a_stiff_neck_reaches_the_first_exercise_in_16_actions_and_550_words(
    me: Talker,
) -> None:
    way = Way(me)
    await way.go("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6)
    assert way.arrived
    assert {*URGENT, *CONDITIONS} <= {*way.asked}
    assert way.actions <= 16
    assert way.words <= 550


async def test_somebody_with_two_conditions_needs_24_actions_and_900_words(me: Talker) -> None:
    way = Way(me)
    await way.go("/start", AGREE, "[1 Neck]", "[3]", "61", *[NONE] * 3)
    await way.go("[Yes]", "[High blood pressure]", "[Next]", NONE)
    await way.go("[No]", "[Yes]", "[Under 160 over 90]")
    await way.go("[Yes]", "[Arthritis]", "[Next]", NONE, "[No]")
    await way.go(NONE)
    assert way.arrived
    assert (await me.person()).lock is None
    assert way.actions <= 24
    assert way.words <= 900


async def test_who_has_a_disc_that_exercise_makes_worse_hears_whom_to_ask(me: Talker) -> None:
    await me.say("/start", AGREE, "[4 Low back]", "[3]", "44", *[NONE] * 4)
    await me.say(
        "[Yes]", "[Slipped disc]", "[Next]", NONE, "[Yes]", "low back", "[That is all]", NONE
    )
    assert {"Rescreened", "FirstExercise"} <= set(kinds(me.outcomes))
    assert "Ask somebody who can examine it" in me.words()


@pytest.mark.parametrize("place", CATALOG.plan_rules.first)
async def test_whatever_hurts_has_a_first_exercise(me: Talker, place: str | None) -> None:
    typed = "nothing hurts" if place is None else f"my {str(place).replace('_', ' ')}, 3 of 10"
    await me.say("/start", AGREE, typed, "34", *[NONE] * 6)
    shown = me.outcomes[-1]
    assert isinstance(shown, FirstExercise)
    assert shown.place == place


async def test_the_number_of_steps_never_grows_while_somebody_answers(me: Talker) -> None:
    counter = re.compile(r"\d+ of \d+")
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34")
    for line in (NONE, "[Yes]", "[Past cancer]"):
        await me.say(line)
        assert not counter.search(me.words())


async def test_words_tell_place_side_and_level_and_none_of_it_is_asked_again(me: Talker) -> None:
    await me.say("/start", AGREE, "my right knee hurts, about 4 of 10")
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "safety"
    answers = await told_in(me, "complaint")
    assert answers[QuestionId("complaint_side")] == "right"
    assert answers[QuestionId("pain_knee")] == 4
    assert answers[QuestionId("pain_regions")] == frozenset({"knee"})


async def test_as_many_minutes_are_kept_as_were_typed(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6, "[Later]")
    await me.say("[20:00]", "Kyiv", "15 min")
    assert "up to 15 minutes" in me.words()
    assert (await me.person()).preferences.minutes == 15


async def test_of_two_levels_told_at_once_the_one_of_usual_days_is_kept(me: Talker) -> None:
    words = "I sit all day and my neck is stiff, mostly a 3 but 5 on bad days"
    await me.say("/start", AGREE, words)
    assert asked(me) == "age"
    assert (await told_in(me, "complaint"))[QuestionId("pain_neck")] == 3


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("I am 52 and my right shoulder hurts, 4 of 10", 52),
        ("i'm a 67 year old teacher, my neck hurts, 4 of 10", 67),
    ],
)
async def test_an_age_told_with_the_complaint_is_said_back_and_asked_only_by_going_back(
    me: Talker, words: str, age: int
) -> None:
    await me.say("/start", AGREE, words)
    assert f"you are {age}" in me.words()
    assert asked(me) == "card_red"
    await me.say("[Back]")
    assert asked(me) == "age"
    await me.say("34", *[NONE] * 6)
    assert isinstance(me.outcomes[-1], FirstExercise)
    assert (await told_in(me, "safety"))[QuestionId("age")] == 34


@pytest.mark.parametrize(
    "words",
    [
        "I am 16 and my knee hurts, 4 of 10",
        "my son is 41, my knee hurts, 4 of 10",
        "my back has hurt for 30 years, 4 of 10",
        "i'm at a desk 50 hours a week, neck, 4 of 10",
    ],
)
async def test_what_is_no_age_of_an_adult_leaves_the_question_to_be_asked(
    me: Talker, words: str
) -> None:
    await me.say("/start", AGREE, words)
    assert asked(me) == "age"


async def test_later_leads_on_to_the_set_up_and_the_exercise_waits(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6, "[Later]")
    assert kinds(me.outcomes) == ["FirstExerciseEnded", "Asking"]
    await me.say("[20:00]", "Kyiv", "[10 min]")
    assert "SetUp" in kinds(me.outcomes)
    await me.say("[Another day]", "/today")
    assert kinds(me.outcomes) == ["RoutineDue"]


async def test_the_first_routine_may_be_done_on_a_day_that_was_not_chosen(me: Talker) -> None:
    await me.settle_in(days=frozenset({(me.clock().weekday() + 3) % 7}))
    await me.say("/today")
    assert kinds(me.outcomes) == ["RoutineDue"]
    await me.say("[Start]")
    assert kinds(me.outcomes)[0] in ("PainAsked", "CardShown")


async def test_what_hurts_in_the_first_exercise_is_met_with_sympathy(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6, "[It hurts]")
    [asked] = me.outcomes
    assert isinstance(asked, CardShown)
    for verb, argument in ((CardVerb.HURTS, "neck.5"), (CardVerb.LEAVE, "")):
        await me.do(OnCard(asked.workout.day, 0, verb, argument=argument))
    assert "sorry" in me.words()
    assert kinds(me.outcomes)[-1] == "Asking"
    async with me.transaction() as store:
        assert (await (await me.context(store)).screening()).flags == ()


async def test_whoever_has_a_lock_gets_no_exercise(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 4)
    await me.say("[Yes]", "[Osteoporosis]", "[Next]", NONE, NONE)
    assert (await me.person()).lock is not None
    assert "FirstExercise" not in kinds(me.outcomes)
    await me.say("/today")
    assert "FirstExercise" not in kinds(me.outcomes)


async def test_nobody_of_61_is_asked_about_a_pregnancy(me: Talker) -> None:
    way = Way(me)
    await way.go("/start", AGREE, "[1 Neck]", "[3]", "61", *[NONE] * 3)
    assert "regnan" not in me.words()
    await way.go("[Yes]", NONE)
    assert not any("regnan" in b.text for s in me.screens() for row in s.rows for b in row)
    await way.go("[Not sure]")
    assert "pregnancy" not in way.asked


async def test_what_exercise_makes_worse_closes_its_place_and_nothing_else(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "61", *[NONE] * 4)
    await me.say("[Yes]", "[Arthritis]", "[Next]", NONE)
    await me.say("[Yes]", "[Next]", "[Knee]", "[That is all]")
    await me.say(NONE)
    shown = me.outcomes[-1]
    assert isinstance(shown, FirstExercise)
    assert (await me.person()).lock is None


async def test_words_at_a_long_list_end_only_the_part_that_is_shown(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 3, "[Yes]")
    [first_part] = me.outcomes[-1:]
    assert isinstance(first_part, Asking)
    shown = first_part.dialogue.part
    [second_part] = (await me.say("high blood pressure"))[-1:]
    assert isinstance(second_part, Asking)
    assert not {*shown} & {*second_part.dialogue.part}
    await me.say("none of these")
    answers = await told_in(me, "safety")
    assert answers[QuestionId("health_which")] == frozenset({"pressure"})


async def test_a_typed_none_of_the_first_part_asks_the_rest_too(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 3, "[Yes]")
    [asking] = (await me.say("none of these"))[-1:]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "health_which"
    await me.say("I am pregnant")
    assert (await told_in(me, "safety"))[QuestionId("health_which")] == frozenset({"pregnancy"})


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("done", FirstEnding.DONE),
        ("later", FirstEnding.LATER),
        ("not today", FirstEnding.LATER),
        ("skip", FirstEnding.LATER),
    ],
)
async def test_words_at_the_first_exercise_are_its_buttons(
    me: Talker, words: str, how: FirstEnding
) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6)
    ended, asking = await me.say(words)
    assert isinstance(ended, FirstExerciseEnded)
    assert ended.how is how
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "setup"


async def test_further_questions_can_be_put_off_in_words(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6, "done")
    await me.say("7:30", "Kyiv", "[10 min]", "later")
    assert kinds(me.outcomes) == ["Answered", "Chatted"]


async def test_assess_goes_on_with_more_until_nothing_tells_enough(me: Talker) -> None:
    """Each sitting asks what no sitting of the last two weeks has asked."""
    await me.say("/start", AGREE, "[1 Neck]", "[3]", "34", *[NONE] * 6, "[Done]")
    await me.say("7:30", "Kyiv", "[10 min]", "[Now]", *["[Skip]"] * 4, "[Under 4 hours]")
    await me.say("[Do them now]", "[Not now]", "[Not now]")
    assert "Assessed" in kinds(me.outcomes)
    first = set(await told_in(me, "assessment"))
    [asking] = (await me.say("/assess"))[-1:]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id not in first


async def told_in(me: Talker, script: str) -> Answers:
    """Return what was told in a script."""
    async with me.transaction() as store:
        return await store.dialogues.answers(me.id, [ScriptId(script)])


async def test_who_lives_at_4_and_stays_there_goes_on_training(me: Talker) -> None:
    await me.say("/start", AGREE, "[1 Neck]", "[4]", "34", *[NONE] * 6, "[Later]")
    await me.say("[20:00]", "Kyiv", "[10 min]", "[Another day]")
    for _ in range(5):
        while "RoutineDue" not in kinds(await me.next_push()):
            pass
        outcomes = await me.say("done, neck 4, effort 5")
        assert "Asking" not in kinds(outcomes)
    assert (await me.person()).lock is None
