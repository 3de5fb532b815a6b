"""How fast a movement is played: lowering slowly, lifting quickly."""

from dataclasses import dataclass

from bot.figures.kinematics import place
from bot.figures.landmarks import INDEX, MASS
from bot.figures.pose import Figure
from bot.figures.states import BASES, key_states

LOWER, PAUSE, LIFT = 4.0, 2.0, 1.0
"""Seconds of a repetition. Source: seed 003, tempo 4-2-1."""
EASE = 2.0
"""Seconds into a stretch or a position, and out of it."""
REST = 0.8
"""Seconds at the start."""
_FALLS = -0.005  # metres of the middle of the body's mass


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of the way there and back; the end is held for `PAUSE`."""

    there: float
    back: float


def tempo(figure: Figure) -> Tempo:
    """The slow way is the one that lowers: to the end of a squat, back from the end of a bridge."""
    if figure.held or not figure.work:
        return Tempo(EASE, EASE)
    return Tempo(LOWER, LIFT) if _sinks(figure) else Tempo(LIFT, LOWER)


def _sinks(figure: Figure) -> bool:
    """Whether the body is lower at the end than at the start."""
    points = place(key_states(figure)[[figure.start, figure.end]], BASES[figure.base]).points
    rise = points[1, :, 2] - points[0, :, 2]
    return sum(float(rise[INDEX[name]]) * share for name, share in MASS.items()) < _FALLS
