"""What a figure's pictures show, as a short hash that changes when a picture would."""

from hashlib import sha256

from bot.figures.flesh import parts
from bot.figures.head import NECK, head
from bot.figures.kinematics import place
from bot.figures.muscles import MUSCLES
from bot.figures.pose import Figure
from bot.figures.solve import BASES, key_states, ways

_GRAIN = 0.005  # metres: finer differences are nothing to look at again


def fingerprint(figure: Figure) -> str:
    """Hash of all that is drawn: the pose data, every frame's landmarks, the flesh and the muscles.

    Positions are rounded, so that the last bits of another machine's arithmetic do not count.
    """
    base = BASES[figure.base]
    frames = [place(state, base).points for state in (key_states(figure), *ways(figure))]
    lit = (*figure.work, *figure.stretch)
    drawn = [
        repr(figure),
        repr([(frame / _GRAIN).round().astype(int).tolist() for frame in frames]),
        repr((parts(frozenset()), NECK, head((1.0, 0.0, 0.0)))),
        repr([(MUSCLES[name].blobs, MUSCLES[name].facing) for name in lit]),
    ]
    return sha256("\n".join(drawn).encode()).hexdigest()[:16]
