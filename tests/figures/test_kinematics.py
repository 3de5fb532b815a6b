"""The skeleton moves as a body does."""

import numpy as np
import pytest

from bot.figures.kinematics import Array, place
from bot.figures.landmarks import INDEX, LANDMARKS, MASS
from bot.figures.skeleton import DOFS, RANGES, base_name, sided

UPRIGHT = np.eye(3)


def state(**degrees: float) -> Array:
    values = np.zeros((1, 3 + len(DOFS)))
    for dof, angle in degrees.items():
        values[0, 3 + DOFS.index(dof)] = np.radians(angle)
    return values


def spot(name: str, **degrees: float) -> Array:
    point: Array = place(state(**degrees), UPRIGHT).points[0, INDEX[name]]
    return point


@pytest.mark.parametrize(
    ("dof", "point", "axis", "way"),
    [
        ("left_hip_flexion", "left_knee_point", 0, 1),
        ("left_hip_abduction", "left_knee_point", 1, 1),
        ("right_hip_abduction", "right_knee_point", 1, -1),
        ("left_hip_rotation", "left_toe_tip", 1, 1),
        ("right_hip_rotation", "right_toe_tip", 1, -1),
        ("left_knee_flexion", "left_heel", 0, -1),
        ("left_ankle_dorsiflexion", "left_toe_tip", 2, 1),
        ("lumbar_flexion", "nose", 0, 1),
        ("thoracic_side_bend", "crown", 1, 1),
        ("neck_rotation", "nose", 1, 1),
        ("neck_flexion", "nose", 2, -1),
        ("left_shoulder_flexion", "left_elbow_point", 0, 1),
        ("right_shoulder_abduction", "right_elbow_point", 1, -1),
        ("left_elbow_flexion", "left_wrist", 0, 1),
        ("left_scapula_elevation", "left_acromion", 2, 1),
        ("right_scapula_protraction", "right_acromion", 0, 1),
    ],
)
def test_an_angle_moves_its_part_the_way_its_name_says(
    dof: str, point: str, axis: int, way: int
) -> None:
    moved = spot(point, **{dof: 20.0}) - spot(point)
    assert way * moved[axis] > 0.01


def test_the_jacobian_is_the_slope_of_the_positions() -> None:
    start = np.random.default_rng(7).uniform(-0.5, 0.5, (2, 3 + len(DOFS)))
    marks = np.arange(len(LANDMARKS))
    slope = place(start, UPRIGHT).jacobian(marks)
    for unknown in range(start.shape[1]):
        step = np.zeros_like(start)
        step[:, unknown] = 1e-6
        ahead, behind = place(start + step, UPRIGHT).points, place(start - step, UPRIGHT).points
        assert np.allclose((ahead - behind) / 2e-6, slope[..., unknown], atol=1e-6)


def test_left_and_right_are_mirror_images() -> None:
    turned = {"hip_flexion": 40.0, "hip_rotation": 20.0, "shoulder_abduction": 50.0}
    both = {f"{side}_{dof}": v for side in ("left", "right") for dof, v in turned.items()}
    points = place(state(**both), UPRIGHT).points[0]
    for name, number in INDEX.items():
        if name.startswith("left_"):
            other = points[INDEX["right_" + name.removeprefix("left_")]]
            assert points[number] * (1, -1, 1) == pytest.approx(other)


def test_the_shares_of_body_mass_add_up_to_one() -> None:
    assert sum(MASS.values()) == pytest.approx(1)


def test_every_angle_has_a_range_that_holds_the_resting_body() -> None:
    for dof in DOFS:
        low, high, stiffness = RANGES[base_name(dof)]
        assert low <= 0 < high
        assert stiffness > 0


def test_a_name_without_side_means_both_and_an_unknown_one_is_refused() -> None:
    assert sided("knee_flexion", DOFS) == ("left_knee_flexion", "right_knee_flexion")
    assert sided("lumbar_flexion", DOFS) == ("lumbar_flexion",)
    with pytest.raises(KeyError):
        sided("knee_wiggle", DOFS)
