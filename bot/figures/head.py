"""Draw the head: face, hair, ears, so that one sees where the figure looks."""

from bot.figures.flesh import Layer, Part
from bot.figures.outline import Blob, ball

_HAIR = Layer(
    (
        Blob("head", (-0.012, 0, 0.088), (0.104, 0.082, 0.104)),
        Blob("head", (-0.03, 0, 0.055), (0.08, 0.074, 0.085)),
    ),
    "hair",
)
_FACE = Layer(
    (
        Blob("head", (0.035, 0, 0.08), (0.065, 0.066, 0.085)),
        Blob("head", (0.04, 0, 0.04), (0.058, 0.058, 0.065)),
        Blob("head", (0.06, 0, 0.0), (0.032, 0.034, 0.03)),
    ),
    "skin",
)
_NOSE = Layer(
    (ball("head", (0.094, 0, 0.065), 0.009), ball("head", (0.107, 0, 0.042), 0.0125)), "skin"
)
NECK = Part(
    "neck",
    "",
    (
        Layer(
            (
                Blob("c7", (-0.005, 0, -0.025), (0.058, 0.064, 0.045)),
                Blob("c7", (0.004, 0, 0.03), (0.05, 0.053, 0.04)),
                Blob("head", (0.0, 0, 0.01), (0.052, 0.052, 0.045)),
            ),
            "skin",
        ),
    ),
    ("trunk",),
)
# Each bit of the head with the direction (in the head's axes) that must face the viewer.
_EYES = tuple(
    (Layer((Blob("head", (0.088, 0.035 * s, 0.076), (0.007, 0.008, 0.0105)),), "eye", edge=False))
    for s in (1.0, -1.0)
)
_EARS = tuple(
    Layer((Blob("head", (-0.008, 0.08 * s, 0.058), (0.018, 0.01, 0.028)),), "skin")
    for s in (1.0, -1.0)
)


def head(toward: tuple[float, float, float]) -> Part:
    """The head as seen from a direction given in the head's own axes, far things first."""
    forward, leftward, _ = toward
    ears = sorted(((leftward, _EARS[0]), (-leftward, _EARS[1])), key=lambda pair: pair[0])
    far_ear, near_ear = ears[0][1], ears[1][1]
    if forward > -0.25:
        eyes = tuple(
            eye
            for eye, s in zip(_EYES, (1.0, -1.0), strict=True)
            if forward * 0.75 + s * leftward * 0.65 > 0.12
        )
        nose_first = forward < 0.35
        middle = (_NOSE, _FACE) if nose_first else (_FACE, _NOSE)
        hidden = () if abs(leftward) > 0.3 else (far_ear, near_ear)
        shown = (near_ear,) if abs(leftward) > 0.3 else ()
        layers = (*hidden, _HAIR, *middle, *shown, *eyes)
    else:
        shown = (near_ear,) if abs(leftward) > 0.4 else ()
        hidden = () if shown else (far_ear, near_ear)
        layers = (_NOSE, _FACE, *hidden, _HAIR, *shown)
    return Part("head", "", layers, ("neck",))
