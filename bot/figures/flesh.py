"""Which blobs make each part of the mannequin's body."""

from dataclasses import dataclass

from bot.figures.outline import Blob, ball
from bot.figures.skeleton import SIDES


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour of a part; a layer without edge is painted inside the first one's outline."""

    blobs: tuple[Blob, ...]
    cloth: str
    edge: bool = True
    arms: tuple[tuple[Blob, ...], ...] = ()  # further chains inside the same outline


@dataclass(frozen=True, slots=True)
class Part:
    """What is sorted by depth as one: a limb segment, the trunk, the head."""

    name: str
    side: str  # "left", "right" or ""
    layers: tuple[Layer, ...]
    next_to: tuple[str, ...] = ()  # parts it flows into at a joint


TRUNK = Part(
    "trunk",
    "",
    (
        Layer(
            (
                Blob("pelvis", (-0.012, 0, -0.03), (0.105, 0.168, 0.085)),
                Blob("pelvis", (-0.01, 0, 0.06), (0.1, 0.158, 0.07)),
                Blob("l2", (0.028, 0, -0.02), (0.095, 0.137, 0.07)),
                Blob("t12", (0.03, 0, 0.0), (0.1, 0.14, 0.075)),
                Blob("t8", (0.033, 0, 0.0), (0.115, 0.158, 0.09)),
                Blob("t4", (0.027, 0, -0.01), (0.11, 0.16, 0.08)),
                Blob("t4", (0.01, 0, 0.055), (0.065, 0.085, 0.045)),
            ),
            "shirt",
            arms=tuple(
                (
                    Blob("t4", (0.012, 0.03 * s, 0.045), (0.055, 0.05, 0.05)),
                    Blob("t4", (0.012, 0.09 * s, 0.035), (0.062, 0.06, 0.055)),
                    ball(f"{side}_humerus", (0, 0, -0.005), 0.058),
                )
                for side, s in (("left", 1.0), ("right", -1.0))
            ),
        ),
        Layer(
            (
                Blob("pelvis", (-0.012, 0, -0.03), (0.105, 0.168, 0.085)),
                Blob("pelvis", (-0.01, 0, 0.085), (0.1005, 0.1575, 0.02)),
            ),
            "shorts",
            edge=False,
        ),
    ),
)


def _thigh(side: str) -> Part:
    frame = f"{side}_thigh"
    return Part(
        f"{side}_thigh",
        side,
        (
            Layer(
                (
                    ball(frame, (0, 0, 0.0), 0.088),
                    ball(frame, (0.002, 0, -0.12), 0.08),
                    ball(frame, (0.004, 0, -0.28), 0.064),
                    ball(frame, (0.004, 0, -0.42), 0.053),
                ),
                "skin",
            ),
            Layer(
                (
                    ball(frame, (0, 0, 0.0), 0.0885),
                    ball(frame, (0.002, 0, -0.12), 0.0805),
                    Blob(frame, (0.0025, 0, -0.18), (0.0755, 0.0755, 0.012)),
                ),
                "shorts",
                edge=False,
            ),
        ),
        ("trunk",),
    )


def _shin(side: str) -> Part:
    frame = f"{side}_shin"
    blobs = (
        ball(frame, (0.004, 0, 0.005), 0.053),
        ball(frame, (-0.012, 0, -0.11), 0.053),
        ball(frame, (-0.006, 0, -0.25), 0.041),
        ball(frame, (0, 0, -0.37), 0.032),
        ball(frame, (0, 0, -0.42), 0.033),
    )
    return Part(frame, side, (Layer(blobs, "skin"),), (f"{side}_thigh",))


def _foot(side: str) -> Part:
    s = 1.0 if side == "left" else -1.0
    foot, toes = f"{side}_foot", f"{side}_toes"
    blobs = (
        ball(foot, (0, 0, 0), 0.034),
        Blob(foot, (-0.02, 0, -0.045), (0.036, 0.03, 0.035)),
        Blob(foot, (0.05, 0, -0.043), (0.05, 0.034, 0.037)),
        Blob(foot, (0.11, 0.0, -0.058), (0.04, 0.042, 0.022)),
        Blob(toes, (0.03, 0.003 * s, -0.003), (0.042, 0.041, 0.017)),
    )
    return Part(foot, side, (Layer(blobs, "skin"),), (f"{side}_shin",))


def _upper_arm(side: str) -> Part:
    frame = f"{side}_humerus"
    skin = (
        ball(frame, (0, 0, -0.005), 0.057),
        ball(frame, (0, 0, -0.1), 0.048),
        ball(frame, (0, 0, -0.2), 0.043),
        ball(frame, (0, 0, -0.285), 0.036),
    )
    sleeve = (
        ball(frame, (0, 0, -0.005), 0.0575),
        ball(frame, (0, 0, -0.1), 0.0495),
        Blob(frame, (0, 0, -0.14), (0.048, 0.048, 0.008)),
    )
    layers = (Layer(skin, "skin"), Layer(sleeve, "shirt", edge=False))
    return Part(frame, side, layers, ("trunk",))


def _forearm(side: str) -> Part:
    frame = f"{side}_forearm"
    blobs = (
        ball(frame, (0, 0, 0.0), 0.037),
        ball(frame, (0, 0, -0.07), 0.041),
        ball(frame, (0, 0, -0.17), 0.032),
        ball(frame, (0, 0, -0.25), 0.025),
    )
    return Part(frame, side, (Layer(blobs, "skin"),), (f"{side}_humerus",))


def _hand(side: str, fist: bool) -> Part:
    s = 1.0 if side == "left" else -1.0
    frame = f"{side}_hand"
    palm: tuple[Blob, ...] = (
        Blob(frame, (0, 0, 0), (0.026, 0.02, 0.026)),
        Blob(frame, (0, 0, -0.045), (0.036, 0.018, 0.04)),
    )
    if fist:
        fingers: tuple[Blob, ...] = (
            *palm,
            Blob(frame, (0, -0.02 * s, -0.078), (0.037, 0.032, 0.027)),
        )
        thumb = (
            ball(frame, (0.03, -0.012 * s, -0.045), 0.013),
            ball(frame, (0.036, -0.034 * s, -0.07), 0.012),
        )
    else:
        fingers = (
            *palm,
            Blob(frame, (0, 0, -0.085), (0.039, 0.016, 0.025)),
            Blob(frame, (0, -0.004 * s, -0.145), (0.03, 0.012, 0.03)),
        )
        thumb = (
            ball(frame, (0.028, -0.006 * s, -0.03), 0.015),
            ball(frame, (0.054, -0.01 * s, -0.075), 0.0115),
        )
    layers = (Layer(thumb, "skin"), Layer(fingers, "skin"))
    return Part(frame, side, layers, (f"{side}_forearm",))


def parts(fists: frozenset[str]) -> tuple[Part, ...]:
    """The whole body but the head; `fists` names the sides whose hand is closed."""
    return (
        TRUNK,
        *(
            part
            for side in SIDES
            for part in (
                _thigh(side),
                _shin(side),
                _foot(side),
                _upper_arm(side),
                _forearm(side),
                _hand(side, side in fists),
            )
        ),
    )
