"""Measured answers: what people write for a number, for both sides, for a date."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BotError, NotADate, NotANumber
from bot.domain.ids import QuestionId, Side
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Sides
from bot.domain.talk.question import Kind, Question
from bot.understanding.measured import Measure, OneSide, read_measured
from tests.understanding.words_of import WORDS

TODAY = date(2026, 11, 22)
"""A Sunday."""


def answer(kind: Kind, text: str, unit: str = "") -> Measure | None:
    asked = Question(QuestionId("q"), Phrase("q", "?"), kind, unit=unit)
    measured = read_measured(asked, text, WORDS, TODAY)
    return None if measured is None else measured.value


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
        ("cm", "minus two", -2),
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
        ("cm", "none", 0),
    ],
)
def test_a_number_is_read_in_the_questions_unit(unit: str, text: str, value: float) -> None:
    assert answer(Kind.NUMBER, text, unit) == pytest.approx(value)


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
def test_a_number_per_side_keeps_the_sides_apart(text: str, value: Measure) -> None:
    assert answer(Kind.SIDES, text, "s") == value


@pytest.mark.parametrize("text", ["19", "left 5 right 6 left 7", "1 2 3", "L5 L6"])
def test_numbers_whose_sides_are_unclear_are_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        answer(Kind.SIDES, text, "s")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2027-03-01", "2027-03-01"),
        ("2024-02-29", "2024-02-29"),
        ("1 March 2027", "2027-03-01"),
        ("12 May 2026", "2026-05-12"),
        ("March 1st", "2027-03-01"),
        ("the 3rd of May", "2027-05-03"),
        ("March 2026", "2026-03-01"),
        ("25/12/2026", "2026-12-25"),
        ("25.12.2026", "2026-12-25"),
        ("tomorrow", "2026-11-23"),
        ("next friday", "2026-11-27"),
        ("in 2 weeks", "2026-12-06"),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, value: str) -> None:
    assert answer(Kind.DATE, text) == value


@pytest.mark.parametrize(("text", "reason"), [("03/04/2027", "order"), ("31 feb", None)])
def test_a_date_that_is_none_or_could_be_two_is_refused(text: str, reason: str | None) -> None:
    with pytest.raises(NotADate) as error:
        answer(Kind.DATE, text)
    assert error.value.details.get("reason") == reason


@pytest.mark.parametrize("text", ["later", "did 3 of 5", "pause until monday", "help", ""])
@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.SIDES])
def test_what_tells_no_measure_is_no_answer(text: str, kind: Kind) -> None:
    with suppress(NotANumber):
        assert answer(kind, text, "cm") is None


BITS = ["left", "12", "7:30", "-", ",", "may", "5", "half", "cm", "1", "of", "am", "tomorrow"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from((Kind.NUMBER, Kind.SIDES, Kind.DATE)),
    st.text(max_size=60) | st.lists(st.sampled_from(BITS), max_size=12).map(" ".join),
)
def test_no_text_breaks_an_answer(kind: Kind, text: str) -> None:
    with suppress(BotError):
        answer(kind, text, "cm")
