"""When somebody is 18, as far as they told."""

from datetime import date

import pytest

from bot.domain.safety.age import grown_on

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("age", "birthday", "on"),
    [
        (17, date(2027, 9, 12), date(2027, 9, 12)),
        (15, date(2029, 5, 2), date(2029, 5, 2)),
        (17, None, date(2028, 3, 1)),
        (12, None, date(2033, 3, 1)),
    ],
)
def test_the_day_told_counts_and_without_one_the_last_that_is_possible(
    age: float, birthday: date | None, on: date
) -> None:
    assert grown_on(age, birthday, TODAY) == on


@pytest.mark.parametrize(
    ("age", "birthday", "on"),
    [
        (15, date(2027, 3, 2), date(2029, 3, 2)),
        (17, date(2031, 1, 1), date(2028, 3, 1)),
        (17, date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_a_day_that_does_not_go_with_the_age_unlocks_nobody_early(
    age: float, birthday: date, on: date
) -> None:
    assert grown_on(age, birthday, TODAY) == on


def test_a_day_of_birth_told_instead_is_understood() -> None:
    assert grown_on(17, date(2009, 9, 12), TODAY) == date(2027, 9, 12)


def test_who_was_born_on_a_29_february_is_18_on_the_first_of_march() -> None:
    assert grown_on(16, date(2010, 2, 28), date(2026, 3, 1)) == date(2028, 2, 28)
    assert grown_on(17, None, date(2024, 2, 29)) == date(2025, 3, 1)
