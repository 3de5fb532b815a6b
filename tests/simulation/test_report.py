"""Simulated people: repeatable, and never trained against a rule of safety."""

import json

import pytest

from bot.domain.catalog import Catalog
from bot.simulation.report import Conditions, Report, simulate
from bot.simulation.truth import World
from tests.content import real_catalog

PEOPLE, WEEKS = 25, 5


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return real_catalog()


@pytest.fixture(scope="module")
def report(catalog: Catalog) -> Report:
    return simulate(catalog, PEOPLE, WEEKS, seed=7)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_report(catalog: Catalog, report: Report) -> None:
    again = simulate(catalog, PEOPLE, WEEKS, seed=7)
    assert again.as_json() == report.as_json()
    assert simulate(catalog, PEOPLE, WEEKS, seed=8).as_json() != report.as_json()


def test_nobody_gets_what_is_closed_too_long_or_too_much(report: Report) -> None:
    tally = report.tally
    assert tally.routines > PEOPLE
    assert (tally.closed_prescribed, tally.over_minutes, tally.too_many) == (0, 0, 0)
    assert tally.wrong_side_first == 0


def test_every_red_is_answered_by_rest_and_no_red_flag_by_a_plan(report: Report) -> None:
    assert report.tally.reds > 0
    assert report.tally.reds_not_rested == 0
    assert report.tally.red_flagged_planned == 0


def test_everybody_is_counted_once_for_every_pattern(report: Report) -> None:
    tally = report.tally
    for pattern in report.patterns:
        counted = (tally.true_found, tally.true_missed, tally.false_found, tally.true_absent)
        assert sum(c[pattern] for c in counted) == PEOPLE


def test_the_report_reads_as_json_and_as_a_table(report: Report) -> None:
    document = json.loads(json.dumps(report.as_json()))
    assert (document["people"], document["weeks"], document["seed"]) == (PEOPLE, WEEKS, 7)
    assert set(document["patterns"]) == set(report.patterns)
    text = report.as_text()
    assert "| P01" in text
    assert "| closed movements prescribed | 0 |" in text


def test_what_misses_the_floor_is_named(report: Report) -> None:
    low = [p for p in report.patterns if min(report.sensitivity(p), report.specificity(p)) < 0.7]
    assert list(report.below_floor) == low
    assert all(f"{p} (below the floor)" in report.as_text() for p in low)


@pytest.mark.parametrize("world", [World.HARD, pytest.param(World.NORMS, marks=pytest.mark.slow)])
def test_another_world_is_harder_on_the_same_people(
    world: World, catalog: Catalog, report: Report
) -> None:
    harder = simulate(catalog, PEOPLE, 1, 7, Conditions(world))
    assert f"{world} world" in harder.as_text()
    assert harder.as_json()["world"] == world
    assert harder.tally.squares > report.tally.squares


def test_what_is_told_is_held_against_the_truth(report: Report) -> None:
    tally, document = report.tally, report.as_json()
    assert tally.in_tenth.total() == PEOPLE * len(report.patterns)
    assert tally.told_true <= tally.patterns_told
    assert tally.told_true == tally.true_found.total()
    assert tally.patterns_told - tally.told_true == tally.false_found.total()
    for key in ("told_true", "likely_true", "first_true", "brier", "calibration_error"):
        assert 0 <= document[key] <= 1
