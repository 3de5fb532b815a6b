"""Less and more self-tests for the same simulated people."""

import pytest

from bot.domain.catalog import Catalog
from bot.simulation.further import WAYS, Compared, compare
from bot.simulation.truth import World
from tests.content import real_catalog

FIRST, LATER, FULL, AGAIN = WAYS
PEOPLE = 12
HARDER = World.HARD


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return real_catalog()


@pytest.fixture(scope="module")
def compared(catalog: Catalog) -> Compared:
    return compare(catalog, PEOPLE, 7, HARDER)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_table(catalog: Catalog, compared: Compared) -> None:
    assert compare(catalog, PEOPLE, 7, HARDER).as_text() == compared.as_text()


def test_each_way_asks_more_than_the_one_before(compared: Compared) -> None:
    for counts in (compared.tests, compared.asked, compared.questions):
        assert counts[FIRST] < counts[LATER] < counts[FULL]


def test_a_sitting_and_a_fortnight_keep_to_half_of_the_tests(compared: Compared) -> None:
    assert compared.tests[FIRST] <= 3 * PEOPLE  # two, and one for loose joints
    assert compared.tests[LATER] <= 0.7 * compared.tests[FULL]


def test_the_full_battery_agrees_with_itself_but_not_always_when_measured_again(
    compared: Compared,
) -> None:
    assert compared.same_first[FULL] == PEOPLE
    assert compared.same_first[AGAIN] < PEOPLE


def test_too_close_to_tell_counts_at_least_what_is_the_same(compared: Compared) -> None:
    assert all(compared.close_first[w] >= compared.same_first[w] for w in WAYS)


def test_every_pattern_somebody_has_stands_in_the_table(compared: Compared) -> None:
    lines = compared.as_text().splitlines()
    assert all(any(line.startswith(f"| {p} |") for line in lines) for p in compared.true)
    assert all(n <= compared.true[p] for (_, p), n in compared.recognized.items())
