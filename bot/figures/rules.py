"""Contacts, barriers and balance of a pose as equations for the solver."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.landmarks import INDEX, LANDMARKS, MASS, PARTS
from bot.figures.pose import Contact, Figure
from bot.figures.surfaces import Plane, barriers, surfaces

_AXES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
HARD, PIN, BALANCE = 100.0, 60.0, 60.0
_RADIUS = np.array([mark.radius for mark in LANDMARKS])
_SOLID = [number for number, mark in enumerate(LANDMARKS) if mark.solid]


@dataclass(frozen=True, slots=True)
class Rows:
    """`matrix` (rows, 3 * landmarks) times the landmarks equals `goal`, weighted by `weight`."""

    matrix: Array
    goal: Array
    weight: Array


class _Builder:
    def __init__(self) -> None:
        self._rows: list[Array] = []
        self._goals: list[float] = []
        self._weights: list[float] = []

    def add(
        self,
        terms: Iterable[tuple[int, float]],
        normal: tuple[float, float, float],
        goal: float,
        weight: float,
    ) -> None:
        row = np.zeros((len(LANDMARKS), 3))
        for number, share in terms:
            row[number] += share * np.array(normal)
        self._rows.append(row.ravel())
        self._goals.append(goal)
        self._weights.append(weight)

    def rows(self) -> Rows:
        shape = (len(self._rows), 3 * len(LANDMARKS))
        return Rows(
            np.array(self._rows).reshape(shape), np.array(self._goals), np.array(self._weights)
        )


@dataclass(frozen=True, slots=True)
class Touch:
    """One landmark that touches a surface or a point."""

    landmark: int
    on: str
    slides: bool


def touches(contacts: Iterable[Contact]) -> tuple[Touch, ...]:
    """The contacts of a key, point by point, so that a foot that rises keeps its ball planted."""
    return tuple(
        Touch(INDEX[point], contact.on, contact.slides)
        for contact in contacts
        for point in PARTS[contact.part]
    )


def contact_rows(figure: Figure, touching: Iterable[Touch], pinned: dict[Touch, Array]) -> Rows:
    """Equations of all touches; `pinned` holds where each stays on its surface."""
    planes = surfaces(figure)
    builder = _Builder()
    for touch in touching:
        number = touch.landmark
        if touch.on.startswith("at "):
            for axis, value in zip(_AXES, touch.on.split()[1:], strict=True):
                builder.add([(number, 1)], axis, float(value), HARD)
        elif touch.on in INDEX:
            for axis in _AXES:
                builder.add([(number, 1), (INDEX[touch.on], -1)], axis, 0, HARD)
        else:
            plane = planes[touch.on]
            builder.add([(number, 1)], plane.normal, plane.offset + float(_RADIUS[number]), HARD)
            if touch in pinned and not touch.slides:
                for axis, value in zip(_AXES, pinned[touch], strict=True):
                    if not any(a and n for a, n in zip(axis, plane.normal, strict=True)):
                        builder.add([(number, 1)], axis, float(value), PIN)
    return builder.rows()


def balance_rows(touching: Iterable[Touch]) -> Rows:
    """The centre of mass stands over the middle of the feet."""
    feet = [touch.landmark for touch in touching if _is_foot(touch)]
    # the heel carries as much as both balls together
    weights = [2.0 if LANDMARKS[number].name.endswith("heel") else 1.0 for number in feet]
    terms = [(INDEX[name], share) for name, share in MASS.items()]
    terms += [(n, -weight / sum(weights)) for n, weight in zip(feet, weights, strict=True)]
    builder = _Builder()
    for axis in _AXES[:2]:
        builder.add(terms, axis, 0, BALANCE)
    return builder.rows()


def barrier_rows(figure: Figure) -> Rows:
    """Inequalities: every solid landmark stays on its side of floor and walls (value >= goal)."""
    builder = _Builder()
    for plane in barriers(figure):
        for number in _SOLID:
            builder.add([(number, 1)], plane.normal, plane.offset + float(_RADIUS[number]), HARD)
    return builder.rows()


def _is_foot(touch: Touch) -> bool:
    return LANDMARKS[touch.landmark].frame.endswith(("foot", "toes"))


def stands_free(figure: Figure, touching: Iterable[Touch]) -> bool:
    """Only feet carry the body, and on a level surface, so the mass must be over them."""
    planes: dict[str, Plane] = surfaces(figure)
    carried = [touch for touch in touching if touch.on in planes or touch.on.startswith("at ")]
    return (
        bool(carried)
        and figure.base == "stand"
        and not figure.held
        and all(
            _is_foot(touch) and touch.on in planes and planes[touch.on].normal[2] > 0
            for touch in carried
        )
    )


def common(figure: Figure, first: int, second: int) -> tuple[Touch, ...]:
    """What touches the same thing in both keys and so on the whole way between them."""
    there = set(touches(figure.keys[second].contacts))
    return tuple(t for t in touches(figure.keys[first].contacts) if t in there)
