"""What loads, moves or jumps waits or stays away where it may do harm."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import ExerciseId, FlagId, Region
from bot.domain.training.exercise_index import STRONG_ENOUGH, index_exercises
from bot.domain.training.plan import plan
from bot.domain.training.progression import GREENS
from tests.domain.training.builders import CATALOG, MONDAY, done, finding, trainee

INDEX = index_exercises(CATALOG.exercises)
CLOSED = {
    "OSTEOPOROSIS": "toe_touch knees_to_chest child_pose cat_cow windmills open_book side_bend_db"
    " roll_tspine lowback_ball pogo_hops med_ball_throw oblique_crunch leg_raise hamstring_seated",
    "PREGNANT": "cobra sphinx plank leg_raise windmills pogo_hops toe_touch adductor_rock"
    " reverse_lunge lowback_ball gun_pass glute_bridge dead_bug pistol scap_pullup",
    "NO_ROLLING": "gun_pass lowback_ball pec_ball roll_calf roll_hip_front roll_tspine sole_ball"
    " trap_ball",
    "HYPERMOBILITY": "toe_touch cobra clasp_behind windmills open_book upper_trap_stretch"
    " skull_nod",
    "POSTPARTUM_12W": "plank side_plank side_plank_dips leg_raise oblique_crunch pogo_hops",
    "HERNIA_DIASTASIS": "plank side_plank_dips leg_raise inverted_row pistol",
    "HTN_CONTROLLED": "plank side_plank side_plank_dips toe_touch pistol scap_pullup",
    "GLAUCOMA_RETINA": "toe_touch windmills child_pose side_plank_dips",
    "DIZZINESS": "open_book upper_trap_stretch skull_nod neck_lift toe_touch reverse_lunge",
    "SHOULDER_INSTABILITY": "plank single_leg_plank side_plank_knees push_up doorway_chest"
    " clasp_behind press_one_arm scap_pullup",
    "HIP_REPLACEMENT": "dead_bug heel_taps knee_raise_band figure4 outer_hip_stretch pistol"
    " reverse_lunge cable_lateral_kick",
}


@pytest.mark.parametrize("flag", CLOSED)
def test_a_condition_closes_these_exercises_by_name(flag: str) -> None:
    closes = CATALOG.flags[FlagId(flag)].closes
    names = CLOSED[flag].split()
    assert [n for n in names if not CATALOG.exercises[ExerciseId(n)].closed_by & closes] == []


def test_every_rolling_and_massage_is_closed_to_thinned_blood() -> None:
    closes = CATALOG.flags[FlagId("NO_ROLLING")].closes
    released = [e for e in CATALOG.exercises.values() if e.phase == "inhibit"]
    assert released
    assert all(e.closed_by & closes for e in released)


@pytest.mark.parametrize("place", sorted(CATALOG.plan_rules.areas))
def test_a_healing_place_is_left_alone_by_all_that_moves_it(place: Region) -> None:
    area = CATALOG.plan_rules.areas[place]
    who = replace(trainee(finding("P01"), finding("P04"), minutes=20), healing=frozenset({place}))
    for number in range(14):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        chosen = {i.exercise for i in routine.items}
        assert not chosen & area.moved_by
        for id in chosen:
            assert area.muscles.isdisjoint(CATALOG.exercises[id].muscles)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))


def test_a_jump_comes_only_after_its_muscle_has_grown_stronger() -> None:
    who = trainee(finding("P08"), minutes=30)
    hops = CATALOG.exercises[ExerciseId("pogo_hops")]
    preparing = set(INDEX.preparing(hops))
    assert ExerciseId("heel_raise") in preparing
    practised = 0
    for number in range(70):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        chosen = {i.exercise for i in routine.items}
        if hops.id in chosen:
            break
        practised += bool(chosen & preparing)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
    else:
        pytest.fail("the hops reach nobody")
    assert practised >= STRONG_ENOUGH * GREENS
