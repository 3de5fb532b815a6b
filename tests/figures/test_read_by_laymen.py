"""What laymen misread in a picture once, and that it is drawn so that they need not."""

import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.catalog.figures import load_figure, typed_figure
from bot.catalog.renderer import Renderer
from bot.figures import Figure, still
from bot.figures.arrows import Arrow, without_twins
from bot.figures.camera import camera
from bot.figures.card import still_svg
from bot.figures.fingerprint import fingerprint
from bot.figures.kinematics import place
from bot.figures.marks import _cleared
from bot.figures.palette import ARROW, CLOTH
from bot.figures.states import BASES, key_states
from bot.figures.things import things
from tests.figures.conftest import CONTENT

LETTER = re.compile(
    r'<g transform="translate\((-?[\d.]+),(-?[\d.]+)\)">'
    r'<rect x="-12" y="-12" width="24"[^>]*/><path d="(M-3,-6|M-3.5,6)'
)
ONWARD = "M-5,-9l10,9l-10,9"


def letters(panel: str) -> dict[str, float]:
    """How far to the right each letter of a panel is."""
    return {"L" if path == "M-3,-6" else "R": float(x) for x, _, path in LETTER.findall(panel)}


def panels(figure: Figure) -> list[str]:
    return re.split(
        r'<g transform="translate\(\d+,12\)"><rect width="488"', still_svg(figure, "left")
    )[1:]


@pytest.mark.parametrize("name", ["step_down", "triceps_ext", "single_hip_thrust", "ankle_rock"])
def test_a_thing_seen_straight_from_the_side_has_four_right_corners(
    figures: dict[str, Figure], name: str
) -> None:
    figure = figures[name]
    placed = place(key_states(figure), BASES[figure.base])
    for flipped in (False, True):
        for thing in things(figure, figure.keys[0], placed, 0, camera("side", flipped)):
            if thing.cloth not in ("prop", "prop_dark", "wall"):
                continue
            corners = thing.shape.around[0]
            low, high = corners.min(axis=0), corners.max(axis=0)
            ahead = np.roll(corners, -1, axis=0)
            area = abs((corners[:, 0] * ahead[:, 1] - corners[:, 1] * ahead[:, 0]).sum()) / 2
            assert area == pytest.approx(np.prod(high - low), rel=0.01)


def test_whoever_stands_evenly_looks_even_from_in_front(figures: dict[str, Figure]) -> None:
    """One leg of the shorts had the round end of the thigh drawn over it."""
    bare = replace(figures["lateral_raise"], props=(), work=(), arrows=())
    with Image.open(BytesIO(still(bare, "left"))) as image:
        first = np.asarray(image.convert("RGB"), dtype=int)[:, 12:500]
    apart = np.abs(first - first[:, ::-1]).max(axis=2) > 25
    assert apart.sum() < 150


@pytest.mark.parametrize("name", ["curl_one_arm", "side_plank_knees", "test_T15", "test_T22"])
def test_l_and_r_do_not_change_places_from_start_to_end(
    figures: dict[str, Figure], name: str
) -> None:
    start, end = map(letters, panels(figures[name]))
    assert (start["L"] < start["R"]) == (end["L"] < end["R"])


def test_a_letter_leaves_the_arrow_in_sight() -> None:
    arrow = np.array([(100.0, 100.0), (140.0, 100.0)])
    spots = np.array([(142.0, 104.0), (100.0, 100.0), (300.0, 100.0)])
    gaps = np.hypot(*(_cleared(spots, arrow)[:, None] - arrow).transpose(2, 0, 1)).min(axis=1)
    assert (gaps > 20).all()
    assert (_cleared(spots, arrow)[2] == spots[2]).all()


def test_two_arrows_that_say_the_same_beside_each_other_are_one() -> None:
    one, beside, other = (
        Arrow(str(x), tuple((x + step * 10, step * 10.0) for step in range(3)))
        for x in (0.0, 12.0, 200.0)
    )
    assert without_twins([one, beside, other, Arrow("", ())]) == [one, other]


