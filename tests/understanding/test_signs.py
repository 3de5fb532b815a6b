"""The ear for warning signs: heard behind anything, in lay words, hardly any false alarm."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.read import read_yaml
from bot.domain.acts import HeardFlag
from bot.domain.ids import FlagId
from bot.understanding.context import TextContext
from bot.understanding.fixtures import example_situations
from bot.understanding.load import understander
from bot.understanding.red_flags import sign_ear
from bot.understanding.signs.kinds import FILE, read_kinds
from bot.understanding.situations import SITUATIONS
from tests.content import real_catalog

HERE = Path(__file__).parent
SAFETY = HERE.parent / "domain" / "safety"
CONTENT = content_folder()
EAR = sign_ear(CONTENT)
KINDS = read_kinds(CONTENT / "understanding" / FILE)
RED = [(flag, text) for flag, texts in read_yaml(SAFETY / "red.yaml").items() for text in texts]
HARMLESS = read_yaml(SAFETY / "harmless.yaml")
FRESH = [phrase["text"] for phrase in read_yaml(HERE / "fresh_flags.yaml")["phrases"]]
NEAR = list(read_yaml(HERE / "near_misses.yaml")["phrases"])
OPENINGS = read_yaml(HERE / "openings.yaml")


def heard(text: str, situation: str = "idle", known: frozenset[str] = frozenset()) -> str | None:
    flag = EAR(text, TextContext(situation, known=known))
    return flag.id if flag else None


def test_nearly_every_warning_sign_is_heard_as_its_own() -> None:
    missed = [text for _, text in RED if heard(text) is None]
    assert len(missed) <= 0.01 * len(RED), missed
    named = [flag for flag, text in RED if heard(text) == flag]
    assert len(named) >= 0.9 * len(RED)


def test_phrases_that_no_example_was_made_of_are_heard() -> None:
    missed = [text for text in FRESH if heard(text) is None]
    assert len(missed) <= 0.03 * len(FRESH), missed


def test_few_harmless_messages_are_asked_about() -> None:
    assert sum(heard(text) is not None for text in HARMLESS) <= 0.02 * len(HARMLESS)
    assert sum(heard(text) is not None for text in NEAR) <= 0.11 * len(NEAR)


def test_ten_signs_are_heard_behind_fifty_ordinary_openings() -> None:
    rng = Random(1)
    messages = [
        opening + rng.choice(OPENINGS["joiners"]) + sign
        for opening in OPENINGS["openings"]
        for sign in OPENINGS["signs"].values()
    ]
    missed = [text for text in messages if heard(text) is None]
    assert len(messages) == 500
    assert len(missed) <= 0.03 * len(messages), missed


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain",
        "I don't have chest pain",
        "no pain, numbness between my legs or weakness",
        "no chest pain, no numbness",
        "chest pain? no",
        "my mother has chest pain",
        "my wife says her chest hurts",
        "my dad had a stroke",
        "years ago I had chest pain",
    ],
)
@pytest.mark.parametrize("situation", ["idle", "flag", "safety"])
def test_what_is_denied_or_somebody_elses_or_long_ago_is_no_sign(text: str, situation: str) -> None:
    assert heard(text, situation) is None


@pytest.mark.parametrize(
    "text",
    [
        "not sure, but chest pain I think",
        "no fever but chest pain",
        "CHEST PAIN!!!",
        "done. also chest pain since this morning",
        "did 3 of 5, knee 4, chest pain",
        "I'm not joking, my chest hurts",
        "chest  pain",
        "when i was climbing the stairs today i got chest pain",
        "my wife is away, i have chest pain and my left arm hurts",
        "i used to be fit but i have crushing chest pain",
        "today was fine and I did it all " * 20 + ". now chest pain",
    ],
)
def test_neither_others_nor_the_past_nor_a_negation_silences_the_rest(text: str) -> None:
    assert heard(text) == "R04"


@pytest.mark.parametrize(
    "text", ["my wife says my speech is slurred", "husband noticed i was slurring my words"]
)
def test_what_somebody_else_says_of_the_writer_counts(text: str) -> None:
    assert heard(text) == "R06"


def test_two_signs_in_one_message_come_to_a_grave_one() -> None:
    flag = EAR("picked up my daughter and now i cant feel my legs and cant pee", TextContext())
    assert flag is not None
    assert flag.refer == "urgent"


@pytest.mark.parametrize("text", ["", " ", "👍", "…", "?!", "12", "\n\n", "🚀" * 500, "x" * 4096])
def test_a_message_without_words_is_heard_without_signs(text: str) -> None:
    assert [situation for situation in SITUATIONS if heard(text, situation) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "some bleeding this morning",
        "contractions every ten minutes",
        "leaking fluid since last night",
        "really bad headache all day",
        "cramps in my belly since noon",
    ],
)
def test_who_is_pregnant_need_not_say_so_again(text: str) -> None:
    assert heard(text, known=frozenset({"pregnant"})) == "R17"


@pytest.mark.parametrize(
    "text",
    ["next", "done", "later", "5", "all good", "knee hurts", "it hurts", "back is sore today"],
)
def test_who_is_pregnant_may_speak_of_ordinary_things(text: str) -> None:
    assert heard(text, known=frozenset({"pregnant"})) is None


@pytest.mark.parametrize(
    "text",
    [
        "yes it is under control, I take tablets",
        "i take pills every day for my thyroid",
        "on antidepressants for years and doing fine",
        "took two paracetamol and it went away",
    ],
)
def test_whoever_takes_tablets_is_in_no_crisis(text: str) -> None:
    assert heard(text, "safety") in (None, "screen")


@pytest.mark.parametrize(
    "text",
    [
        "i have saved up all my tablets",
        "took the whole packet of pills on purpose",
        "thinking of an overdose tonight",
    ],
)
def test_tablets_that_are_meant_to_kill_are_heard(text: str) -> None:
    assert (heard(text) or "")[:1] == "C"


@pytest.mark.parametrize(
    "text",
    [
        "our puppy bit me in the ankle again, he thinks it is a game",
        "my sparring partner choked me out twice at judo, we laughed",
        "the toddler hits me with a rubber duck during every plank",
        "I play the murderer in our panto and die every evening at nine",
        "I have to give the cat her tablet first, so write me at eight",
        "my sister works at the surgery and books appointments all day",
    ],
)
def test_play_animals_and_the_work_of_others_are_no_sign(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I have to take water tablets",
        "I took my pills with breakfast",
        "i have to take tablets every day",
        "there are so many tablets I have to take",
    ],
)
def test_medicine_alone_is_never_more_than_asked_about(text: str) -> None:
    flag = EAR(text, TextContext())
    assert flag is None or flag.refer != "crisis" or flag.doubted


@pytest.mark.parametrize(
    "text",
    [
        "I see no reason to get up any more. I take my tablets and sleep",
        "i take sertraline and i think about dying",
        "I have been saving up my tablets",
        "I took all my pills",
        "I take antidepressants and nobody would miss me",
        "my meds dont work and i cant go on",
        "the antidepressants do nothing and i cannot carry on like this",
        "no medication helps any more, i want it all to end",
        "i have taken too many tablets",
        "took a few too many pills last night",
    ],
)
def test_medicine_beside_words_of_a_crisis_leaves_no_doubt(text: str) -> None:
    flag = EAR(text, TextContext())
    assert flag is not None
    assert flag.refer == "crisis"
    assert not flag.doubted


def test_every_sign_says_what_to_do_and_by_when() -> None:
    flags = real_catalog().flags
    for kind in KINDS.values():
        assert kind.when in ("now", "today", "soon")
        if kind.refer != "screen":
            flag = flags[FlagId(kind.id)]
            assert str(flag.refer) == kind.refer
            assert flag.advice is not None


def test_the_same_words_come_to_the_same_sign() -> None:
    once = [EAR(text, TextContext()) for text in FRESH]
    assert once == [EAR(text, TextContext()) for text in FRESH]
    assert all(flag is None or isinstance(flag, HeardFlag) for flag in once)


@pytest.mark.parametrize(
    "text", ["arthritis", "high blood pressure", "scoliosis", "a slipped disc"]
)
def test_a_condition_is_an_answer_where_it_is_asked_for_and_news_elsewhere(text: str) -> None:
    listening = replace(understander(CONTENT), ear=EAR)
    contexts = example_situations(CONTENT).contexts
    assert listening.understand(text, contexts["safety"]).flag is None
    heard = listening.understand(f"i was diagnosed with {text}", contexts["safety"]).flag
    assert heard is not None
    assert heard.refer == "screen"
