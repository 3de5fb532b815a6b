"""Red flags in free text: every cry heard, hardly any false alarm."""

from pathlib import Path

import pytest

from bot.catalog.load import load
from bot.catalog.read import read_yaml
from bot.domain.ids import QuestionId
from bot.domain.safety.flag import Flag
from bot.domain.safety.heard import heard
from bot.domain.safety.slips import is_slip_of
from tests.understanding import flags

HERE = Path(__file__).parent
FLAGS = tuple(load(Path("content")).flags.values())
RED = [(flag, text) for flag, texts in read_yaml(HERE / "red.yaml").items() for text in texts]
HARMLESS = read_yaml(HERE / "harmless.yaml")


def named(text: str, flags: tuple[Flag, ...] = FLAGS) -> list[str]:
    return [flag.id for flag in heard(text, flags)]


def test_the_lists_are_as_long_as_they_must_be() -> None:
    assert len(RED) >= 80
    assert len(HARMLESS) >= 200


@pytest.mark.parametrize(("flag", "text"), RED)
def test_every_red_phrase_is_heard_as_its_flag(flag: str, text: str) -> None:
    assert flag in named(text)


def test_at_most_two_in_a_hundred_harmless_messages_alarm() -> None:
    alarms = {text: named(text) for text in HARMLESS if named(text)}
    assert len(alarms) <= 0.02 * len(HARMLESS), alarms


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain",
        "I don't have chest pain",
        "no pain, numbness between my legs or weakness",
        "chest pain? no",
        "my mother has chest pain",
        "years ago I had chest pain",
        "what if I get chest pain",
    ],
)
def test_what_is_denied_or_somebody_elses_or_long_ago_is_no_alarm(text: str) -> None:
    assert named(text) == []


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
    ],
)
def test_a_negation_that_ends_or_is_taken_back_hides_nothing(text: str) -> None:
    assert "R04" in named(text)


def test_a_message_without_words_is_heard_without_flags() -> None:
    assert named("") == []
    assert named("👍 … 12") == []


def test_a_complaint_at_the_end_of_a_long_text_is_still_heard() -> None:
    assert "R04" in named("today was fine and I did it all " * 20 + ". now chest pain")


@pytest.mark.parametrize(
    ("said", "meant", "slip"),
    [
        ("chset", "chest", True),
        ("ches", "chest", True),
        ("chess", "chest", False),
        ("half", "calf", False),
        ("numbnes", "numbness", True),
        ("weekness", "weakness", True),
        ("paint", "faint", False),
    ],
)
def test_a_slip_is_forgiven_but_another_word_is_not(said: str, meant: str, slip: bool) -> None:
    assert is_slip_of(said, meant) is slip


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my wife says my speech is slurred", "R06"),
        ("husband noticed i was slurring my words", "R06"),
    ],
)
def test_what_somebody_else_says_of_the_writer_counts(text: str, flag: str) -> None:
    assert flag in named(text)


@pytest.mark.parametrize("text", ["my wife says her chest hurts", "my dad had a stroke I think"])
def test_what_somebody_says_of_themselves_is_no_alarm(text: str) -> None:
    assert named(text) == []


def test_every_phrase_of_the_second_list_is_heard() -> None:
    assert list(flags.missed()) == []


def test_at_most_two_in_a_hundred_near_misses_alarm() -> None:
    alarms = list(flags.false_alarms())
    assert len(alarms) <= 0.02 * len(flags.harmless()), alarms


PREGNANT = {QuestionId("pregnancy"): "pregnant"}
CRIES_OF_PREGNANT = (
    "some bleeding this morning",
    "I had a bit of spotting after the walk",
    "contractions every ten minutes",
    "a gush of water just now",
    "leaking fluid since last night",
    "really bad headache all day",
    "my left calf is swollen and hot",
    "cramps in my belly since noon",
)
HARMLESS_OF_PREGNANT = (
    "no bleeding, all fine",
    "my gums bleed when I brush",
    "done, a little headache",
    "blood pressure was fine at the midwife",
    "blood test tomorrow, skip",
    "my calf is tight",
    "did 3 of 4, calf cramp at night in bed",
)


@pytest.mark.parametrize("text", CRIES_OF_PREGNANT)
def test_who_is_pregnant_need_not_say_so_again(text: str) -> None:
    assert "R17" in [flag.id for flag in heard(text, FLAGS, PREGNANT)]
    assert "R17" not in named(text)


@pytest.mark.parametrize("text", HARMLESS_OF_PREGNANT)
def test_who_is_pregnant_may_speak_of_small_things(text: str) -> None:
    assert [flag.id for flag in heard(text, FLAGS, PREGNANT)] == []


def test_who_is_pregnant_gives_no_more_false_alarms() -> None:
    said = [*HARMLESS, *flags.harmless()]
    alarms = [text for text in said if heard(text, FLAGS, PREGNANT)]
    assert len(alarms) <= 0.02 * len(said), alarms
