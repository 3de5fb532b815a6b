"""The time formula: what counts, and that nothing counts after the last."""

import pytest

from bot.domain.training.dose import Dose, seconds, total

UNEVEN = Dose(sets=2, reps=None, hold_s=30, side_hold_s=(45, 30))


@pytest.mark.parametrize(
    ("sets", "reps", "hold_s", "one_sided", "expected"),
    [
        (1, 10, None, False, 70),  # 10 x 7 s
        (1, 10, 5, False, 100),  # the hold replaces the pause of 2 s
        (1, 10, 2, False, 70),
        (2, 10, None, False, 170),  # one rest between two sets
        (1, 10, None, True, 155),  # both sides and one change
        (2, 10, None, True, 340),  # two changes, one rest
        (1, None, 30, False, 30),
        (1, None, 30, True, 75),
        (3, None, 30, True, 285),
        (3, 15, 2, False, 375),
    ],
)
def test_time_of_an_exercise(
    sets: int, reps: int | None, hold_s: int | None, one_sided: bool, expected: int
) -> None:
    assert seconds(sets, reps, hold_s, one_sided=one_sided) == expected
    assert Dose(sets=sets, reps=reps, hold_s=hold_s).duration(one_sided=one_sided) == expected


def test_a_slower_tempo_adds_two_seconds_to_each_repetition() -> None:
    assert seconds(1, 10, None, one_sided=False, slow=True) == 90


def test_a_longer_hold_on_one_side_counts_each_side_with_its_own_seconds() -> None:
    assert (
        Dose(sets=2, reps=None, hold_s=30, side_hold_s=(45, 30)).duration(one_sided=True)
        == 2 * (75 + 15) + 30
    )


@pytest.mark.parametrize(
    ("dose", "one_sided", "expected"),
    [
        (Dose(sets=1, reps=None, hold_s=30, contract=True), False, 46),  # 10 + 6 + 30
        (Dose(sets=1, reps=None, hold_s=30, contract=True), True, 2 * 46 + 15),
        (Dose(sets=2, reps=None, hold_s=30, contract=True), True, 2 * (2 * 46 + 15) + 30),
        (
            Dose(sets=2, reps=None, hold_s=30, side_hold_s=(45, 30), contract=True),
            True,
            2 * (61 + 46 + 15) + 30,
        ),
    ],
)
def test_a_press_adds_sixteen_seconds_to_each_hold_on_each_side(
    dose: Dose, one_sided: bool, expected: int
) -> None:
    assert dose.duration(one_sided=one_sided) == expected


def test_rest_counts_only_between_exercises() -> None:
    assert total([70, 75, 30]) == 70 + 30 + 75 + 30 + 30
    assert total([70]) == 70
    assert total([]) == 0
    assert total([70, 75], rests=False) == 145
