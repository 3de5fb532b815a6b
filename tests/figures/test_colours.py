"""Tight, weak and the lines of a chart are told apart without seeing every colour, and in grey."""

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.figures import body_map
from bot.figures.body_map import body_map_svg
from bot.figures.charts import COLOURS
from bot.figures.palette import CLOTH, PANEL, STRETCH, STRETCH_EDGE, WORK, WORK_EDGE

WORDS = {w: w for w in ("front", "back", "left", "right", "tight", "weak", "both")}
Matrix = NDArray[np.float64]

# Machado, Oliveira and Fernandes 2009, severity 1, for linear light.
SEEN_BY: dict[str, Matrix] = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, white D65
CLEAR = 20.0  # CIE 1976; 2.3 is what an eye just notices


def lab(colour: str, eye: Matrix) -> Matrix:
    """CIELAB of a colour as an eye sees it."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(eye @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str, eye: Matrix) -> float:
    """How different two colours look to an eye."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_red_and_green_come_together_for_some_eyes_and_not_for_all() -> None:
    """The simulation itself: what is known of these eyes."""
    red, green = "#a05030", "#6a7028"
    assert apart(red, green, SEEN_BY["everybody"]) > 2 * apart(red, green, SEEN_BY["deuteranopia"])


@pytest.mark.parametrize("eye", SEEN_BY.values(), ids=list(SEEN_BY))
def test_tight_and_weak_differ_from_each_other_and_from_the_body(eye: Matrix) -> None:
    assert apart(STRETCH, WORK, eye) > CLEAR
    for edge in (STRETCH_EDGE, WORK_EDGE):
        for under in ("skin", "shirt"):
            assert apart(edge, CLOTH[under], eye) > CLEAR
    for fill in (STRETCH, WORK):
        assert apart(fill, CLOTH["shorts"], eye) > CLEAR


@pytest.mark.parametrize("eye", SEEN_BY.values(), ids=list(SEEN_BY))
def test_the_lines_of_a_chart_differ_from_each_other_and_from_its_paper(eye: Matrix) -> None:
    for one, other in combinations((*COLOURS, PANEL), 2):
        assert apart(one, other, eye) > CLEAR


def legend() -> list[Matrix]:
    """The legend's boxes in grey, with brightness and contrast taken away: the pattern alone."""
    marks = [("hamstrings", "left", "tight"), ("hamstrings", "left", "weak")]
    with Image.open(BytesIO(body_map(marks, WORDS))) as page:
        grey = np.asarray(page.convert("L"), dtype=float)
    boxes = [grey[-48:-24, 50 + x : 98 + x] for x in (0, 285, 570)]
    return [(box - box.mean()) / box.std() for box in boxes]


def test_in_grey_the_patterns_of_tight_weak_and_both_are_not_alike() -> None:
    for one, other in combinations(legend(), 2):
        assert abs((one * other).mean()) < 0.8


def test_a_muscle_both_tight_and_weak_is_marked_as_both_and_only_then_explained() -> None:
    tight, weak = ("hamstrings", "left", "tight"), ("hamstrings", "left", "weak")
    both = body_map_svg([tight, weak], WORDS)
    assert both == body_map_svg([weak, tight, tight], WORDS)
    assert both.count('fill="url(#both)"') == 2  # the muscle and the legend
    other_side = body_map_svg([tight, ("hamstrings", "right", "weak")], WORDS)
    assert 'fill="url(#both)"' not in other_side
