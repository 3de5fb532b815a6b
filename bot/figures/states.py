"""Which frames of a movement are solved, and how they are kept as numbers."""

from math import pi

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.pose import Figure

BASES: dict[str, Array] = {
    "stand": np.eye(3),
    "supine": np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]]),
    "prone": np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]]),
    # on the right side, head to the left of the picture, facing the viewer
    "side_lying": np.array([[0.0, 0, -1], [-1, 0, 0], [0, 1, 0]]),
}
_MILLIMETRES, _TENTHS = 1000.0, 1800 / pi


class Unsolved(Exception):
    """The poses of a figure were not solved yet."""


def steps_of(figure: Figure) -> int:
    """States from one key to the next, so that all figures play 12 to 20 frames."""
    return {2: 7, 3: 4}.get(len(figure.keys), 3)


def eased(steps: int) -> tuple[float, ...]:
    """The shares of the way, each over 0 and under 1, that are played between two keys."""
    shares = (number / steps for number in range(1, steps))
    return tuple(share * share * (3 - 2 * share) for share in shares)


def frame_count(figure: Figure) -> int:
    """How many states a figure has: its keys, and those on the way between them."""
    return (len(figure.keys) - 1) * steps_of(figure) + 1


def rounded(states: Array) -> tuple[tuple[int, ...], ...]:
    """States in metres and radians as whole millimetres and tenths of a degree."""
    scale = np.r_[[_MILLIMETRES] * 3, [_TENTHS] * (states.shape[1] - 3)]
    return tuple(tuple(row) for row in (states * scale).round().astype(int).tolist())


def all_states(figure: Figure) -> Array:
    """Every frame that is played, one row each: root position in metres, then angles in radians.

    Raises:
        Unsolved: there are none.
    """
    if not figure.states:
        raise Unsolved(figure.id)
    kept = np.array(figure.states, dtype=float)
    states: Array = kept / np.r_[[_MILLIMETRES] * 3, [_TENTHS] * (kept.shape[1] - 3)]
    return states


def played_states(figure: Figure) -> tuple[Array, int]:
    """The states that are drawn for a motion, and how many there are from one key to the next.

    Between two keys twice as many as are kept, since four seconds want more than seven pictures.
    """
    states, steps = all_states(figure), steps_of(figure)
    if len(figure.keys) > 2:
        return states, steps
    between = (states[1:] + states[:-1]) / 2
    every = np.empty((len(states) + len(between), states.shape[1]))
    every[::2], every[1::2] = states, between
    return every, 2 * steps


def key_states(figure: Figure) -> Array:
    """The key poses, as `all_states`."""
    return all_states(figure)[:: steps_of(figure)]


def angles(state: Array, names: tuple[str, ...]) -> dict[str, float]:
    """The angles of one state by name, in degrees."""
    return {name: float(value) * 180 / pi for name, value in zip(names, state[3:], strict=True)}
