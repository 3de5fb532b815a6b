"""What a figure's pictures show, short enough to write down beside a verdict.

Two parts: a hash of all that was typed (poses, skeleton, flesh, lit muscles, view), and where the
body stands in each key. The second is compared with a tolerance, because the last digits of a
solved pose depend on the machine's arithmetic, and nobody can see them.
"""

from hashlib import sha256

from bot.figures.camera import camera
from bot.figures.flesh import parts
from bot.figures.head import NECK, head
from bot.figures.kinematics import place
from bot.figures.landmarks import INDEX, LANDMARKS
from bot.figures.muscles import MUSCLES
from bot.figures.pose import Figure
from bot.figures.skeleton import FRAMES, RANGES
from bot.figures.solve import BASES, key_states

_WHERE = (
    "head",
    "sacrum",
    "left_wrist",
    "right_wrist",
    "left_knee_point",
    "right_knee_point",
    "left_heel",
    "right_heel",
)
_SAME = 1.6  # centimetres


def fingerprint(figure: Figure) -> str:
    """Hash of everything typed that decides how the figure looks."""
    seen = camera(figure.view, False)
    lit = [MUSCLES[name] for name in (*figure.work, *figure.stretch)]
    drawn = [
        repr(figure),
        repr((FRAMES, RANGES, LANDMARKS)),
        repr((parts(frozenset()), NECK, head((1.0, 0.0, 0.0)))),
        repr([(muscle.blobs, muscle.facing, muscle.deep) for muscle in lit]),
        repr([round(float(value), 6) + 0.0 for value in (*seen.flat.ravel(), *seen.toward)]),
    ]
    return sha256("\n".join(drawn).encode()).hexdigest()[:16]


def stands(figure: Figure) -> tuple[int, ...]:
    """Where head, pelvis, hands, knees and heels are in each key, in whole centimetres."""
    points = place(key_states(figure), BASES[figure.base]).points
    spots = points[:, [INDEX[name] for name in _WHERE]]
    return tuple((spots * 100).round().astype(int).ravel().tolist())


def same(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Two bodies stand alike, as far as an eye can tell."""
    return len(one) == len(other) and all(
        abs(a - b) <= _SAME for a, b in zip(one, other, strict=True)
    )
