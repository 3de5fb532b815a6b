"""The pose files: their shape, and that every exercise and test card has a sound figure."""

from pathlib import Path

import pytest

from bot.catalog.figures import MANIFEST, WrongFigure, load_figure, load_figures, problems
from bot.figures import Figure
from bot.figures.card import steps_of
from bot.figures.checks import faults
from bot.figures.kinematics import Array
from bot.figures.scene import eased
from bot.figures.solve import between
from tests.figures.conftest import CONTENT

NO_POSE = {"test_T23"}  # five questions about joints: there is nothing to do
GOOD = """
view: side
keys:
  - angles: {elbow_flexion: 10}
    contacts: {foot: floor}
  - angles: {elbow_flexion: 90}
work: right_biceps
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "curl.yaml"
    path.write_text(text, "utf-8")
    return path


def test_every_exercise_and_test_card_has_a_figure_and_no_figure_is_left_over(
    figures: dict[str, Figure],
) -> None:
    wanted = {path.stem for path in (CONTENT / "exercises").glob("*.yaml")}
    wanted |= {f"test_{path.stem.split('-')[0]}" for path in (CONTENT / "tests").glob("*.yaml")}
    assert figures.keys() == wanted - NO_POSE


def test_limits_contacts_and_balance_hold_in_every_frame_that_is_played(
    figures: dict[str, Figure],
) -> None:
    wrong = {name: faults(figure, eased(steps_of(figure))) for name, figure in figures.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_feet_that_leave_the_floor_only_on_the_way_are_found(
    figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    squat = figures["squat_bw"]

    def lifted(figure: Figure, first: int, second: int, shares: tuple[float, ...]) -> Array:
        states = between(figure, first, second, shares)
        states[1, 2] += 0.05  # metres
        return states

    monkeypatch.setattr("bot.figures.checks.between", lifted)
    found = faults(squat, (0.25, 0.5, 0.75))
    assert found
    assert all(fault.startswith("50% of the way") for fault in found)


@pytest.mark.slow
def test_all_limits_contacts_and_verdicts_hold_in_every_frame() -> None:
    assert problems(CONTENT / "figures", every_frame=True) == []


def test_a_name_without_side_stands_for_both_and_a_key_keeps_what_it_does_not_change(
    tmp_path: Path,
) -> None:
    figure = load_figure(written(tmp_path, GOOD))
    assert figure.keys[1].angles == {"left_elbow_flexion": 90.0, "right_elbow_flexion": 90.0}
    assert figure.keys[1].contacts == figure.keys[0].contacts
    assert figure.work == ("right_biceps",)


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("elbow_flexion: 10", "elbow_wiggle: 10", "elbow_wiggle"),
        ("foot: floor", "tail: floor", "tail"),
        ("foot: floor", "foot: ceiling", "ceiling"),
        ("right_biceps", "right_grease", "right_grease"),
        ("view: side", "view: inside", "view"),
        ("work:", "werk:", "werk"),
        ("view: side", "view: side\narrows: nowhere", "nowhere"),
        ("view: side", "view: side\narrows: navel 0 1", "navel 0 1"),
        ("view: side", "view: side\narrows: navel up 0 1", "up"),
        ("view: side", "view: side\nend: 4", "end 4"),
    ],
)
def test_a_wrong_name_is_refused_by_name(
    tmp_path: Path, right: str, wrong: str, named: str
) -> None:
    with pytest.raises(WrongFigure, match=named):
        load_figure(written(tmp_path, GOOD.replace(right, wrong)))


def test_what_nobody_looked_at_and_what_changed_since_are_problems(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    manifest = tmp_path / MANIFEST
    manifest.write_text(
        "curl: {seen: '0', stands: 1, verdict: good}\ngone: {seen: '0', stands: 1, verdict: good}\n"
    )
    assert problems(tmp_path) == [
        f"{MANIFEST}: gone has no pose file",
        "curl.yaml: changed since it was looked at",
    ]
    manifest.write_text("{}")
    assert problems(tmp_path) == [
        f"curl.yaml: nobody has looked at it, {MANIFEST} does not name it"
    ]


def test_the_manifest_is_not_taken_for_a_figure(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / MANIFEST).write_text("{}")
    assert list(load_figures(tmp_path)) == ["curl"]
