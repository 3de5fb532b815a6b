"""The jointed skeleton: hinges, limits and stiffness of each joint.

Metres and degrees. Axes at rest, standing: x forward, y to the person's left, z up. Proportions
are those of an adult of 1.75 m (segment lengths after Winter's anthropometric table); ranges of
motion are the usual clinical maxima, a few degrees wider where a flexible person goes further.
"""

from dataclasses import dataclass

Vec = tuple[float, float, float]
SIDES = ("left", "right")
X, Y, Z = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Hinge:
    """One rotation about an axis of the frame; `share` of the named angle happens here."""

    dof: str
    axis: int
    sign: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rigid segment, hung on its parent at `offset`, turned by its hinges in order."""

    name: str
    parent: str
    offset: Vec
    hinges: tuple[Hinge, ...]


def _spine(level: str, share: float) -> tuple[Hinge, ...]:
    return (
        Hinge(f"{level}_flexion", Y, 1, share),
        Hinge(f"{level}_side_bend", X, -1, share),
        Hinge(f"{level}_rotation", Z, 1, share),
    )


def _side(side: str) -> tuple[Frame, ...]:
    s = 1.0 if side == "left" else -1.0

    def hinge(dof: str, axis: int, sign: float) -> Hinge:
        return Hinge(f"{side}_{dof}", axis, sign)

    def ball(joint: str) -> tuple[Hinge, ...]:
        return (
            hinge(f"{joint}_flexion", Y, -1),
            hinge(f"{joint}_abduction", X, s),
            hinge(f"{joint}_rotation", Z, s),
        )

    def frame(name: str, parent: str, offset: Vec, *hinges: Hinge) -> Frame:
        above = parent if parent in ("pelvis", "t4") else f"{side}_{parent}"
        return Frame(f"{side}_{name}", above, offset, hinges)

    return (
        frame("thigh", "pelvis", (0, 0.09 * s, 0), *ball("hip")),
        frame("shin", "thigh", (0, 0, -0.43), hinge("knee_flexion", Y, 1)),
        frame(
            "foot",
            "shin",
            (0, 0, -0.42),
            hinge("ankle_dorsiflexion", Y, -1),
            hinge("ankle_inversion", X, -s),
        ),
        frame("toes", "foot", (0.13, 0, -0.06), hinge("toe_extension", Y, -1)),
        frame(
            "scapula",
            "t4",
            (0.04, 0.03 * s, 0.06),
            hinge("scapula_elevation", X, s),
            hinge("scapula_protraction", Z, -s),
        ),
        frame("humerus", "scapula", (-0.015, 0.145 * s, -0.04), *ball("shoulder")),
        frame("forearm", "humerus", (0, 0, -0.29), hinge("elbow_flexion", Y, -1)),
        frame(
            "hand",
            "forearm",
            (0, 0, -0.25),
            hinge("forearm_supination", Z, s),
            hinge("wrist_flexion", X, -s),
            hinge("wrist_deviation", Y, -1),
        ),
    )


ROOT = (
    Hinge("root_turn", Z, 1),
    Hinge("root_lean", Y, 1),
    Hinge("root_tilt", X, -1),
)
FRAMES = (
    Frame("pelvis", "", (0, 0, 0), ROOT),
    Frame("l5", "pelvis", (-0.03, 0, 0.08), _spine("lumbar", 0.5)),
    Frame("l2", "l5", (0, 0, 0.09), _spine("lumbar", 0.5)),
    Frame("t12", "l2", (0, 0, 0.09), _spine("thoracic", 0.3)),
    Frame("t8", "t12", (0, 0, 0.10), _spine("thoracic", 0.4)),
    Frame("t4", "t8", (0, 0, 0.10), _spine("thoracic", 0.3)),
    Frame("c7", "t4", (0.005, 0, 0.09), _spine("neck", 0.6)),
    Frame(
        "head",
        "c7",
        (0.025, 0, 0.075),
        (Hinge("head_nod", Y, 1), *_spine("neck", 0.4)),
    ),
    *_side("left"),
    *_side("right"),
)

# Angle without its side -> lowest and highest in degrees, and stiffness against the solver.
RANGES: dict[str, tuple[float, float, float]] = {
    "root_turn": (-90, 90, 0.3),
    "root_lean": (-120, 120, 0.15),
    "root_tilt": (-90, 90, 2),
    "lumbar_flexion": (-40, 60, 3),
    "lumbar_side_bend": (-30, 30, 4),
    "lumbar_rotation": (-15, 15, 5),
    "thoracic_flexion": (-35, 50, 3),
    "thoracic_side_bend": (-30, 30, 4),
    "thoracic_rotation": (-50, 50, 4),
    "neck_flexion": (-65, 60, 2),
    "neck_side_bend": (-45, 45, 3),
    "neck_rotation": (-85, 85, 3),
    "head_nod": (-35, 30, 3),
    "hip_flexion": (-32, 140, 1),
    "hip_abduction": (-35, 75, 1.5),
    "hip_rotation": (-45, 75, 1.5),
    "knee_flexion": (0, 158, 1),
    "ankle_dorsiflexion": (-60, 45, 0.4),
    "ankle_inversion": (-25, 35, 0.6),
    "toe_extension": (-35, 90, 0.6),
    "scapula_elevation": (-12, 30, 4),
    "scapula_protraction": (-25, 28, 4),
    "shoulder_flexion": (-65, 185, 1),
    "shoulder_abduction": (-60, 185, 1),
    "shoulder_rotation": (-95, 100, 0.8),
    "elbow_flexion": (0, 152, 1),
    "forearm_supination": (-95, 95, 0.5),
    "wrist_flexion": (-92, 85, 0.4),
    "wrist_deviation": (-35, 30, 0.8),
}
DOFS = tuple(dict.fromkeys(hinge.dof for frame in FRAMES for hinge in frame.hinges))


def base_name(dof: str) -> str:
    """An angle's name without its side."""
    return dof.removeprefix("left_").removeprefix("right_")


def sided(name: str, known: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    """The full names a short one stands for: `hip_flexion` is that of both sides.

    Raises:
        KeyError: no such name.
    """
    if name in known:
        return (name,)
    both = tuple(f"{side}_{name}" for side in SIDES)
    if both[0] not in known:
        raise KeyError(name)
    return both
