"""While a place rests, nothing in the routine loads, stretches or moves it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.read import read_yaml
from bot.domain.ids import ExerciseId, MuscleId, Region
from bot.domain.training.eligibility import spared_places
from bot.domain.training.exercise import Phase
from bot.domain.training.plan import plan
from bot.domain.training.workout import Pains
from tests.domain.training.builders import CATALOG, MONDAY, done, finding, on, trainee

FIGURES = Path(__file__).parents[3] / "content" / "figures"
DRAWN = {
    "knee": ("knee_flexion", 30),
    "hip": ("hip_flexion", 30),
    "low_back": ("lumbar_flexion", 12),
}
"""The joint of a place that carries weight, and from how many degrees a figure moves it."""
CROSSED = {
    "knee": ("gastrocnemius", "hamstrings", "rectus_femoris"),
    "hip": ("hamstrings", "rectus_femoris", "iliopsoas"),
    "low_back": ("hamstrings", "iliopsoas"),
    "calf": ("gastrocnemius", "soleus"),
    "ankle": ("gastrocnemius", "soleus"),
    "elbow": ("biceps", "triceps"),
}
"""Muscles that cross the joint of a place or hold on to it, so that stretch and work pull on it."""
ALONG = {
    "thigh": "bird_dog fire_hydrant standing_bird_dog cable_kickback seated_march plank",
    "low_back": "buttock_squeeze hamstring_strap ham_slide cable_kickback",
    "knee": "calf_straight calf_bent ankle_rock heel_raise side_plank_knees",
}
"""What works or stretches a place along with what it is for."""


def moves(exercise: ExerciseId, place: str) -> bool:
    """Whether an exercise moves a place by its figure, or pulls on it by its muscles."""
    joint, degrees = DRAWN.get(place, ("", 0))
    if joint and max(_ranges(exercise, joint)) >= degrees:
        return True
    known = CATALOG.exercises[exercise]
    pulls = known.phase is not Phase.INHIBIT and not known.any_tight
    crossing = {MuscleId(muscle) for muscle in CROSSED.get(place, ())}
    return (pulls and not crossing.isdisjoint(known.muscles)) or exercise in ALONG.get(
        place, ""
    ).split()


def _ranges(exercise: ExerciseId, joint: str) -> Iterator[float]:
    """Yield through how many degrees each side's joint goes from one drawn pose to the next."""
    keys: list[dict[str, Any]] = read_yaml(FIGURES / f"{exercise}.yaml")["keys"]
    for side in ("left_", "right_", ""):
        angle, seen = 0.0, []
        for key in keys:
            angles = key.get("angles", {})
            angle = float(angles.get(side + joint, angles.get(joint, angle)))
            seen.append(angle)
        yield max(seen) - min(seen)


@pytest.mark.parametrize("place", sorted({*DRAWN, *CROSSED, *ALONG}))
def test_a_place_is_spared_all_that_moves_it_by_its_figure_or_its_muscles(place: str) -> None:
    spared = spared_places([Region(place)], CATALOG)
    let_through = [
        id
        for id, exercise in sorted(CATALOG.exercises.items())
        if moves(id, place) and not spared.spares(exercise)
    ]
    assert let_through == []


@pytest.mark.parametrize("place", sorted(CATALOG.plan_rules.areas))
def test_no_routine_moves_a_place_that_rests_or_hurts_today(place: str) -> None:
    region = Region(place)
    planned = 0
    for drivers in ((), (finding("P01"), finding("P08")), (finding("P04"), finding("P10"))):
        who = trainee(*drivers, minutes=20)
        red = done(plan(who, MONDAY, CATALOG), Pains(during=7, region=region))
        rests = replace(who, history=(red,))
        hurts = replace(who, today=replace(who.today, hurting=frozenset({region})))
        for someone, day in ((rests, on(1)), (rests, on(2)), (hurts, MONDAY)):
            shown = [item.exercise for item in plan(someone, day, CATALOG).items]
            planned += len(shown)
            assert [id for id in shown if moves(id, place)] == []
    assert planned
