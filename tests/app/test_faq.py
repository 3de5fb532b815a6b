"""Questions are answered wherever they are asked; nothing changes, and what was open stays open."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.faq.answer_question import ANSWERERS
from bot.app.faq.topics import TOPICS_OF
from bot.domain.acts import QUESTION
from bot.domain.intent import Command, Consent
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.faq import (
    ConditionTold,
    DoseTold,
    ExerciseExplained,
    ExerciseSafe,
    FaqAnswer,
    FoundTold,
    HowTo,
    HowToAnswer,
    MuscleExplained,
    NextTold,
    PatternExplained,
    QuestionAnswered,
    SideTold,
    TermExplained,
    TopicsOffered,
    TopicTold,
    WhyExercise,
    WhyQuestion,
    WhyRoutine,
)
from bot.domain.outcome.talk import Asking, Welcomed
from bot.domain.outcome.workout import CardShown
from tests.app.talker import CATALOG, Talker, kinds, rows

Place = Callable[[Talker], Awaitable[object]]


async def stranger(me: Talker) -> None:
    await me.say("/start")


async def safety(me: Talker) -> None:
    await me.say("/start")
    await me.do(Consent("1"))


async def idle(me: Talker) -> None:
    await me.settle_in()


async def routine(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("/today")


async def card(me: Talker) -> None:
    await routine(me)
    await me.say("[Start]")


async def choice(me: Talker) -> None:
    await me.settle_in()
    await me.say("/assess")


async def checkin(me: Talker) -> None:
    await routine(me)
    await me.say("/checkin")


async def after(me: Talker) -> None:
    await routine(me)
    await me.say("i did all of them")


async def flag(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have chest pain")


async def locked(me: Talker) -> None:
    await me.settle_in()
    await me.say("i have chest pain", "yes")


ASKED: dict[Place, dict[str, type[FaqAnswer]]] = {
    card: {
        "why this one": WhyExercise,
        "why this exercise?": WhyExercise,
        "how long do i hold": DoseTold,
        "how long do i hold it?": DoseTold,
        "which leg first": SideTold,
        "which side first?": SideTold,
        "how do i do it?": HowTo,
        "is this exercise bad for my knee?": ExerciseSafe,
        "is this bad for my knee?": ExerciseSafe,
        "what if it hurts": TopicTold,
        "is it safe with osteoporosis?": ConditionTold,
        "can i do this with glaucoma?": ConditionTold,
        "can i do it pregnant": ConditionTold,
        "what is a hip flexor": TermExplained,
        "is it normal to be sore": TopicTold,
        "what did you find?": FoundTold,
    },
    routine: {
        "why these today?": WhyRoutine,
        "what is a resistance band?": TermExplained,
        "what does deload mean": TermExplained,
        "do i need shoes": TopicTold,
        "can i watch tv during this": TopicTold,
        "when is the next one?": NextTold,
        "what's a bird dog?": ExerciseExplained,
        "how do you do the glute bridge?": HowTo,
        "which side first?": TermExplained,
    },
    idle: {
        "what did you find": FoundTold,
        "what is wrong with me?": FoundTold,
        "what is a hip flexor": TermExplained,
        "how long till i see results": TopicTold,
        "can i run": TopicTold,
        "can i go running?": TopicTold,
        "is it ok to swim on the same day": TopicTold,
        "is it normal to be sore": TopicTold,
        "who are you": TopicTold,
        "can i talk to a human": TopicTold,
        "what do you keep about me?": TopicTold,
        "how much does it cost": TopicTold,
        "when is the next routine?": NextTold,
        "what is the soleus?": MuscleExplained,
        "what is upper crossed pattern?": PatternExplained,
        "what is a dead bug?": ExerciseExplained,
        "whats a plank?": ExerciseExplained,
        "is this safe for my back?": TopicTold,
        "can i do it every day": TopicTold,
        "does it work on ipad": TopicTold,
        "can people with diabetes do this": TopicTold,
    },
    after: {
        "can i shower straight away": TopicTold,
        "is being sore normal": TopicTold,
        "when is the next?": NextTold,
    },
    choice: {
        "why do you need to know": WhyQuestion,
        "how do i answer this?": HowToAnswer,
        "whats a deep low back arch": TermExplained,
        "what is a hip flexor?": TermExplained,
    },
    safety: {
        "can i go running?": TopicTold,
        "what is osteoporosis?": TopicTold,
        "who are you": TopicTold,
    },
    checkin: {
        "is it normal to be sore?": TopicTold,
        "what did you find?": FoundTold,
    },
    locked: {
        "can i still walk?": TopicTold,
        "can i talk to a human": TopicTold,
        "what did you find?": FoundTold,
    },
    stranger: {
        "who are you?": TopicTold,
        "how much does it cost?": TopicTold,
        "can i talk to a human?": TopicTold,
    },
}
WORDS = [(place, words, kind) for place, asked in ASKED.items() for words, kind in asked.items()]


def answers(outcomes: list[Outcome]) -> list[QuestionAnswered]:
    """What was answered."""
    return [one for one in outcomes if isinstance(one, QuestionAnswered)]


def kept(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """What is kept of a person, but for which updates were handled."""
    return {name: lines for name, lines in tables.items() if name != "updates"}


def open_question(outcomes: list[Outcome]) -> object:
    """The question that is asked last."""
    asking = [one for one in outcomes if isinstance(one, Asking)]
    return asking[-1].dialogue.current if asking else None


@pytest.mark.parametrize(
    ("place", "words", "kind"), WORDS, ids=[f"{p.__name__}: {w}" for p, w, _ in WORDS]
)
async def test_a_question_is_answered_where_it_is_asked(
    me: Talker, place: Place, words: str, kind: type[FaqAnswer], engine: AsyncEngine
) -> None:
    await place(me)
    asked, before = open_question(me.outcomes), kept(await rows(engine))
    outcomes = await me.say(words)
    assert [type(one.answer) for one in answers(outcomes)] == [kind], kinds(outcomes)
    assert kept(await rows(engine)) == before
    assert open_question(outcomes) == asked
    locks = [one.locked for one in answers(outcomes)]
    assert locks == [place is locked]
    assert place is not stranger or isinstance(outcomes[-1], Welcomed)


def test_there_are_sixty_questions() -> None:
    assert len(WORDS) >= 60


async def test_the_way_back_shows_the_open_card(me: Talker) -> None:
    await card(me)
    await me.say("how long till i see results?", "[Back to where I was]")
    assert isinstance(me.outcomes[0], CardShown)


async def test_an_unknown_question_offers_three_answers_and_is_counted_without_its_words(
    me: Talker, engine: AsyncEngine
) -> None:
    await idle(me)
    (answer,) = answers(await me.say("what is the capital of france?"))
    assert isinstance(answer.answer, TopicsOffered)
    assert len(answer.answer.nearest) == 3
    assert "I have no answer to that" in me.words()
    async with me.transaction() as store:
        assert (await store.counting.census(me.clock())).unanswered == 1
    assert "france" not in repr(await rows(engine)).lower()


async def test_a_tap_on_an_offer_is_answered(me: Talker) -> None:
    await idle(me)
    await me.say("what is the capital of france?")
    offers = me.screens()[0].rows
    (answer,) = answers(await me.do(offers[0][0].intent))
    assert isinstance(answer.answer, TopicTold)


async def test_a_tap_below_an_open_question_lets_the_question_stand(me: Talker) -> None:
    await choice(me)
    asked = open_question(me.outcomes)
    outcomes = await me.do(Command("about", "shoes"))
    assert [type(one.answer) for one in answers(outcomes)] == [TopicTold]
    assert open_question(outcomes) == asked


async def test_the_question_about_a_warning_sign_stays_open(me: Talker) -> None:
    await flag(me)
    outcomes = await me.say("who are you?")
    assert isinstance(outcomes[-1], FlagHeard)
    assert not [one for one in outcomes if type(one).__name__ == "CardShown"]


async def test_what_is_closed_for_a_condition_is_said_of_the_open_exercise(me: Talker) -> None:
    await card(me)
    (answer,) = answers(await me.say("is it safe with osteoporosis?"))
    condition = answer.answer
    assert isinstance(condition, ConditionTold)
    assert condition.exercise is not None
    exercise = CATALOG.exercises[condition.exercise]
    assert condition.closed == bool(exercise.closed_by & CATALOG.flags[condition.flag.id].closes)


@pytest.mark.parametrize("argument", ["", "nowhere", "how.", "how.nothing", "x" * 300, "running"])
async def test_about_takes_any_argument(me: Talker, argument: str) -> None:
    await idle(me)
    assert answers(await me.do(Command("about", argument)))


def _named_topics() -> Iterator[str]:
    for topics in TOPICS_OF.values():
        yield from topics
    yield from ("results_when", "form_check", "if_it_hurts")


def test_every_act_that_asks_has_an_answer_and_every_named_topic_exists() -> None:
    assert set(ANSWERERS) == set(QUESTION) - {"help"}
    assert set(_named_topics()) <= set(CATALOG.topics)
    assert {"side_first", "lock"} <= set(CATALOG.glossary)
