"""Stills, motions, the body map, charts and the contact sheet come out as promised."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.catalog.figures import load_figure
from bot.domain.chart import Chart, Compared, Counts, Gains, Levels
from bot.figures import Figure, body_map, motion, still
from bot.figures import body_map as body_map_function
from bot.figures.body_map import body_map_svg
from bot.figures.camera import camera
from bot.figures.card import motion_svgs, still_svg
from bot.figures.charts import chart, chart_svg
from bot.figures.contact_sheet import contact_sheet
from bot.figures.fonts import font_files
from bot.figures.palette import ARROW
from bot.figures.solve import solved
from bot.figures.tempo import LIFT, LOWER, PAUSE
from tests.content import CONTENT

WORDS = {
    "front": "Front",
    "back": "Back",
    "left": "left",
    "right": "right",
    "tight": "tight",
    "weak": "weak",
    "both": "both",
}
SAMPLE = ("glute_bridge", "hip_flexor_kneel", "open_book", "wall_angel", "test_T07")


@cache
def moving(name: str) -> bytes:
    """The motion of a figure of this release, drawn once."""
    return motion(load_figure(CONTENT / "figures" / f"{name}.yaml"), "left")


@pytest.mark.parametrize("name", SAMPLE)
def test_a_still_is_wide_and_small(figures: dict[str, Figure], name: str) -> None:
    data = still(figures[name], "left")
    with Image.open(BytesIO(data)) as image:
        assert image.format == "PNG"
        assert image.width >= 1000
    assert len(data) < 150_000


@pytest.mark.parametrize("name", ["glute_bridge", "hip_circles", "squat_bw"])
def test_a_motion_loops_in_12_to_24_frames_and_is_small(name: str) -> None:
    data = moving(name)
    with Image.open(BytesIO(data)) as image:
        assert image.format == "GIF"
        assert 12 <= getattr(image, "n_frames", 1) <= 24
        assert image.info["loop"] == 0
    assert len(data) < 500_000


def seconds(data: bytes) -> tuple[float, float]:
    """How long the way there and the way back take, between the two longest-held pictures."""
    with Image.open(BytesIO(data)) as image:
        times = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            times.append(image.info["duration"] / 1000)
    held = times.index(PAUSE)
    return sum(times[1:held]), sum(times[held + 1 :])


@pytest.mark.parametrize(
    ("name", "there", "back"),
    [("squat_bw", LOWER, LIFT), ("glute_bridge", LIFT, LOWER), ("pull_apart", LIFT, LOWER)],
)
def test_what_is_lowered_is_lowered_in_four_seconds(name: str, there: float, back: float) -> None:
    assert seconds(moving(name)) == pytest.approx((there, back), rel=0.16)


@pytest.mark.parametrize("name", ["wall_angel", "test_T28", "hip_circles"])
def test_a_motion_is_no_taller_than_a_phone_shows(name: str) -> None:
    """At 390 by 640 a bubble is 326 px wide, and the words below need room too."""
    with Image.open(BytesIO(moving(name))) as image:
        assert image.height / image.width * 326 < 320


def test_a_small_movement_has_its_start_faintly_behind_its_end(figures: dict[str, Figure]) -> None:
    still = still_svg(figures["chin_tuck"], "left")
    assert still.count('<g opacity="0.3">') == 1
    assert 'opacity="0.3"' not in "".join(motion_svgs(figures["chin_tuck"], "left"))
    assert 'opacity="0.3"' not in still_svg(figures["squat_bw"], "left")


def test_a_movement_that_circles_and_one_there_and_back_have_arrows_that_say_so(
    standing: Figure,
) -> None:
    drawn = {
        way: still_svg(replace(standing, arrows=(f"left_wrist {way}",)), "left").count(ARROW)
        for way in ("round", "0 0 0.1 both")
    }
    assert drawn == {"round": 2, "0 0 0.1 both": 2}


def test_the_other_side_is_the_mirror_image(figures: dict[str, Figure]) -> None:
    left, right = camera("side", False), camera("side", True)
    assert (left.flat[0] == -right.flat[0]).all()
    assert (left.flat[1] == right.flat[1]).all()
    figure = figures["hip_flexor_kneel"]
    assert still_svg(figure, "left") != still_svg(figure, "right")


def test_an_exercise_of_both_sides_looks_the_same_for_either(figures: dict[str, Figure]) -> None:
    figure = figures["glute_bridge"]
    assert still_svg(figure, "left") == still_svg(figure, "right")


def test_an_effort_that_moves_nothing_has_an_arrow_the_way_it_goes(standing: Figure) -> None:
    still_standing = solved(replace(standing, keys=(standing.keys[0], standing.keys[0])))
    drawn = {
        way: still_svg(replace(still_standing, arrows=(f"sacrum{way}",)), "left")
        for way in ("", " 0 0 0.1", " 0 0 -0.1")
    }
    assert ARROW not in drawn[""]
    assert ARROW in drawn[" 0 0 0.1"]
    assert drawn[" 0 0 0.1"] != drawn[" 0 0 -0.1"]


def test_an_effort_has_its_arrow_in_the_motion_too_and_only_near_the_end(
    figures: dict[str, Figure],
) -> None:
    arrows = [ARROW in picture for picture in motion_svgs(figures["short_foot"], "left")]
    assert arrows == sorted(arrows)
    assert arrows.count(True) == 8
    assert ARROW not in "".join(motion_svgs(figures["squat_bw"], "left"))


def test_an_arrow_keeps_its_colour_in_the_motion() -> None:
    with Image.open(BytesIO(moving("short_foot"))) as image:
        image.seek(getattr(image, "n_frames", 1) // 2)
        played = np.asarray(image.convert("RGB"), dtype=int)
    green = [int(ARROW[at : at + 2], 16) for at in (1, 3, 5)]
    assert (np.abs(played - green).max(axis=2) < 24).sum() > 200


def test_tight_and_weak_differ_in_pattern_on_the_body_map() -> None:
    svg = body_map_svg([("hamstrings", "left", "tight"), ("pectorals", "right", "weak")], WORDS)
    assert svg.count("url(#stretch)") == 2  # the muscle and the legend
    assert svg.count("url(#work)") == 2


def test_a_muscle_of_the_back_is_not_drawn_on_the_front() -> None:
    alone = body_map_svg([("rhomboids", "left", "weak")], WORDS)
    assert alone.count("url(#work)") == 2


def test_a_body_map_refuses_a_muscle_it_does_not_know() -> None:
    with pytest.raises(KeyError):
        body_map([("elbow_grease", "left", "weak")], WORDS)


def test_a_body_map_without_its_typeface_is_still_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.figures.fonts.find_spec", lambda _: None)
    font_files.cache_clear()
    try:
        data = body_map_function([("hamstrings", "left", "tight")], WORDS)
    finally:
        font_files.cache_clear()
    assert data.startswith(b"\x89PNG")


LEVELS = Levels("Pain", ("1", "2", "3"), (5, None, 3), 4.0, "the week before: 4")
COUNTS = Counts("Done", ("1", "2", "3"), (3, 2, 0), (3, 4, 0), ("done", "planned"))
GAINS = Gains("Tests", (Compared("left: 5 → 9", 2.1), Compared("right", -0.4)), ("-", "?", "+"))


def test_charts_bring_light_paper_for_any_chat() -> None:
    for panels in ((LEVELS,), (COUNTS,), (GAINS,), (COUNTS, LEVELS, GAINS)):
        data = chart(Chart(panels))
        with Image.open(BytesIO(data)) as image:
            red, green, blue = image.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
            assert image.width == 1000
        assert red + green + blue > 600
        assert len(data) < 150_000


def test_a_change_within_the_error_is_a_ring_and_one_beyond_it_points_its_way() -> None:
    ways = [
        chart_svg(Chart((Gains("T", (Compared("", gain),), ("", "", "")),)))
        for gain in (1.5, -1.5, 0.9, -0.9)
    ]
    assert ["<circle" in svg for svg in ways] == [False, False, True, True]
    assert len(set(ways)) == 4


def test_where_nothing_was_told_there_is_no_bar_and_zero_is_one() -> None:
    def bars(*levels: float | None) -> int:
        return chart_svg(Chart((Levels("T", ("a", "b"), levels),))).count('rx="4"')

    assert bars(None, None) == 0
    assert bars(0, None) == 1


def test_the_contact_sheet_shows_every_figure(figures: dict[str, Figure]) -> None:
    some = {name: figures[name] for name in SAMPLE}
    with Image.open(BytesIO(contact_sheet(some, columns=2))) as page:
        assert page.width == 800
        assert page.height > 3 * 150


def test_where_nothing_may_be_kept_pictures_and_charts_come_all_the_same(tmp_path: Path) -> None:
    """The libraries' own caches; a file stands where their folders should be."""
    blocked = tmp_path / "file"
    blocked.touch()
    homes = ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    drawing = (
        "import sys; from pathlib import Path\n"
        "from bot.catalog.figures import load_figure\n"
        "from bot.figures import body_map, still\n"
        "from bot.domain.chart import Chart, Levels\n"
        "from bot.figures.charts import chart\n"
        f"words = {WORDS!r}\n"
        "drawn = [still(load_figure(Path('content/figures/squat_bw.yaml')), 'left'),\n"
        "    body_map((), words), chart(Chart((Levels('T', ('1',), (2,)),)))]\n"
        "assert all(d.startswith(b'\\x89PNG') for d in drawn)\n"
    )
    subprocess.run(
        [sys.executable, "-c", drawing],
        env={**os.environ, **{name: str(blocked / name) for name in homes}},
        check=True,
        capture_output=True,
    )
