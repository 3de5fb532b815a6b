"""The pose files: their shape, and that every exercise and test card has a sound figure."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.catalog.figures import (
    MANIFEST,
    WrongFigure,
    load_figure,
    load_figures,
    problems,
    typed_figure,
    write_poses,
)
from bot.figures import Figure
from bot.figures.checks import faults
from bot.figures.kinematics import place
from bot.figures.solve import solved
from bot.figures.states import BASES, all_states
from tests.figures.conftest import CONTENT

FEATURES = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"
PLAIN = {"Haswell": FEATURES, "Sandybridge": FEATURES, "Prescott": f"{FEATURES} AVX2 FMA3"}
PLAIN["SkylakeX"] = ""
"""What numpy is told not to use of a processor; features that it lacks anyway do no harm."""
NO_POSE = {"test_T23"}
"""Five questions about joints."""
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


def written_and_solved(folder: Path, text: str) -> Path:
    path = written(folder, text)
    write_poses(path, solved(typed_figure(path)))
    return path


def test_every_exercise_and_test_card_has_a_figure_and_no_figure_is_left_over(
    figures: dict[str, Figure],
) -> None:
    wanted = {path.stem for path in (CONTENT / "exercises").glob("*.yaml")}
    wanted |= {f"test_{path.stem.split('-')[0]}" for path in (CONTENT / "tests").glob("*.yaml")}
    assert figures.keys() == wanted - NO_POSE


def test_feet_that_leave_the_floor_only_on_the_way_are_found(figures: dict[str, Figure]) -> None:
    squat = figures["squat_bw"]
    lifted = list(map(list, squat.states))
    lifted[3][2] += 50  # millimetres
    lines = faults(replace(squat, states=tuple(map(tuple, lifted))))
    assert lines
    assert all("of the way" in fault for fault in lines)


@pytest.mark.slow
def test_solving_again_gives_what_is_kept_as_far_as_an_eye_can_tell(
    figures: dict[str, Figure],
) -> None:
    """To a centimetre, whatever arithmetic this processor has."""
    apart = {}
    for name, figure in figures.items():
        base = BASES[figure.base]
        again = solved(typed_figure(CONTENT / "figures" / f"{name}.yaml"))
        gap = place(all_states(figure), base).points - place(all_states(again), base).points
        apart[name] = float(np.abs(gap).max())
    assert {name: gap for name, gap in apart.items() if gap > 0.01} == {}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["Haswell", "Prescott", "SkylakeX"])
def test_checks_and_solving_do_not_depend_on_the_processor(kind: str, tmp_path: Path) -> None:
    if kind == "SkylakeX" and "avx512f" not in Path("/proc/cpuinfo").read_text("ascii"):
        kind = "Sandybridge"
    plain = {"OPENBLAS_CORETYPE": kind, "NPY_DISABLE_CPU_FEATURES": PLAIN[kind]}
    environment = {**os.environ, **plain}
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    command = [sys.executable, "-m", "bot"]
    subprocess.run([*command, "check"], env=environment, check=True, cwd=CONTENT.parent)
    shutil.rmtree(content / "figures" / "poses")
    environment["BOT_CONTENT_DIR"] = str(content)
    subprocess.run(
        [*command, "figures", "--solve"], env=environment, check=True, cwd=CONTENT.parent
    )
    for kept in (CONTENT / "figures" / "poses").iterdir():
        again = (content / "figures" / "poses" / kept.name).read_text("ascii")
        numbers = [list(map(int, text.split()[1:])) for text in (kept.read_text("ascii"), again)]
        assert np.abs(np.subtract(numbers[0], numbers[1])).max() <= 5, (
            kept.name
        )  # half a degree, half a cm


def test_a_name_without_side_stands_for_both_and_a_key_keeps_what_it_does_not_change(
    tmp_path: Path,
) -> None:
    figure = load_figure(written_and_solved(tmp_path, GOOD))
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
        typed_figure(written(tmp_path, GOOD.replace(right, wrong)))


def test_what_nobody_looked_at_and_what_changed_since_are_problems(tmp_path: Path) -> None:
    written_and_solved(tmp_path, GOOD)
    manifest = tmp_path / MANIFEST
    manifest.write_text("curl: {seen: '0', verdict: good}\ngone: {seen: '0', verdict: good}\n")
    assert problems(tmp_path) == [
        f"{MANIFEST}: gone has no pose file",
        "curl.yaml: changed since it was looked at",
    ]
    manifest.write_text("{}")
    assert problems(tmp_path) == [
        f"curl.yaml: nobody has looked at it, {MANIFEST} does not name it"
    ]


def test_a_pose_file_that_changed_since_it_was_solved_is_a_problem(tmp_path: Path) -> None:
    path = written_and_solved(tmp_path, GOOD)
    (tmp_path / MANIFEST).write_text("{}")
    path.write_text(GOOD.replace("elbow_flexion: 90", "elbow_flexion: 80"))
    assert problems(tmp_path) == ["curl.yaml: changed since it was solved: run `figures --solve`"]


@pytest.mark.parametrize("poses", [None, "", "abc\n1 2 3\n", "abc\none two\n"])
def test_poses_that_are_missing_or_of_something_else_are_named(
    tmp_path: Path, poses: str | None
) -> None:
    path = written_and_solved(tmp_path, GOOD)
    kept = tmp_path / "poses" / "curl.txt"
    kept.unlink()
    if poses is not None:
        kept.write_text(poses)
    with pytest.raises(WrongFigure, match=r"poses/curl\.txt"):
        load_figure(path)


def test_the_manifest_is_not_taken_for_a_figure(tmp_path: Path) -> None:
    written_and_solved(tmp_path, GOOD)
    (tmp_path / MANIFEST).write_text("{}")
    assert list(load_figures(tmp_path)) == ["curl"]
