"""Typed answers to a question: what people write for a number, a side, a time, an option."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BotError, NotADate, NotAnOption, NotANumber, NotATime
from bot.domain.ids import OptionId, QuestionId, Side
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.question import Kind, Option, Question
from bot.understanding.answer import OneSide, read_answer
from tests.understanding.words_of import LEXICON

TODAY = date(2026, 11, 22)
"""A Sunday."""


def question(kind: Kind, unit: str = "", *options: Option) -> Question:
    return Question(
        QuestionId("q"),
        Phrase("q", "?"),
        kind,
        options=options,
        unit=unit,
        not_sure=True,
        skip=True,
    )


def option(id: str, words: str, alone: bool = False) -> Option:
    return Option(OptionId(id), Phrase(id, words), alone=alone)


SITTING = question(
    Kind.CHOICE,
    "",
    option("yes", "Yes"),
    option("no", "No"),
    option("less", "Less than 6 hours"),
    option("more", "More than 6 hours"),
)
PAINS = question(
    Kind.SEVERAL,
    "",
    option("neck", "Neck"),
    option("low_back", "Lower back"),
    option("knee", "Knees"),
    option("none", "None of these", alone=True),
)


def answer(asked: Question, text: str) -> Value | OneSide | None:
    return read_answer(asked, text, LEXICON, TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("7/10", 7),
        ("7 out of 10", 7),
        ("about four", 4),
        ("it's a 6 I think", 6),
        ("ten", 10),
        ("none", 0),
        ("no pain", 0),
        ("3-4", 4),
        ("3 or 4", 4),
        ("mild", 2),
        ("12", 12),
        ("-1", -1),
    ],
)
def test_a_scale_is_answered_by_a_number_or_a_word_for_it(text: str, value: float) -> None:
    assert answer(question(Kind.SCALE), text) == value


def test_a_share_of_another_scale_is_not_guessed() -> None:
    with pytest.raises(NotANumber):
        answer(question(Kind.SCALE), "3/5")


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("cm", "12 cm", 12),
        ("cm", "12,5", 12.5),
        ("cm", "12.5cm", 12.5),
        ("cm", "5 inches", 12.7),
        ("cm", '5"', 12.7),
        ("cm", "half an inch", 1.27),
        ("cm", "2½ inches", 6.35),
        ("cm", "1 foot 3", 38.1),
        ("cm", "about 30 mm", 3),
        ("cm", "-3", -3),
        ("cm", "12-13 cm", 12.5),
        ("s", "about 30 sec", 30),
        ("s", "half a minute", 30),
        ("s", "a minute", 60),
        ("s", "1:10", 70),
        ("s", "1 min 10", 70),
        ("s", "1m10s", 70),
        ("s", "1 min and 5 sec", 65),
        ("s", "one and a half minutes", 90),
        ("years", "I'm thirty-four", 34),
        ("years", "34 years old", 34),
        ("times", "12 reps", 12),
        ("times", "twelve", 12),
    ],
)
def test_a_number_is_read_in_the_questions_unit(unit: str, text: str, value: float) -> None:
    assert answer(question(Kind.NUMBER, unit), text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("left 19 right 41", Sides(19, 41)),
        ("L19 R41", Sides(19, 41)),
        ("r 41 l 19", Sides(19, 41)),
        ("19/41", Sides(19, 41)),
        ("19 and 41", Sides(19, 41)),
        ("19 left, 41 right", Sides(19, 41)),
        ("left: 19s, right: 1:10", Sides(19, 70)),
        ("my left was 19 and right 41", Sides(19, 41)),
        ("both 12", Sides(12, 12)),
        ("left 19", OneSide(Side.LEFT, 19)),
        ("right 41 seconds", OneSide(Side.RIGHT, 41)),
    ],
)
def test_a_number_per_side_keeps_the_sides_apart(text: str, value: Value | OneSide) -> None:
    assert answer(question(Kind.SIDES, "s"), text) == value


@pytest.mark.parametrize("text", ["19", "left 5 right 6 left 7", "1 2 3", "L5 L6"])
def test_numbers_whose_sides_are_unclear_are_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        answer(question(Kind.SIDES, "s"), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7:30", "07:30"),
        ("7.30 am", "07:30"),
        ("7pm", "19:00"),
        ("half past seven", "07:30"),
        ("quarter to 8", "07:45"),
        ("10 past 6", "06:10"),
        ("seven thirty pm", "19:30"),
        ("at 7 in the evening", "19:00"),
        ("19h", "19:00"),
        ("0730", "07:30"),
        ("noon", "12:00"),
        ("12am", "00:00"),
        ("midnight", "00:00"),
        ("in the morning", "07:00"),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, value: str) -> None:
    assert answer(question(Kind.TIME), text) == value


@pytest.mark.parametrize("text", ["24:00", "25", "7:75"])
def test_a_time_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(NotATime):
        answer(question(Kind.TIME), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2027-03-01", "2027-03-01"),
        ("1 March 2027", "2027-03-01"),
        ("March 1st", "2027-03-01"),
        ("25/12/2026", "2026-12-25"),
        ("tomorrow", "2026-11-23"),
        ("next friday", "2026-11-27"),
        ("in 2 weeks", "2026-12-06"),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, value: str) -> None:
    assert answer(question(Kind.DATE), text) == value


@pytest.mark.parametrize(("text", "reason"), [("03/04/2027", "order"), ("31 feb", None)])
def test_a_date_that_is_none_or_could_be_two_is_refused(text: str, reason: str | None) -> None:
    with pytest.raises(NotADate) as error:
        answer(question(Kind.DATE), text)
    assert error.value.details.get("reason") == reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", "yes"),
        ("yep", "yes"),
        ("nope", "no"),
        ("2", "no"),
        ("the third one", "less"),
        ("less", "less"),
        ("more than 6", "more"),
        ("more than 6 huors", "more"),
    ],
)
def test_an_option_is_chosen_by_its_words_or_its_place(text: str, value: str) -> None:
    assert answer(SITTING, text) == value


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1 and 3", {"neck", "knee"}),
        ("1,3", {"neck", "knee"}),
        ("1-3", {"neck", "low_back", "knee"}),
        ("neck and knees", {"neck", "knee"}),
        ("lower back, neck", {"neck", "low_back"}),
        ("my back", {"low_back"}),
        ("none", {"none"}),
        ("all of them", {"neck", "low_back", "knee"}),
    ],
)
def test_several_options_are_chosen_at_once(text: str, chosen: set[str]) -> None:
    assert answer(PAINS, text) == frozenset(chosen)


def test_options_are_known_by_their_words_in_the_persons_language() -> None:
    words = {"neck": "Nacken", "low_back": "Unterer Rücken", "knee": "Knie", "none": "Nichts davon"}
    for text, chosen in [("Nacken, Knie", {"neck", "knee"}), ("unterer rucken", {"low_back"})]:
        assert read_answer(PAINS, text, LEXICON, TODAY, words) == frozenset(chosen)


@pytest.mark.parametrize("text", ["9", "1 and 7", "1 and 2"])
def test_a_place_beyond_the_list_is_no_option(text: str) -> None:
    with pytest.raises(NotAnOption):
        answer(SITTING, text)


@pytest.mark.parametrize("text", ["not sure", "no idea", "dunno", "I don't know", "idk"])
@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.NUMBER, Kind.SIDES, Kind.CHOICE, Kind.DATE])
def test_not_sure_is_an_answer_where_it_is_offered(text: str, kind: Kind) -> None:
    assert answer(question(kind), text) == NOT_SURE


@pytest.mark.parametrize("text", ["skip", "can't do this now", "rather not say", "pass"])
def test_skipping_is_an_answer_where_it_is_offered(text: str) -> None:
    assert answer(question(Kind.SIDES, "s"), text) == SKIPPED
    unskippable = Question(QuestionId("q"), Phrase("q", "?"), Kind.SIDES)
    assert read_answer(unskippable, text, LEXICON, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["later", "remind me at 7", "did 3 of 5", "knee hurts", "pause until monday", "help", ""],
)
@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.NUMBER, Kind.SIDES])
def test_a_request_is_not_taken_for_an_answer(text: str, kind: Kind) -> None:
    assert answer(question(kind, "cm"), text) is None


BITS = ["left", "12", "7:30", "-", ",", "may", "5", "half", "cm", "1", "of", "am", "tomorrow"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(list(Kind)),
    st.text(max_size=60) | st.lists(st.sampled_from(BITS), max_size=12).map(" ".join),
)
def test_no_text_breaks_an_answer(kind: Kind, text: str) -> None:
    with suppress(BotError):
        read_answer(question(kind, "cm", *PAINS.options), text, LEXICON, TODAY)


@pytest.mark.parametrize("text", ["minus two", "-2", "negative 2"])
def test_below_zero_is_not_taken_for_a_pain(text: str) -> None:
    assert answer(question(Kind.SCALE), text) == -2.0
