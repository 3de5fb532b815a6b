"""Numbers by side and loads, as they are typed at a card."""

import pytest

from bot.domain.ids import Side
from bot.understanding.meaning import Did
from bot.understanding.working import read_work
from tests.app.talker import LEXICONS

L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12 and 9", (Did(12), Did(9))),
        ("12/9", (Did(12), Did(9))),
        ("twelve and nine", (Did(12), Did(9))),
        ("left 8", (Did(8, L),)),
        ("Right 12", (Did(12, R),)),
        ("left: 8, right: 12", (Did(8, L), Did(12, R))),
        ("12 left 9 right", (Did(12, L), Did(9, R))),
        ("12 on the left, 9 on the right", (Did(12, L), Did(9, R))),
        ("10 each side", (Did(10, B),)),
        ("10 reps per side", (Did(10, B),)),
        ("red band", (Did(load="red band"),)),
        ("with the red band", (Did(load="red band"),)),
        ("5 kg", (Did(load="5 kg"),)),
        ("2.5kg", (Did(load="2.5 kg"),)),
        ("12 and 9 with 5 kg", (Did(12, load="5 kg"), Did(9, load="5 kg"))),
        ("left 8 5 kg right 12 4 kg", (Did(8, L, load="5 kg"), Did(12, R, load="4 kg"))),
        ("only managed 8", (Did(8),)),
    ],
)
def test_sides_and_loads_are_read(words: str, told: tuple[Did, ...]) -> None:
    assert read_work(words, LEXICONS["en"], timed=False) == told


@pytest.mark.parametrize("words", ["20 sec", "20 s", "20"])
def test_of_a_hold_a_number_is_seconds(words: str) -> None:
    assert read_work(words, LEXICONS["en"], timed=True) == (Did(20, seconds=True),)


@pytest.mark.parametrize(
    "words",
    [
        *("left knee 4", "knee 4", "2 left", "did 3 of 5", "5 min", "no band", "done", "half"),
        *("pain 4", "tomorrow at 7", "12 and pain 3", "left", "is it 12?", "20 sec", "1.5", ""),
    ],
)
def test_everything_else_is_left_to_the_other_readings(words: str) -> None:
    assert read_work(words, LEXICONS["en"], timed=False) == ()
