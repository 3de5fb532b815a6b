"""How old a writer says they are; neither others nor numbers of other things."""

import pytest

from bot.catalog.folder import content_folder
from bot.understanding.context import Shape, TextContext
from bot.understanding.load import understander

SAID = understander(content_folder(), "en")
ASKED = TextContext(situation="safety", shape=Shape.NUMBER, unit="years", low=10, high=120)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 15", 15),
        ("i'm only fifteen", 15),
        ("yes I agree, and btw I am 16", 16),
        ("I am a boy of 15 years", 15),
        ("10 minutes, im 13 and my mum made this", 13),
        ("i turn 17 in may", 17),
        ("im 16 years old", 16),
        ("I am 61", 61),
    ],
)
def test_an_age_is_read(text: str, age: int) -> None:
    assert SAID.age(text) == age


@pytest.mark.parametrize(
    "text",
    [
        "15",
        "im 15 minutes late",
        "im 14 weeks pregnant",
        "my son is 15 years old",
        "i did 12 reps",
        "i am 16 kg over",
        "i have had this for 15 years",
        "16 please",
        "left 12 right 15",
        "im 5 of 10",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert SAID.age(text) is None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("41", 41),
        ("41 and I sit all day", 41),
        ("nope. 41", 41),
        ("I'm 41, is that relevant?", 41),
        ("my knee has hurt for 15 years, I am 62", 62),
        ("my daughter is 12, I am 40", 40),
        ("since I was 14, now 38", None),
        ("35 male", 35),
        ("49 turning 50 next month", 49),
        ("sorry why do you need that? 33", 33),
        ("age 29 female", 29),
        ("10 min is ok, 15 at weekends", None),
        ("20 min please", None),
        ("half past six, 12 minutes", None),
        ("3 kids, 2 dogs", None),
    ],
)
def test_asked_for_an_age_only_an_age_is_taken(text: str, age: int | None) -> None:
    answers = [act for act in SAID.understand(text, ASKED).acts if act.name == "answer"]
    assert [act.get("value") for act in answers] == ([] if age is None else [age])
