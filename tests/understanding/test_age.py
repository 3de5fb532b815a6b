"""How old a writer says they are; neither others nor numbers of other things."""

import pytest

from bot.catalog.folder import content_folder
from bot.understanding.load import understander

SAID = understander(content_folder(), "en")


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
