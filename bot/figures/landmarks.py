"""Points on the body that touch surfaces, and where its mass is."""

from dataclasses import dataclass

from bot.figures.skeleton import SIDES, Vec


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point fixed to a frame; the skin is `radius` away from it in every direction."""

    name: str
    frame: str
    offset: Vec
    radius: float = 0.0
    solid: bool = True  # may not pass through floor or wall


def _middle() -> tuple[Landmark, ...]:
    return (
        Landmark("sacrum", "pelvis", (-0.045, 0, 0.05), 0.065),
        Landmark("pubis", "pelvis", (0.03, 0, 0.0), 0.07),
        Landmark("belly", "l2", (0.05, 0, 0), 0.075),
        Landmark("low_back", "l2", (-0.005, 0, 0), 0.06),
        Landmark("back", "t8", (-0.015, 0, 0.0), 0.065),
        Landmark("upper_back", "t4", (-0.015, 0, 0.0), 0.065),
        Landmark("chest", "t8", (0.07, 0, 0.04), 0.075),
        Landmark("neck", "c7", (0, 0, 0.03), 0.05),
        Landmark("head", "head", (0.0, 0, 0.075), 0.1),
        Landmark("forehead", "head", (0.045, 0, 0.095), 0.065),
        Landmark("chin", "head", (0.075, 0, -0.01), 0.02, solid=False),
        Landmark("nose", "head", (0.12, 0, 0.055), 0.0, solid=False),
        Landmark("crown", "head", (0.0, 0, 0.19), 0.0, solid=False),
        Landmark("sternum", "t4", (0.125, 0, -0.06), 0.0, solid=False),
        Landmark("navel", "l2", (0.13, 0, -0.02), 0.0, solid=False),
        Landmark("waist_back", "l5", (-0.075, 0, 0.03), 0.0, solid=False),
        Landmark("mass_trunk", "t12", (0.03, 0, 0.02), 0.0, solid=False),
        Landmark("mass_pelvis", "pelvis", (0, 0, 0.04), 0.0, solid=False),
        Landmark("mass_head", "head", (0.01, 0, 0.07), 0.0, solid=False),
    )


def _side(side: str) -> tuple[Landmark, ...]:
    s = 1.0 if side == "left" else -1.0

    def at(name: str, frame: str, offset: Vec, radius: float = 0.0, solid: bool = True) -> Landmark:
        where = frame if frame in ("pelvis", "l2", "t8", "t4", "head") else f"{side}_{frame}"
        return Landmark(f"{side}_{name}", where, offset, radius, solid)

    def soft(name: str, frame: str, offset: Vec) -> Landmark:
        return at(name, frame, offset, 0.0, False)

    return (
        at("heel", "foot", (-0.045, 0, -0.08)),
        at("ball_inner", "foot", (0.13, -0.03 * s, -0.08)),
        at("ball_outer", "foot", (0.13, 0.03 * s, -0.08)),
        at("toe_tip", "toes", (0.07, 0, -0.02)),
        at("ankle_outer", "foot", (0.02, 0.0, -0.045), 0.034),
        at("instep", "foot", (0.07, 0, -0.045), 0.032),
        at("toe_top", "toes", (0.03, 0, 0.0), 0.016),
        at("knee_point", "shin", (0.005, 0, 0), 0.053),
        at("shin_low", "shin", (0.0, 0, -0.34), 0.036),
        at("calf_belly", "shin", (-0.012, 0, -0.12), 0.052),
        at("thigh_mid", "thigh", (0, 0, -0.2), 0.073),
        at("trochanter", "thigh", (0, 0.0, -0.01), 0.085),
        at("buttock", "pelvis", (-0.04, 0.065 * s, -0.02), 0.08),
        at("blade", "t4", (-0.015, 0.09 * s, -0.03), 0.06),
        at("shoulder_point", "humerus", (0, 0, 0), 0.058),
        at("elbow_point", "forearm", (0, 0, 0), 0.038),
        at("forearm_mid", "forearm", (0, 0, -0.13), 0.036),
        at("wrist", "hand", (0, 0, 0), 0.027),
        at("palm_heel", "hand", (0, -0.016 * s, -0.02)),
        at("knuckle_index", "hand", (0.03, -0.016 * s, -0.09)),
        at("knuckle_little", "hand", (-0.03, -0.016 * s, -0.09)),
        at("back_of_hand", "hand", (0, 0.016 * s, -0.06)),
        at("fingertip", "hand", (0, 0, -0.16), 0.012),
        soft("grip_point", "hand", (0.0, -0.025 * s, -0.075)),
        soft("palm", "hand", (0, -0.018 * s, -0.06)),
        at("flank", "l2", (-0.02, 0.055 * s, 0), 0.055),
        at("trapezius", "t4", (-0.02, 0.075 * s, 0.05), 0.045, False),
        soft("thigh_low", "thigh", (0.062, 0, -0.36)),
        soft("ear", "head", (0.0, 0.085 * s, 0.06)),
        soft("temple", "head", (0.0, 0.1 * s, 0.1)),
        soft("occiput", "head", (-0.1, 0.035 * s, 0.08)),
        soft("knee_front", "shin", (0.06, 0, 0.02)),
        soft("knee_inner", "shin", (0, -0.055 * s, 0)),
        soft("shin_front", "shin", (0.055, 0, -0.1)),
        soft("shin_shelf", "shin", (0.045, 0, -0.36)),
        soft("shin_cuff", "shin", (0, 0, -0.36)),
        soft("thigh_cuff", "thigh", (0, 0, -0.36)),
        soft("thigh_front", "thigh", (0.08, 0, -0.22)),
        soft("thigh_side", "thigh", (0, 0.076 * s, -0.2)),
        soft("thigh_back", "thigh", (-0.08, 0, -0.3)),
        soft("ankle_front", "foot", (0.045, 0, 0.0)),
        soft("sole", "foot", (0.06, 0, -0.08)),
        soft("waist", "l2", (0.02, 0.14 * s, -0.03)),
        soft("hip_crest", "pelvis", (0.03, 0.155 * s, 0.09)),
        soft("rib_side", "t8", (0.03, 0.17 * s, 0)),
        soft("pectoral", "t4", (0.12, 0.09 * s, -0.04)),
        soft("acromion", "humerus", (0, 0.03 * s, 0.05)),
        soft("elbow_outer", "forearm", (0, 0.04 * s, 0)),
        soft("mass_thigh", "thigh", (0, 0, -0.19)),
        soft("mass_shin", "shin", (0, 0, -0.19)),
        soft("mass_foot", "foot", (0.05, 0, -0.05)),
        soft("mass_upper_arm", "humerus", (0, 0, -0.13)),
        soft("mass_forearm", "forearm", (0, 0, -0.11)),
        soft("mass_hand", "hand", (0, 0, -0.07)),
    )


LANDMARKS = (*_middle(), *_side("left"), *_side("right"))
INDEX = {mark.name: number for number, mark in enumerate(LANDMARKS)}

# Shares of body mass, after Winter.
MASS = {
    "mass_trunk": 0.355,
    "mass_pelvis": 0.142,
    "mass_head": 0.081,
    **{
        f"{side}_{part}": share
        for side in SIDES
        for part, share in (
            ("mass_thigh", 0.1),
            ("mass_shin", 0.0465),
            ("mass_foot", 0.0145),
            ("mass_upper_arm", 0.028),
            ("mass_forearm", 0.016),
            ("mass_hand", 0.006),
        )
    },
}

# What "this part rests on that" means, as points that all touch; names without side have two.
_GROUPS: dict[str, tuple[str, ...]] = {
    "foot": ("heel", "ball_inner", "ball_outer"),
    "toes": ("ball_inner", "ball_outer"),
    "tiptoe": ("ball_inner", "ball_outer", "toe_tip"),
    "foot_top": ("instep", "toe_top"),
    "shin": ("knee_point", "shin_low"),
    "knee": ("knee_point",),
    "hand": ("palm_heel", "knuckle_index", "knuckle_little"),
    "fist": ("grip_point",),
    "forearm": ("elbow_point", "wrist"),
    "elbow": ("elbow_point",),
    "hip": ("trochanter",),
    "shoulder": ("shoulder_point",),
}
PARTS: dict[str, tuple[str, ...]] = {
    **{mark.name: (mark.name,) for mark in LANDMARKS},
    **{
        f"{side}_{part}": tuple(f"{side}_{point}" for point in points)
        for side in SIDES
        for part, points in _GROUPS.items()
    },
}
