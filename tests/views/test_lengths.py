"""Whoever measures in inches reads inches everywhere; what is kept stays in centimetres."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.assessment.assess import profile
from bot.domain.errors import OutOfRange
from bot.domain.ids import DialogueId, QuestionId, Side
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import Asking
from bot.domain.ruler import Lengths
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.condition import ALWAYS
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question
from bot.understanding.measured import TELLS_CM, Measure, OneSide, read_measured
from bot.views.answer_words import value_words
from bot.views.findings import reason_words
from bot.views.screens import view
from bot.views.texts import Texts, in_inches
from tests.content import real_catalog
from tests.understanding.words_of import WORDS

CATALOG = real_catalog()
CM = Texts("en", CATALOG.words)
INCHES = CM.measuring(Lengths(inches=True))


def question(id: str) -> Question:
    return CATALOG.questions[QuestionId(id)]


def read(asked: Question, text: str, lengths: Lengths = TELLS_CM) -> Measure | None:
    measured = read_measured(asked, text, WORDS, date(2026, 11, 22), lengths)
    return None if measured is None else measured.value


@pytest.mark.parametrize(
    ("words", "inches"),
    [
        ("your head stayed 7 cm off the wall", "your head stayed 2.8 inches off the wall"),
        ("Stand with your heels 5 to 8 cm away.", "Stand with your heels 2 to 3.1 inches away."),
        ("about 2.5 cm.", "about 1 inch."),
        ("How many cm were missing?", "How many inches were missing?"),
        ("2 fingers, 12 cm", "2 fingers, 4.7 inches"),
        ("hold 5 s", "hold 5 s"),
    ],
)
def test_centimetres_of_the_content_become_inches(words: str, inches: str) -> None:
    assert in_inches(words, "cm", ("inch", "inches"), CM.number) == inches


def test_no_question_shown_in_inches_says_a_centimetre() -> None:
    for script in CATALOG.scripts.values():
        for asked in script.questions:
            alone = replace(script, items=(replace(asked, when=ALWAYS, unasked=False),))
            screen = view(Asking(Dialogue(DialogueId(1), alone, {})), INCHES, CATALOG)
            shown = screen.text + "".join(b.text for row in screen.rows for b in row)
            assert " cm" not in shown, asked.id


def test_findings_and_answers_are_told_in_inches() -> None:
    answers: Answers = {
        QuestionId("age"): 40.0,
        QuestionId("go_on"): "tests",
        QuestionId("T01"): 7.0,
        QuestionId("T11"): Sides(4.0, 9.0),
    }
    assessed = profile(answers, CATALOG)
    reasons = [r for f in assessed.drivers for r in f.because if r.unit == "cm"]
    assert reasons
    for reason in reasons:
        words = reason_words(reason, INCHES)
        assert "cm" not in words
        assert "inches" in words
    assert value_words(question("T11"), Sides(4.0, 9.0), INCHES) == "left 1.6, right 3.5 inches"
    assert value_words(question("T01"), 7.0, CM) == "7 cm"


def test_a_refused_length_names_its_range_in_inches() -> None:
    refused = Refused(OutOfRange(value=50.8, low=0.0, high=25.4, unit="cm"))
    words = view(refused, INCHES, CATALOG).text
    assert words.startswith("20 seems unlikely.")
    assert "from 0 to 10 inches" in words


@pytest.mark.parametrize(
    ("id", "text", "kept"),
    [
        ("T01", "3", 7.6),
        ("T01", "3 inches", 7.6),
        ("T01", "7 cm", 7.0),
        ("T11", "left 4 right 3.5", Sides(10.2, 8.9)),
        ("T11", "left 4", OneSide(Side.LEFT, 10.2)),
    ],
)
def test_a_bare_number_is_in_inches_and_kept_in_centimetres(
    id: str, text: str, kept: object
) -> None:
    assert read(question(id), text, Lengths(inches=True)) == kept


def test_without_the_setting_a_bare_number_is_in_centimetres() -> None:
    assert read(question("T01"), "3") == 3.0
