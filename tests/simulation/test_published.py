"""The tables are made in chunks that outlive an interruption, and stand in one place."""

import re
from pathlib import Path

import pytest

from bot.cli import published_tables
from bot.cli.published_tables import Run, fingerprint, publish
from bot.simulation.report import Conditions, count
from bot.simulation.tally import Tally
from bot.simulation.truth import World
from tests.content import real_catalog

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
RUN = Run(people=5, weeks=1, seed=9)


@pytest.mark.slow
def test_an_interrupted_run_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = real_catalog()
    monkeypatch.setattr(published_tables, "CHUNK", 2)
    begun = publish(RUN, catalog, CONTENT, tmp_path)
    assert [next(begun) for _ in range(4)][-1] == "hard: 2 of 5"
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    assert len(kept) == 4
    *_, whole = publish(RUN, catalog, CONTENT, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    monkeypatch.setattr(published_tables, "CHUNK", 5)
    *_, at_once = publish(RUN, catalog, CONTENT, tmp_path / "other")
    assert whole == at_once


def test_counts_are_the_same_after_they_were_kept_and_read() -> None:
    tally = count(real_catalog(), range(3), 2, 9, Conditions(World.HARD))
    assert Tally.from_json(tally.as_json()) == tally


def test_the_published_tables_belong_to_the_parameters_of_this_release() -> None:
    published = (ROOT / "docs/evaluation.md").read_text()
    assert re.findall(r"parameters `(\w+)`", published) == [fingerprint(CONTENT)]
    for figure in ("closed movements prescribed", "routines over the minutes"):
        assert f"| {figure} | 0 | 0 | 0 |" in published
    assert "| typed, then by phone | usual | hard | norms |" in published
    for pattern in real_catalog().patterns:
        assert re.search(rf"^\| {pattern} \|", published, re.MULTILINE)


def test_a_changed_number_of_the_network_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "imbalances"
    folder.mkdir()
    (folder / "P01.yaml").write_text("name: Lower crossed\nprior: 0.06\n")
    before = fingerprint(tmp_path)
    (folder / "P01.yaml").write_text("name: A better name\nprior: 0.06\n")
    assert fingerprint(tmp_path) == before
    (folder / "P01.yaml").write_text("name: A better name\nprior: 0.07\n")
    assert fingerprint(tmp_path) != before


def test_a_changed_rate_of_a_sign_among_sound_people_is_noticed(tmp_path: Path) -> None:
    asked = tmp_path / "scripts" / "assessment.yaml"
    asked.parent.mkdir()
    asked.write_text("options: [{id: arm_weak, leak: {rate: 0.1}}]\nhigh: 85\n")
    before = fingerprint(tmp_path)
    asked.write_text("options: [{id: arm_weak, leak: {rate: 0.1}}]\nhigh: 90\n")
    assert fingerprint(tmp_path) == before
    asked.write_text("options: [{id: arm_weak, leak: {rate: 0.25}}]\nhigh: 90\n")
    assert fingerprint(tmp_path) != before
