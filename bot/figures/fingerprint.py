"""What a figure's pictures show, as a short hash that changes when a picture would."""

from hashlib import sha256

from bot.figures.flesh import parts
from bot.figures.head import NECK, head
from bot.figures.kinematics import place
from bot.figures.muscles import MUSCLES
from bot.figures.pose import Figure
from bot.figures.solve import BASES, between, key_states

_WAY = (0.25, 0.5, 0.75)
_GRAIN = 0.005  # metres: finer differences are nothing to look at again


def fingerprint(figure: Figure) -> str:
    """Hash of all that is drawn: the pose data, every frame's landmarks, the flesh and the muscles.

    Positions are rounded, so that the last bits of another machine's arithmetic do not count.
    """
    base = BASES[figure.base]
    states = [
        key_states(figure),
        *(between(figure, n, n + 1, _WAY) for n in range(len(figure.keys) - 1)),
    ]
    frames = [place(state, base).points for state in states]
    drawn = [
        repr(figure),
        repr([(frame / _GRAIN).round().astype(int).tolist() for frame in frames]),
        repr((parts(frozenset()), NECK, head((1.0, 0.0, 0.0)))),
        repr([MUSCLES[name] for name in (*figure.work, *figure.stretch)]),
    ]
    return sha256("\n".join(drawn).encode()).hexdigest()[:16]