def test_a_muscle_of_the_back_shines_through_the_chest_only_where_nothing_else_is_lit(
    figures: dict[str, Figure],
) -> None:
    angel = figures["wall_angel"]
    assert "dasharray" not in still_svg(angel, "left")
    only_back = replace(angel, work=("left_rhomboids", "right_rhomboids"))
    assert "dasharray" in still_svg(only_back, "left")


def test_a_test_of_two_parts_shows_both(figures: dict[str, Figure]) -> None:
    two = figures["test_T20"]
    assert two.then == figures["inverted_row"]
    assert len(panels(two)) == 4
    assert len(panels(replace(two, then=None))) == 2
    with Image.open(BytesIO(still(two, "left"))) as image:
        assert image.height < 1.1 * image.width


def test_a_change_of_the_second_part_is_a_change_of_the_whole(
    tmp_path: Path, figures: dict[str, Figure]
) -> None:
    two = figures["test_T20"]
    assert two.then is not None
    assert fingerprint(two) != fingerprint(replace(two, then=replace(two.then, ghost=True)))
    for name in ("test_T20", "inverted_row"):
        for file in (f"{name}.yaml", f"poses/{name}.txt"):
            (tmp_path / file).parent.mkdir(exist_ok=True)
            shutil.copy(CONTENT / "figures" / file, tmp_path / file)
    before = Renderer(tmp_path).still_key("test_T20", "left")
    later = tmp_path / "inverted_row.yaml"
    later.write_text(f"{later.read_text('utf-8')}ghost: true\n", "utf-8")
    assert Renderer(tmp_path).still_key("test_T20", "left") != before
    assert load_figure(tmp_path / "test_T20.yaml").then != two.then


def test_two_findings_to_tell_apart_are_no_movement(figures: dict[str, Figure]) -> None:
    level = figures["test_T04"]
    assert ONWARD not in still_svg(level, "left")
    assert ONWARD in still_svg(replace(level, unlike=False), "left")
    assert fingerprint(level) != fingerprint(replace(level, unlike=False))


def test_what_is_done_first_has_its_arrow_at_the_start(figures: dict[str, Figure]) -> None:
    """Circles of the wrists and of an ankle are one after the other."""
    start, end = panels(figures["joint_circles"])
    assert (start.count(f'stroke="{ARROW}"'), end.count(f'stroke="{ARROW}"')) == (2, 1)


def test_a_thrown_ball_leaves_the_hands(figures: dict[str, Figure]) -> None:
    figure = figures["med_ball_throw"]
    seen, placed = camera("front", False), place(key_states(figure), BASES[figure.base])
    gaps = []
    for row in (0, 1):
        (ball,) = (
            thing
            for thing in things(figure, figure.keys[row], placed, row, seen)
            if thing.cloth == "rubber"
        )
        hands = placed.points[row] @ seen.flat.T
        gaps.append(float(np.hypot(*(hands - ball.shape.centres[0]).T).min()))
    assert gaps[0] < 0.1
    assert gaps[1] > 0.12


def test_a_foot_that_steps_off_the_paper_leaves_its_print_and_stood_on_it_before(
    figures: dict[str, Figure],
) -> None:
    start, end = (panel.count(CLOTH["print"]) for panel in panels(figures["test_T19"]))
    assert start == end == 1
    figure = figures["test_T19"]
    placed = place(key_states(figure), BASES[figure.base])
    seen = camera("above", False)
    (sole,) = (t for t in things(figure, figure.keys[0], placed, 0, seen) if t.cloth == "print")
    feet = placed.points[0] @ seen.flat.T
    assert np.hypot(*(feet - sole.shape.centres[0]).T).min() < 0.08


def test_first_belongs_to_the_arrow_and_is_kept_for_each_side(tmp_path: Path) -> None:
    path = tmp_path / "circles.yaml"
    path.write_text(
        "view: front\nkeys:\n  - contacts: {foot: floor}\n  - {}\n"
        "arrows: wrist round first, nose 0 0.1 0 both first\n",
        "utf-8",
    )
    assert typed_figure(path).arrows == (
        "left_wrist round first",
        "right_wrist round first",
        "nose 0 0.1 0 both first",
    )
