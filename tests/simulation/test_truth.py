"""Who the simulated people are."""

import os
import subprocess
import sys

import pytest

TRUTHS = """
from random import Random
from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.simulation.truth import World, person
rng, catalog = Random(3), load(content_folder(None))
for _ in range(400):
    one = person(rng, catalog, World.NORMS)
    print(one.age, one.sex, sorted(one.sides.items()), sorted(one.imbalance.items()), one.flags)
"""


@pytest.mark.slow
def test_the_same_seed_makes_the_same_people_whatever_the_order_of_sets() -> None:
    def people(order: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": order}
        done = subprocess.run(
            [sys.executable, "-c", TRUTHS], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    first, *others = (people(order) for order in ("1", "2", "7"))
    assert first.count("\n") == 400
    assert all(other == first for other in others)
