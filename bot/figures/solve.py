"""From typed angles and contacts to poses: damped least squares over a batch of poses.

Every angle is drawn to its typed value by its stiffness, contacts and barriers pull much harder,
so a body stands on its feet because the solver puts it there, not because somebody typed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import pi

import numpy as np
from numpy.typing import NDArray

from bot.figures.kinematics import Array, Placed, place
from bot.figures.pose import Figure, Key
from bot.figures.rules import (
    Rows,
    Touch,
    balance_rows,
    barrier_rows,
    contact_rows,
    stands_free,
    touches,
)
from bot.figures.skeleton import DOFS, RANGES, base_name

LOW = np.array([RANGES[base_name(dof)][0] for dof in DOFS]) * pi / 180
HIGH = np.array([RANGES[base_name(dof)][1] for dof in DOFS]) * pi / 180
_STIFF = np.array([RANGES[base_name(dof)][2] for dof in DOFS])
_REST = {"elbow_flexion": 8.0, "shoulder_abduction": 7.0}
_TYPED = 4.0  # an angle somebody typed is held this much harder than one left at rest
_LIMIT = 60.0
CHECKED = (0.2, 0.4, 0.6, 0.8)
_ROUNDS, _DONE = 50, 3e-5

BASES: dict[str, Array] = {
    "stand": np.eye(3),
    "supine": np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]]),
    "prone": np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]]),
    # on the right side, head to the left of the picture, facing the viewer
    "side_lying": np.array([[0.0, 0, -1], [-1, 0, 0], [0, 1, 0]]),
}


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where each unknown would like to be, and how strongly: (batch, n) and (n,)."""

    state: Array
    weight: Array


# No contact decides which way a body on the floor points: this angle keeps its heading.
_HEADING = {
    "stand": "root_turn",
    "supine": "root_tilt",
    "prone": "root_tilt",
    "side_lying": "root_lean",
}


def _typed(key: Key, root: Array, base: str) -> _Wish:
    degrees = [key.angles.get(dof, _REST.get(base_name(dof), 0.0)) for dof in DOFS]
    weight = np.array([_TYPED if dof in key.angles else 1.0 for dof in DOFS]) * _STIFF
    weight[DOFS.index(_HEADING[base])] *= 15
    for number, dof in enumerate(DOFS):
        if dof.startswith("root_") and dof in key.angles:
            weight[number] = 8.0
    state = np.concatenate((root, np.array(degrees) * pi / 180))
    return _Wish(state[None], np.concatenate((np.array([0.5, 0.5, 0.01]), weight)))


