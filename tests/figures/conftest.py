"""Figures that the tests of drawing share."""

from pathlib import Path

import pytest

from bot.catalog.figures import load_figures
from bot.figures import Figure
from bot.figures.pose import Contact, Key
from bot.figures.solve import solved

CONTENT = Path(__file__).parents[2] / "content"
FEET = (Contact("left_foot", "floor"), Contact("right_foot", "floor"))


@pytest.fixture(scope="session")
def figures() -> dict[str, Figure]:
    """All figures of this release."""
    return load_figures(CONTENT / "figures")


@pytest.fixture
def standing() -> Figure:
    """Somebody who stands and then bends the knees."""
    bent = {
        f"{side}_{dof}": degrees
        for side in ("left", "right")
        for dof, degrees in (("hip_flexion", 80.0), ("knee_flexion", 90.0))
    }
    return solved(Figure("standing", "side", "stand", (Key({}, FEET), Key(bent, FEET))))
