"""Seventy people by three writers who had not seen the network: what they wanted, what is planned.

`open` names what the program does not do yet; such a case must fail, so that it is not forgotten.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.read import read_yaml
from bot.cli.assess_report import assessment
from bot.domain.assessment.assess import LIKELY
from bot.domain.ids import ExerciseId
from tests.domain.assessment.people import as_answers, catalog

CASES = {p.stem: read_yaml(p) for p in sorted(Path("tests/cases").glob("*_writer/*.yaml"))}
START = date(2026, 11, 28)


def wish(name: str, key: str) -> Any:
    return CASES[name]["wanted"].get(key)


def having(key: str) -> list[Any]:
    """The cases with a wish, those that are open marked."""
    return [
        pytest.param(n, marks=[pytest.mark.xfail(strict=True)] if key in c.get("open", {}) else [])
        for n, c in CASES.items()
        if key in c["wanted"]
    ]


@lru_cache
def concluded(name: str) -> dict[str, Any]:
    """What the program says, the safety questions that were not told answered with no."""
    screen_answers = {
        "card_red": "none",
        "card_injury": "none",
        "card_slow": "none",
        "card_health": "none",
    }
    screen_answers |= {"card_body": "none", "card_comfort": "none", "active": "yes"}
    answers = as_answers({**screen_answers, **CASES[name]["answers"]})
    return assessment(answers, catalog(), START, cleared=wish(name, "cleared") is not None)


def exercises(name: str) -> set[str]:
    days = concluded(name)["plan"]["days"]
    return {exercise["id"] for day in days for exercise in day["exercises"]}


def test_there_are_seventy() -> None:
    assert len(CASES) == 70


@pytest.mark.parametrize("name", having("nothing"))
def test_the_healthy_are_told_nothing(name: str) -> None:
    assert concluded(name)["patterns"] == []


@pytest.mark.parametrize("name", having("first"))
def test_the_first_pattern_is_one_the_writer_would_name(name: str) -> None:
    patterns = [pattern["id"] for pattern in concluded(name)["patterns"]] or ["none"]
    assert patterns[0] in wish(name, "first")


@pytest.mark.parametrize("name", having("side"))
def test_it_is_on_the_side_the_writer_saw(name: str) -> None:
    assert concluded(name)["patterns"][0]["side"] == wish(name, "side")


@pytest.mark.parametrize("name", having("sure"))
def test_what_the_writer_is_sure_of_is_likely(name: str) -> None:
    assert concluded(name)["patterns"][0]["probability"] >= LIKELY


@pytest.mark.parametrize("name", having("at_most_possible"))
def test_little_to_see_is_never_likely(name: str) -> None:
    assert all(p["probability"] < LIKELY for p in concluded(name)["patterns"])


@pytest.mark.parametrize("name", having("refer"))
def test_who_must_be_seen_first_is_sent(name: str) -> None:
    assert concluded(name)["refer"] in wish(name, "refer")


@pytest.mark.parametrize("name", having("no_plan"))
def test_who_must_be_seen_first_gets_no_plan(name: str) -> None:
    assert concluded(name)["plan"]["days"] == []


@pytest.mark.parametrize("name", having("never"))
def test_a_week_holds_nothing_the_writer_forbids(name: str) -> None:
    chosen = exercises(name)
    assert chosen
    assert not chosen & set(wish(name, "never"))


@pytest.mark.parametrize("name", having("any"))
def test_a_week_holds_what_the_writer_asks_for(name: str) -> None:
    assert exercises(name) & set(wish(name, "any"))


@pytest.mark.parametrize("name", having("no_phase"))
def test_a_week_leaves_out_the_phase_the_writer_forbids(name: str) -> None:
    phases = {str(catalog().exercises[ExerciseId(id)].phase) for id in exercises(name)}
    assert phases
    assert not phases & set(wish(name, "no_phase"))
