"""Without a ruler: how long a length is, how far off it may be, and what that may change."""

import copy
import pickle
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.assessment.change import Change, compare, error_between
from bot.domain.assessment.norms import Body, against_other_side, against_usual
from bot.domain.errors import HandUnknown
from bot.domain.ruler import SIZES, Lengths, Ruler, Thing
from bot.domain.talk.answers import Rough, Sides, error_of
from bot.domain.talk.measure import Asymmetry, Level, Measure, Norm

PEOPLE = st.builds(
    Lengths,
    inches=st.booleans(),
    ruler=st.sampled_from(Ruler),
    hand=st.floats(12, 30),
)
EIGHTHS = st.integers(1, 40).map(lambda n: n / 8)
NUMBERS = st.one_of(EIGHTHS, st.floats(0.05, 5).map(lambda n: round(n, 2)))
HEAD = Measure(higher_is_better=False, norms=(Norm(2, 6.4),), error=2)
ANYBODY = Body(None, None)


@given(PEOPLE, NUMBERS, st.sampled_from(Thing))
def test_a_length_told_in_things_is_near_the_truth_and_says_how_near(
    person: Lengths, number: float, thing: Thing
) -> None:
    length = person.of(number, thing)
    size = person.of(1, thing) / 1
    assert length == pytest.approx(number * size, abs=0.1 * number + 0.1)
    assert isinstance(length, Rough)
    assert length.error >= size / 16 - 0.1


@given(PEOPLE, st.integers(1, 5), st.sampled_from(Thing))
def test_whoever_tells_quarters_is_more_exact_than_who_tells_halves(
    person: Lengths, number: int, thing: Thing
) -> None:
    assert error_of(person.of(number + 0.25, thing)) < error_of(person.of(number + 0.5, thing))


@given(PEOPLE, NUMBERS, NUMBERS, st.sampled_from(Thing))
def test_a_longer_length_is_never_told_as_a_shorter_one(
    person: Lengths, one: float, other: float, thing: Thing
) -> None:
    assert person.of(max(one, other), thing) >= person.of(min(one, other), thing)


@given(st.booleans(), NUMBERS)
def test_hands_of_nobody_knows_what_length_are_no_length(inches: bool, number: float) -> None:
    with pytest.raises(HandUnknown):
        Lengths(inches=inches, ruler=Ruler.HAND).bare(number)


@given(PEOPLE, st.sampled_from(Thing))
def test_touching_is_exact_with_anything(person: Lengths, thing: Thing) -> None:
    assert person.of(0, thing) == 0
    assert error_of(person.of(0, thing)) == 0


def test_a_sheet_is_the_one_that_was_chosen_else_the_one_that_goes_with_the_unit() -> None:
    assert Lengths(ruler=Ruler.LETTER).of(1, Thing.SHEET) == 27.9
    assert Lengths(ruler=Ruler.A4, inches=True).of(1, Thing.SHEET) == 29.7
    assert Lengths(inches=True).of(1, Thing.SHEET) == 27.9
    assert Lengths().of(1, Thing.SHEET) == SIZES[Thing.A4]
    assert error_of(Lengths().of(1, Thing.SHEET)) > error_of(Lengths().of(1, Thing.A4))


@given(st.floats(0, 60), st.floats(0, 60), st.floats(0, 12), st.floats(0, 12))
def test_a_rough_number_changed_only_by_more_than_all_errors_together(
    before: float, after: float, first: float, second: float
) -> None:
    change = compare(Rough(before, first), Rough(after, second), HEAD)
    exact = compare(before, after, HEAD)
    if change is not Change.SAME:
        assert change is exact
        assert abs(after - before) >= hypot(HEAD.error, first, second) - 1e-5
    elif exact is not Change.SAME:
        assert abs(after - before) <= hypot(HEAD.error, first, second) + 1e-5


@given(st.floats(0, 60), st.floats(0, 60))
def test_with_a_ruler_the_error_is_the_one_of_the_test(before: float, after: float) -> None:
    assert error_between(before, after, HEAD) == HEAD.error


@given(st.floats(0, 25), st.floats(0, 12))
def test_a_rough_number_is_never_worse_than_the_same_one_from_a_ruler(
    number: float, error: float
) -> None:
    exact = against_usual(HEAD, ANYBODY, number)
    rough = against_usual(HEAD, ANYBODY, Rough(number, error))
    order = [Level.NORMAL, Level.MILD, Level.MARKED]
    assert exact is not None
    assert rough is None or order.index(rough) <= order.index(exact)


@pytest.mark.parametrize(
    ("number", "error", "level"),
    [
        (10, 5, Level.MILD),
        (20, 5, Level.MARKED),
        (3, 5, None),
        (1, 5, None),
        (0, 1, Level.NORMAL),
    ],
)
def test_a_number_that_may_as_well_be_usual_tells_nothing(
    number: float, error: float, level: Level | None
) -> None:
    assert against_usual(HEAD, ANYBODY, Rough(number, error)) is level


@given(st.floats(0, 30), st.floats(0, 30), st.floats(0.1, 10))
def test_sides_differ_only_beyond_what_measuring_them_may_differ(
    left: float, right: float, error: float
) -> None:
    shoulder = Measure(False, (), 0.5, Asymmetry(1.5, 2.6))
    _, level = against_other_side(shoulder, Sides(Rough(left, error), Rough(right, error)))
    if level is not Level.NORMAL:
        assert abs(left - right) >= hypot(error, error) - 1e-5


def test_a_rough_number_stays_one_when_it_is_copied_and_sent() -> None:
    sides = Sides(Rough(40, 5), Rough(20, 5.5))
    for again in (copy.deepcopy(sides), pickle.loads(pickle.dumps(sides))):
        assert again == sides
        assert error_of(again) == 5.5
