"""The body to point at is read on a phone: numbers stand apart, and colour is not needed."""

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from math import hypot

import numpy as np
import pytest
from PIL import Image

from bot.domain.body_places import NumberedPlace, Point
from bot.domain.ids import Region
from bot.domain.training.pain_in_session import places_of
from bot.figures import body_places
from bot.figures.body_map import HEIGHT, WINDOW
from bot.figures.body_places import BADGE, body_places_svg
from bot.figures.card import WIDTH
from bot.figures.palette import WORK
from tests.app.talker import CATALOG

WORDS = {"front": "front", "back": "back"}


def asked() -> Iterator[tuple[Region, ...]]:
    """The places of every question and of every exercise, as they are shown together."""
    for question in CATALOG.questions.values():
        if places := tuple(Region(o.id) for o in question.options if o.number is not None):
            yield places
    for exercise in CATALOG.exercises.values():
        if exercise_places := places_of(exercise, CATALOG.plan_rules):
            yield exercise_places


ASKED = sorted(set(asked()))


def numbered(places: tuple[Region, ...]) -> list[NumberedPlace]:
    return [NumberedPlace(n, place, CATALOG.body[place]) for n, place in enumerate(places, 1)]


def put(point: Point) -> Point:
    return (WINDOW.left + point[0] * WINDOW.scale, WINDOW.down - point[1] * WINDOW.scale)


@pytest.mark.parametrize("places", ASKED, ids="-".join)
def test_no_number_covers_another_or_a_place_or_leaves_its_panel(
    places: tuple[Region, ...],
) -> None:
    for view in ("front", "back"):
        spots = [s for place in numbered(places) for s in place.spots if s.view == view]
        for one, other in combinations([put(spot.number) for spot in spots], 2):
            assert hypot(one[0] - other[0], one[1] - other[1]) > 2 * BADGE, view
        for x, y in (put(spot.number) for spot in spots):
            assert BADGE < x < WIDTH - BADGE
            assert BADGE < y < HEIGHT - BADGE
            for spot in spots:
                middles = [spot.at, (-spot.at[0], spot.at[1])][: 2 if spot.both else 1]
                for u, v in map(put, middles):
                    away = max(spot.ring) * WINDOW.scale + BADGE
                    assert hypot(x - u, y - v) > away, (spot, view)


def test_there_are_at_most_eight_places_at_a_time() -> None:
    assert max(map(len, ASKED)) <= 8


def test_in_grey_the_numbers_stand_out_from_the_paper() -> None:
    with Image.open(
        BytesIO(body_places(numbered((Region("neck"), Region("knee"))), WORDS))
    ) as page:
        grey = np.asarray(page.convert("L"), dtype=float)
    assert (grey < 90).mean() > 0.02  # two dark discs and the lines
    assert grey.max() - grey.min() > 180


def test_a_place_on_both_sides_has_two_rings_and_one_number() -> None:
    svg = body_places_svg(numbered((Region("knee"),)), WORDS)
    assert svg.count('font-weight="bold"') == 1
    assert svg.count(f'fill="{WORK}" fill-opacity') == 2
