"""How often the bot writes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.message_frequency import (
    Silence,
    after_silence,
    fewer_days,
    message_days,
    occasion,
    routine_days,
)
from bot.domain.person import Person, Preferences
from bot.domain.training.periodization import DayKind, kind_of, training_days

MONDAY = date(2027, 3, 1)
PERSON = Person(UserId(1), started=MONDAY)
DAYS = st.frozensets(st.integers(0, 6), min_size=1)


def ahead(n: int) -> date:
    """A day after that Monday."""
    return MONDAY + timedelta(days=n)


@pytest.mark.parametrize(
    ("days", "last", "kind", "next_day"),
    [
        (1, 0, None, 1),
        (2, 1, None, 2),
        (3, 2, DeliveryKind.SILENCE, 3),
        (4, 3, DeliveryKind.ROUTINE, 10),
        (5, 10, DeliveryKind.ROUTINE, 17),
        (6, 17, DeliveryKind.FAREWELL, 24),
    ],
)
def test_silence_is_answered_by_less_and_after_three_weeks_by_nothing(
    days: int, last: int, kind: DeliveryKind | None, next_day: int
) -> None:
    assert after_silence(Silence(days, MONDAY, ahead(last))) == (kind, ahead(next_day))


def test_the_review_comes_on_the_chosen_day_and_not_in_the_first_days() -> None:
    kinds = [occasion(PERSON, ahead(n)) for n in range(14)]
    assert [n for n, kind in enumerate(kinds) if kind is DeliveryKind.REVIEW] == [6, 13]


def test_every_second_week_is_followed_by_a_re_test_offered_once() -> None:
    kinds = [occasion(PERSON, ahead(n)) for n in range(12 * 7)]
    offered = [n for n, kind in enumerate(kinds) if kind is DeliveryKind.REASSESS]
    assert offered == [14, 28, 42, 56, 70]


def test_the_first_message_after_a_planned_break_says_welcome() -> None:
    away = replace(PERSON, paused_until=ahead(20))
    assert occasion(away, ahead(20)) is DeliveryKind.WELCOME_BACK


@given(days=DAYS, review=st.integers(0, 6))
def test_three_messages_a_week_are_on_training_days_with_the_review_near_its_day(
    days: frozenset[int], review: int
) -> None:
    fewer = fewer_days(days, review)
    days = training_days(days)
    assert fewer <= days
    assert len(fewer) == min(3, len(days))
    assert review in fewer or review not in days


@given(days=DAYS)
def test_a_routine_is_sent_on_just_the_days_that_have_one(days: frozenset[int]) -> None:
    begun = replace(PERSON, preferences=Preferences(days=days))
    for keeping in (False, True):
        planned = {
            day.weekday()
            for day in (ahead(n) for n in range(7))
            if kind_of(day, days, apart=True, keeping=keeping) is not DayKind.REST
        }
        assert routine_days(begun) == planned
    fewer = replace(begun, preferences=Preferences(days=days, push_days=fewer_days(days, 6)))
    assert routine_days(fewer) <= planned


@given(days=DAYS, review=st.integers(0, 6), pushes=DAYS, start=st.integers(0, 6))
def test_every_week_has_exactly_one_review_whatever_days_are_chosen(
    days: frozenset[int], review: int, pushes: frozenset[int], start: int
) -> None:
    chosen = Preferences(days=days, review_day=review, push_days=pushes & days)
    person = Person(UserId(1), started=ahead(start), preferences=chosen)
    week = [ahead(21 + n) for n in range(7)]
    with_message = [day for day in week if day.weekday() in message_days(person)]
    assert [occasion(person, day) for day in with_message].count(DeliveryKind.REVIEW) == 1
