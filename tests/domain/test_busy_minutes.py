"""Quieter minutes are offered where a minute is crowded, and only such as have room."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.busy_minutes import CALM, LOOK_BACK, MOST, NEAR, WORTH_IT, crowd

MINUTES = range(-LOOK_BACK - NEAR, NEAR + 1)
HEAD_START = timedelta(seconds=60)
crowds = st.dictionaries(st.sampled_from(list(MINUTES)), st.integers(0, 50_000))
rates = st.floats(1, 2000)


def drained(people: dict[int, int], rate: float, minute: int) -> float:
    """Second, from the chosen minute on, at which the last of a minute is written to: everybody in
    the order of their minutes, one after the other, nobody before their minute."""
    now = 60.0 * MINUTES[0]
    for one in MINUTES:
        now = max(now, 60.0 * one) + people.get(one, 0) / rate
        if one == minute:
            return now
    raise AssertionError(minute)


@given(crowds, rates)
def test_who_moves_to_an_offered_minute_is_written_to_at_once(
    people: dict[int, int], rate: float
) -> None:
    crowded = crowd(people, rate, HEAD_START)
    if crowded is None:
        return
    assert 1 <= len(crowded.quieter) <= MOST
    for minute in crowded.quieter:
        assert minute != 0
        assert abs(minute) <= NEAR
        moved = {**people, minute: people.get(minute, 0) + 1}
        wait = drained(moved, rate, minute) - 60.0 * minute
        assert wait <= CALM.total_seconds() + 0.001


@given(crowds, rates)
def test_an_offer_is_made_only_where_the_last_one_would_be_late(
    people: dict[int, int], rate: float
) -> None:
    crowded = crowd(people, rate, HEAD_START)
    wait = drained(people, rate, 0)
    late = wait - min(HEAD_START.total_seconds(), wait / 2)
    if crowded is None:
        return
    assert late >= WORTH_IT.total_seconds() - 0.001
    assert abs(crowded.late.total_seconds() - late) < 0.001


@given(crowds, rates)
def test_the_nearest_minutes_with_room_are_offered_first(
    people: dict[int, int], rate: float
) -> None:
    crowded = crowd(people, rate, HEAD_START)
    if crowded is not None:
        distances = [abs(minute) for minute in crowded.quieter]
        assert distances == sorted(distances)
        assert len(set(crowded.quieter)) == len(crowded.quieter)


@given(st.dictionaries(st.sampled_from(list(MINUTES)), st.integers(0, 60)))
def test_a_small_bot_offers_nothing(people: dict[int, int]) -> None:
    assert crowd(people, 30, HEAD_START) is None


def test_a_rush_that_goes_on_leaves_only_the_minutes_before_it() -> None:
    people = {0: 30 * 60 * 10}
    crowded = crowd(people, 30, HEAD_START)
    assert crowded is not None
    assert crowded.late == timedelta(minutes=9)
    assert crowded.quieter == (-1, -2, -3)


def test_where_every_minute_nearby_is_full_there_is_nothing_to_offer() -> None:
    assert crowd(dict.fromkeys(MINUTES, 30 * 90), 30, HEAD_START) is None


def test_the_greater_the_rate_the_larger_a_bot_has_to_be() -> None:
    assert crowd({0: 3600}, 30, HEAD_START) is not None
    assert crowd({0: 3600}, 1000, HEAD_START) is None
    assert crowd({0: 120_000}, 1000, HEAD_START) is not None
