"""Solve poses from typed angles and contacts: damped least squares.

A command of the authors: what it finds is kept as whole numbers beside the pose file, because the
last digits depend on the processor, and drawing reads only what is kept.

Every angle is drawn to its typed value by its stiffness, contacts and barriers pull much harder,
so a body stands on its feet because the solver puts it there, not because somebody typed it.
"""

from dataclasses import dataclass, replace
from math import pi

import numpy as np
from numpy.typing import NDArray

from bot.figures.kinematics import Array, place
from bot.figures.pose import Figure, Key
from bot.figures.rules import (
    Rows,
    Touch,
    balance_rows,
    barrier_rows,
    common,
    contact_rows,
    stands_free,
    touches,
)
from bot.figures.skeleton import DOFS, RANGES, base_name
from bot.figures.states import BASES, eased, rounded, steps_of

LOW = np.array([RANGES[base_name(dof)][0] for dof in DOFS]) * pi / 180
HIGH = np.array([RANGES[base_name(dof)][1] for dof in DOFS]) * pi / 180
_STIFF = np.array([RANGES[base_name(dof)][2] for dof in DOFS])
_REST = {"elbow_flexion": 8.0, "shoulder_abduction": 7.0}
_TYPED = 4.0  # an angle somebody typed is held this much harder than one left at rest
_LIMIT = 60.0
_ROUNDS, _DONE = 50, 3e-5


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


@dataclass(frozen=True, slots=True)
class _Problem:
    """The rules that a batch of states has to keep."""

    equal: Rows
    barrier: Rows
    base: Array
    even: bool
    """Both sides do the same, so the answer is its own mirror image."""


def _other_side(name: str) -> str:
    """`left_knee` for `right_knee` and the other way round; itself, where it has no side."""
    side, _, rest = name.partition("_")
    return {"left": f"right_{rest}", "right": f"left_{rest}"}.get(side, name)


def _turns_aside(dof: str) -> bool:
    """Whether an angle of the middle of the body leads to one side."""
    middle = _other_side(dof) == dof
    return middle and dof.endswith(("_turn", "_tilt", "_side_bend", "_rotation"))


_MIRROR = np.array([0, 1, 2, *(3 + DOFS.index(_other_side(dof)) for dof in DOFS)])
_MIRROR_SIGN = np.array([1.0, -1.0, 1.0, *(-1.0 if _turns_aside(dof) else 1.0 for dof in DOFS)])


def _is_even(figure: Figure, key: Key) -> bool:
    """Whether left and right do the same, in what is typed and in the things around."""
    if figure.base == "side_lying" or any(
        round(prop.at[1], 4) or "left" in prop.kind for prop in figure.props
    ):
        return False
    typed = all(
        key.angles.get(_other_side(dof)) == degrees and (degrees == 0 or not _turns_aside(dof))
        for dof, degrees in key.angles.items()
    )
    contacts = {(one.part, one.on, one.slides) for one in key.contacts}
    return typed and contacts == {
        (_other_side(part), _other_side(on), slides) for part, on, slides in contacts
    }


def _relax(wish: _Wish, problem: _Problem) -> Array:
    """The batch of states nearest to the wish that keeps the rules."""
    equal, barrier, base = problem.equal, problem.barrier, problem.base
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
        if problem.even:
            state = (state + state[:, _MIRROR] * _MIRROR_SIGN) / 2
        if np.abs(step).max() < _DONE:
            break
    return np.clip(best, low, high)


def _balance(figure: Figure, touching: tuple[Touch, ...]) -> list[Rows]:
    return [balance_rows(touching)] if stands_free(figure, touching) else []


def _key_states(figure: Figure) -> Array:
    base = BASES[figure.base]
    barrier = barrier_rows(figure)
    root = np.array([0.0, 0.0, 0.95 if figure.base == "stand" else 0.3])
    pinned: dict[Touch, Array] = {}
    solved: list[Array] = []
    for key in figure.keys:
        touching = touches(key.contacts)
        rows = _stack(contact_rows(figure, touching, pinned), *_balance(figure, touching))
        problem = _Problem(rows, barrier, base, even=_is_even(figure, key))
        state = _relax(_typed(key, root, figure.base), problem)
        points = place(state, base).points[0]
        for touch in touching:
            pinned.setdefault(touch, points[touch.landmark])
        solved.append(state[0])
        root = state[0, :3]
    return np.array(solved)


def _between(figure: Figure, states: Array, first: int) -> Array:
    """States on the way from one key to the next; what both keys touch stays planted."""
    second, base = first + 1, BASES[figure.base]
    kept = common(figure, first, second)
    points = place(states[[first]], base).points[0]
    rows = _stack(
        contact_rows(figure, kept, {touch: points[touch.landmark] for touch in kept}),
        *_balance(figure, kept),
    )
    share = np.array(eased(steps_of(figure)))[:, None]
    wish = states[first] * (1 - share) + states[second] * share
    weight = np.concatenate((np.array([3.0, 3.0, 3.0]), _STIFF))
    even = _is_even(figure, figure.keys[first]) and _is_even(figure, figure.keys[second])
    return _relax(_Wish(wish, weight), _Problem(rows, barrier_rows(figure), base, even=even))


def solved(figure: Figure) -> Figure:
    """The figure with the states of every frame that is played."""
    keys = _key_states(figure)
    frames = [keys[:1]]
    for first in range(len(keys) - 1):
        frames += [_between(figure, keys, first), keys[[first + 1]]]
    return replace(figure, states=rounded(np.concatenate(frames)))
