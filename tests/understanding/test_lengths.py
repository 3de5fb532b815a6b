"""Lengths in hands, sheets, cards and fingers, as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BotError, HandUnknown
from bot.domain.ids import QuestionId, Side
from bot.domain.phrase import Phrase
from bot.domain.ruler import Lengths, Ruler
from bot.domain.talk.answers import Sides, error_of
from bot.domain.talk.question import Kind, Question
from bot.understanding.measured import TELLS_CM, Measure, OneSide, read_measured
from tests.understanding.words_of import WORDS

HAND = Lengths(ruler=Ruler.HAND, hand=20.0)
A4 = Lengths(ruler=Ruler.A4)
RULER = Lengths()
GAP = Question(QuestionId("q"), Phrase("q", "?"), Kind.NUMBER, unit="cm", low=-25, high=90)
KNEES = Question(QuestionId("q"), Phrase("q", "?"), Kind.SIDES, unit="cm", low=0, high=90)
HOLD = Question(QuestionId("q"), Phrase("q", "?"), Kind.NUMBER, unit="s", high=300)
SAID = st.lists(
    st.sampled_from(
        (
            *("left", "right", "one", "two", "three", "a", "half", "quarter", "and", "hand"),
            *("hands", "page", "pages", "of", "finger", "card", "cm", "2", "1", "/", "4"),
            *("minus", "about", "-", "no", "none", "ruler"),
        )
    ),
    max_size=8,
).map(" ".join)


def read(question: Question, text: str, lengths: Lengths = TELLS_CM) -> Measure | None:
    measured = read_measured(question, text, WORDS, date(2026, 11, 22), lengths)
    return None if measured is None else measured.value


@pytest.mark.parametrize(
    ("text", "lengths", "cm"),
    [
        ("three hands", HAND, 60),
        ("2", HAND, 40),
        ("one and a half", HAND, 30),
        ("about a hand and a half", HAND, 30),
        ("half a hand", HAND, 10),
        ("two and a quarter hands", HAND, 45),
        ("two hands and a quarter", HAND, 45),
        ("2 1/2 hand spans", HAND, 50),
        ("a quarter", HAND, 5),
        ("3/4", HAND, 15),
        ("minus a quarter of a hand", HAND, -5),
        ("3 fingers", HAND, 5.2),
        ("one and a half pages", A4, 44.5),
        ("one and a half pages", RULER, 44.5),
        ("half a page", A4, 14.8),
        ("1/4 page", A4, 7.4),
        ("three quarters of a sheet", A4, 22.3),
        ("an eighth", A4, 3.7),
        ("two sheets of paper", A4, 59.4),
        ("one letter page", A4, 27.9),
        ("2 bank cards", RULER, 17.1),
    ],
)
def test_a_length_in_things_is_kept_in_centimetres(text: str, lengths: Lengths, cm: float) -> None:
    length = read(GAP, text, lengths)
    assert length == pytest.approx(cm)
    assert error_of(length) > 0 if not isinstance(length, OneSide) else False


@pytest.mark.parametrize("text", ["7 cm", "-5 cm", "12 inches", "none", "0"])
def test_what_has_a_unit_of_its_own_is_exact_whoever_says_it(text: str) -> None:
    length = read(GAP, text, HAND)
    assert length == read(GAP, text)
    assert not isinstance(length, OneSide)
    assert error_of(length) == 0


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("left one and a half right 2", Sides(30.0, 40.0)),
        ("left 2 hands, right two and a half", Sides(40.0, 50.0)),
        ("1 and 2", Sides(20.0, 40.0)),
        ("both half a hand", Sides(10.0, 10.0)),
        ("left hand 1 right hand 2", Sides(20.0, 40.0)),
        ("half a hand on the left, a quarter on the right", Sides(10.0, 5.0)),
        ("left one 9 cm right one 11 cm", Sides(9.0, 11.0)),
        ("left half a hand", OneSide(Side.LEFT, 10.0)),
    ],
)
def test_sides_are_told_in_things_too(text: str, sides: object) -> None:
    assert read(KNEES, text, HAND) == sides


def test_hands_are_not_guessed() -> None:
    with pytest.raises(HandUnknown):
        read(GAP, "two hands")


@pytest.mark.parametrize("text", ["30", "30 s", "half a minute"])
def test_other_units_do_not_mind_the_ruler(text: str) -> None:
    assert read(HOLD, text, HAND) == 30


@given(SAID, st.sampled_from((HAND, A4, RULER)), st.sampled_from((GAP, KNEES)))
def test_whatever_is_said_of_hands_and_pages_is_an_answer_or_none(
    text: str, lengths: Lengths, question: Question
) -> None:
    try:
        answer = read(question, text, lengths)
    except BotError:
        return
    match answer:
        case None | str():
            pass
        case OneSide(_, number):
            assert error_of(number) >= 0
        case Sides() as sides:
            assert sides.complete
        case number:
            assert isinstance(number, float)