def _stack(*parts: Rows) -> Rows:
    return Rows(
        np.concatenate([part.matrix for part in parts]),
        np.concatenate([part.goal for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )


def _relax(wish: _Wish, equal: Rows, barrier: Rows, base: Array) -> Array:
    """The batch of states nearest to the wish that keeps the rules."""
    low, high = np.r_[-9, -9, -9, LOW], np.r_[9, 9, 9, HIGH]
    rows = _stack(equal, barrier)
    used = np.flatnonzero(rows.matrix.reshape(len(rows.goal), -1, 3).any(axis=(0, 2)))
    matrix = rows.matrix.reshape(len(rows.goal), -1, 3)[:, used].reshape(len(rows.goal), -1)
    weighted = matrix * rows.weight[:, None]
    touched = np.logical_or.reduce(matrix.reshape(len(rows.goal), -1, 3), axis=2)
    state, best = wish.state.copy(), wish.state.copy()
    batch, unknowns = state.shape
    prior, unit = wish.weight**2, np.eye(unknowns)
    least = np.full(batch, np.inf)
    damping = np.full(batch, 1e-3)
    pull, normal = np.zeros((batch, unknowns)), np.zeros((batch, unknowns, unknowns))
    for _ in range(_ROUNDS):
        placed = place(state, base)
        miss = (placed.points[:, used].reshape(batch, -1) @ matrix.T - rows.goal) * rows.weight
        barred = miss[:, len(equal.goal) :]
        np.minimum(barred, 0, out=barred)
        over = np.maximum(state - high, 0) + np.minimum(state - low, 0)
        away = state - wish.state
        cost = (miss**2).sum(1) + (prior * away**2).sum(1) + (_LIMIT**2 * over**2).sum(1)
        better = cost <= least
        damping = np.where(better, np.maximum(damping * 0.2, 1e-9), damping * 6)
        if better.any():
            best[better], least[better] = state[better], cost[better]
            # a barrier that nothing has passed pulls nowhere: its slope is not asked for
            passed: NDArray[np.bool_] = np.less(barred, 0)
            pushing: NDArray[np.bool_] = np.logical_or.reduce(passed, axis=0)
            live = np.concatenate((np.ones(len(equal.goal), dtype=bool), pushing))
            marks = np.logical_or.reduce(touched[live], axis=0)
            columns = np.repeat(marks, 3)
            slope = placed.jacobian(used[marks]).reshape(batch, -1, unknowns)
            jacobian = weighted[np.ix_(live, columns)] @ slope
            jacobian[:, len(equal.goal) :] *= passed[:, pushing, None]
            miss = miss[:, live]
            crossed = jacobian.transpose(0, 2, 1)
            fresh = crossed @ jacobian + unit * (prior + _LIMIT**2 * (over != 0))[:, None, :]
            pulled = (crossed @ miss[:, :, None])[..., 0] + prior * away + _LIMIT**2 * over
            normal[better], pull[better] = fresh[better], pulled[better]
        damped = normal + unit * (damping * 30)[:, None, None]
        step = np.linalg.solve(damped, pull[..., None])[..., 0]
        state = best - step
        if np.abs(step).max() < _DONE:
            break
    return np.clip(best, low, high)


def _balance(figure: Figure, touching: tuple[Touch, ...]) -> list[Rows]:
    return [balance_rows(touching)] if stands_free(figure, touching) else []


@lru_cache(maxsize=8)
def _keys(figure: "_Hashed") -> Array:
    drawn = figure.figure
    base = BASES[drawn.base]
    barrier = barrier_rows(drawn)
    root = np.array([0.0, 0.0, 0.95 if drawn.base == "stand" else 0.3])
    pinned: dict[Touch, Array] = {}
    solved: list[Array] = []
    for key in drawn.keys:
        touching = touches(key.contacts)
        rows = _stack(contact_rows(drawn, touching, pinned), *_balance(drawn, touching))
        state = _relax(_typed(key, root, drawn.base), rows, barrier, base)
        points = place(state, base).points[0]
        for touch in touching:
            pinned.setdefault(touch, points[touch.landmark])
        solved.append(state[0])
        root = state[0, :3]
    return np.array(solved)


@dataclass(frozen=True, slots=True, eq=False)
class _Hashed:
    """A figure as a cache key: by identity, since its mappings cannot be hashed."""

    figure: Figure

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.figure is other.figure

    def __hash__(self) -> int:
        return id(self.figure)


def key_states(figure: Figure) -> Array:
    """The solved key poses, one row each: root position in metres, then angles in radians."""
    return _keys(_Hashed(figure))


def placed_keys(figure: Figure) -> Placed:
    """All key poses in the world."""
    return place(key_states(figure), BASES[figure.base])


def common(figure: Figure, first: int, second: int) -> tuple[Touch, ...]:
    """What touches the same thing in both keys and so on the whole way between them."""
    there = set(touches(figure.keys[second].contacts))
    return tuple(t for t in touches(figure.keys[first].contacts) if t in there)


def between(figure: Figure, first: int, second: int, shares: tuple[float, ...]) -> Array:
    """States on the way from one key to another; what both keys touch stays planted."""
    states, base = key_states(figure), BASES[figure.base]
    kept = common(figure, first, second)
    points = place(states[[first]], base).points[0]
    rows = _stack(
        contact_rows(figure, kept, {touch: points[touch.landmark] for touch in kept}),
        *_balance(figure, kept),
    )
    share = np.array(shares)[:, None]
    wish = states[first] * (1 - share) + states[second] * share
    weight = np.concatenate((np.array([3.0, 3.0, 3.0]), _STIFF))
    return _relax(_Wish(wish, weight), rows, barrier_rows(figure), base)


def angles(state: Array) -> Mapping[str, float]:
    """One state's angles by name, in degrees."""
    return {dof: float(value) * 180 / pi for dof, value in zip(DOFS, state[3:], strict=True)}
