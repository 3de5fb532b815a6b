"""Poses are solved, and what is physically wrong is found."""

from dataclasses import replace

import numpy as np
import pytest

from bot.figures import Figure
from bot.figures.checks import faults, overhang
from bot.figures.fingerprint import fingerprint, typed_hash
from bot.figures.kinematics import Array, place
from bot.figures.landmarks import INDEX, MASS
from bot.figures.pose import Contact, Key, Prop
from bot.figures.rules import touches
from bot.figures.skeleton import DOFS
from bot.figures.solve import solved
from bot.figures.states import BASES, all_states, key_states

LEFT, RIGHT = Contact("left_foot", "floor"), Contact("right_foot", "floor")


def key_points(figure: Figure) -> Array:
    """The landmarks in each key pose."""
    return place(key_states(figure), BASES[figure.base]).points


def test_planted_feet_stay_where_they_are_all_the_way(standing: Figure) -> None:
    points = place(all_states(standing), BASES["stand"]).points
    for name in ("left_heel", "right_ball_outer"):
        assert np.abs(points[:, INDEX[name]] - points[0, INDEX[name]]).max() < 0.004


def test_somebody_who_bends_the_knees_keeps_the_mass_over_the_feet(standing: Figure) -> None:
    points = key_points(standing)[1]
    centre = sum(share * points[INDEX[name]] for name, share in MASS.items())
    assert points[INDEX["left_heel"]][0] < centre[0] < points[INDEX["left_toe_tip"]][0]
    assert points[INDEX["sacrum"]][2] < 0.75


def test_a_rising_heel_leaves_the_ball_of_the_foot_planted(standing: Figure) -> None:
    up = tuple(Contact(f"{side}_tiptoe", "floor") for side in ("left", "right"))
    raised = replace(standing, keys=(standing.keys[0], Key({"left_toe_extension": 40.0}, up)))
    points = key_points(solved(raised))
    ball = INDEX["left_ball_inner"]
    assert np.abs(points[0, ball] - points[1, ball]).max() < 0.004


def test_a_sound_figure_has_no_faults(standing: Figure) -> None:
    assert faults(standing) == []


def broken(standing: Figure, key: Key, **changes: object) -> str:
    changed = replace(standing, keys=(standing.keys[0], key), **changes)  # type: ignore[arg-type]
    return "\n".join(faults(solved(changed)))


def test_a_knee_bent_backwards_is_a_fault(standing: Figure) -> None:
    key = Key({"left_knee_flexion": -15.0}, (LEFT, RIGHT))
    assert "left_knee_flexion -15 is outside 0 to 158" in broken(standing, key)


def test_a_contact_out_of_reach_is_a_fault(standing: Figure) -> None:
    key = Key({}, (LEFT, RIGHT, Contact("left_hand", "wall_front")))
    wall = Prop("wall_front", (3.0, 0, 0), (0.07, 0.7, 2.15))
    assert "misses its place" in broken(standing, key, props=(wall,))


def test_a_hand_beside_the_chair_it_should_hold_is_a_fault(standing: Figure) -> None:
    chair = Prop("chair", (0.0, 2.0, 0.0), (0.4, 0.4, 0.45))
    key = Key({"left_hip_flexion": 60.0, "right_hip_flexion": 60.0}, (LEFT, RIGHT))
    leaning = replace(key, contacts=(*key.contacts, Contact("left_fingertip", "chair")))
    assert "beside the chair" in broken(standing, leaning, props=(chair,))


def test_a_mass_beyond_the_toes_is_outside_the_feet(standing: Figure) -> None:
    points = key_points(standing)[0].copy()
    feet = touches((LEFT, RIGHT))
    assert overhang(points, feet) < 0
    for name in MASS:
        points[INDEX[name]] += (0.4, 0, 0)
    assert overhang(points, feet) == pytest.approx(0.25, abs=0.1)


def test_the_fingerprint_changes_with_the_pose_and_with_nothing_else(standing: Figure) -> None:
    keys = (standing.keys[0], Key({"neck_flexion": 30.0}, (LEFT, RIGHT)))
    moved = solved(replace(standing, keys=keys))
    assert fingerprint(standing) == fingerprint(replace(standing))
    assert fingerprint(standing) != fingerprint(moved)
    assert typed_hash(standing) != typed_hash(moved)


def test_what_is_only_drawn_otherwise_need_not_be_solved_again(standing: Figure) -> None:
    seen = replace(standing, view="front", arrows=("navel",), work=("left_biceps",))
    assert typed_hash(seen) == typed_hash(standing)
    assert fingerprint(seen) != fingerprint(standing)


def test_who_does_the_same_with_both_sides_is_their_own_mirror_image(standing: Figure) -> None:
    states = all_states(standing)
    for name in DOFS:
        if name.startswith("left_"):
            left, right = DOFS.index(name), DOFS.index(name.replace("left_", "right_"))
            assert (states[:, 3 + left] == states[:, 3 + right]).all(), name
    assert (states[:, 1] == 0).all()
