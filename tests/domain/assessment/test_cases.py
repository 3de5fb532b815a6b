"""Worked cases: people in YAML, with what must be concluded and why."""

from pathlib import Path
from typing import Any

import pytest

from bot.catalog.read import read_yaml
from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Finding
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.safety.screening import screen
from tests.domain.assessment.people import as_answers, battery, catalog

CASES = {path.stem: read_yaml(path) for path in sorted(Path("tests/cases").glob("*.yaml"))}


def as_written(finding: Finding) -> str:
    """The finding as the case writes it: id, side, level."""
    return " ".join((finding.pattern, finding.side or "none", finding.level))


def test_there_are_as_many_cases_of_each_kind_as_promised() -> None:
    concluded = [case["concluded"] for case in CASES.values()]
    assert len(CASES) >= 30
    assert sum(bool(c.get("flags")) for c in concluded) >= 10
    assert sum(name.startswith("nothing") for name in CASES) >= 4
    assert sum(name.startswith("contradictory") for name in CASES) >= 4
    assert sum(name.startswith("one-sided") for name in CASES) >= 4


@pytest.mark.parametrize("name", CASES)
def test_the_case_is_concluded_as_a_careful_person_would(name: str) -> None:
    case: dict[str, Any] = CASES[name]
    concluded = case["concluded"]
    answers = as_answers(case["answers"])
    screening = screen(answers, catalog().flags.values())
    assert screening.refer is Refer(concluded["refer"]), case["why"]
    if "flags" in concluded:
        raised = {f.id for f in screening.flags}
        assert set(concluded["flags"]) <= raised
        reds = {f.id for f in screening.flags if f.kind is FlagKind.RED}
        assert reds <= set(concluded["flags"])
    if "closed" in concluded:
        assert set(concluded["closed"]) == screening.closed
    assert screening.no_plan is ("no_plan" in concluded)
    offered = {t.id for t in battery().chosen(answers)}
    assert not offered & set(concluded.get("not_offered", ()))
    if "conclusion" not in concluded:
        return
    result = profile(answers, catalog())
    assert result.conclusion == concluded["conclusion"], case["why"]
    drivers, others = concluded["drivers"], concluded.get("others", [])
    assert [as_written(f) for f in result.drivers] == drivers
    assert [as_written(f) for f in result.others] == others
    assert list(result.unsure) == concluded.get("unsure", [])
    assert list(result.repeat) == concluded.get("repeat", [])
    assert result.provisional is ("provisional" in concluded)
    if result.drivers:
        assert result.drivers[0].worse == concluded.get("worse")
        assert result.drivers[0].side_confirmed is ("confirmed" not in concluded)
