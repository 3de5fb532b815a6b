"""Numbers by side and loads, as they are typed at a card."""

import pytest

from bot.domain.ids import Side
from bot.domain.training.workout import Work
from bot.understanding.card_work import read_work
from tests.understanding.words_of import WORDS

L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH


@pytest.mark.parametrize(
    ("words", "work"),
    [
        ("12 and 9", (Work(B, 12), Work(B, 9))),
        ("12/9", (Work(B, 12), Work(B, 9))),
        ("twelve and nine", (Work(B, 12), Work(B, 9))),
        ("left 8", (Work(L, 8),)),
        ("Right 12", (Work(R, 12),)),
        ("left: 8, right: 12", (Work(L, 8), Work(R, 12))),
        ("12 left 9 right", (Work(L, 12), Work(R, 9))),
        ("12 on the left, 9 on the right", (Work(L, 12), Work(R, 9))),
        ("10 each side", (Work(B, 10),)),
        ("10 reps per side", (Work(B, 10),)),
        ("red band", (Work(B, load="red band"),)),
        ("with the red band", (Work(B, load="red band"),)),
        ("5 kg", (Work(B, load="5 kg"),)),
        ("2.5kg", (Work(B, load="2.5 kg"),)),
        ("12 and 9 with 5 kg", (Work(B, 12, load="5 kg"), Work(B, 9, load="5 kg"))),
        ("left 8 5 kg right 12 4 kg", (Work(L, 8, load="5 kg"), Work(R, 12, load="4 kg"))),
        ("only managed 8", (Work(B, 8),)),
    ],
)
def test_sides_and_loads_are_read(words: str, work: tuple[Work, ...]) -> None:
    assert read_work(words, WORDS, timed=False) == work


@pytest.mark.parametrize("words", ["20 sec", "20 s", "20"])
def test_of_a_hold_a_number_is_seconds(words: str) -> None:
    assert read_work(words, WORDS, timed=True) == (Work(B, seconds=20),)


@pytest.mark.parametrize(
    "words",
    [
        *("left knee 4", "knee 4", "2 left", "did 3 of 5", "5 min", "no band", "done", "half"),
        *("pain 4", "tomorrow at 7", "12 and pain 3", "left", "is it 12?", "20 sec", "1.5", ""),
    ],
)
def test_everything_else_is_left_to_the_other_readings(words: str) -> None:
    assert read_work(words, WORDS, timed=False) == ()
