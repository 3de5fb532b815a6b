"""Contacts, barriers and balance written as rows: a weighted sum of landmarks meets a number."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.landmarks import INDEX, LANDMARKS, MASS, PARTS
from bot.figures.pose import Contact, Figure
from bot.figures.surfaces import Plane, barriers, surfaces

_AXES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
HARD, PIN, BALANCE = 100.0, 60.0, 60.0
_SUPPORTING = {"foot", "heel", "toes", "tiptoe"}
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


def contact_rows(figure: Figure, contacts: Iterable[Contact], pinned: dict[Contact, Array]) -> Rows:
    """Equations of all contacts; `pinned` holds the landmark positions a contact stays at."""
    planes = surfaces(figure)
    builder = _Builder()
    for contact in contacts:
        numbers = [INDEX[point] for point in PARTS[contact.part]]
        if contact.on.startswith("at "):
            for axis, value in zip(_AXES, contact.on.split()[1:], strict=True):
                builder.add([(n, 1 / len(numbers)) for n in numbers], axis, float(value), HARD)
        elif contact.on in INDEX:
            other = INDEX[contact.on]
            for axis in _AXES:
                builder.add([(numbers[0], 1), (other, -1)], axis, 0, HARD)
        else:
            plane = planes[contact.on]
            for number in numbers:
                goal = plane.offset + float(_RADIUS[number])
                builder.add([(number, 1)], plane.normal, goal, HARD)
            if contact in pinned and not contact.slides:
                for number in numbers:
                    for axis, value in zip(_AXES, pinned[contact][number], strict=True):
                        if not any(a and n for a, n in zip(axis, plane.normal, strict=True)):
                            builder.add([(number, 1)], axis, float(value), PIN)
    return builder.rows()


def balance_rows(contacts: Iterable[Contact]) -> Rows:
    """The centre of mass stands over the middle of the feet."""
    feet = [c.part for c in contacts if c.part.split("_", 1)[-1] in _SUPPORTING]
    terms = [(INDEX[name], share) for name, share in MASS.items()]
    for part in feet:
        points = PARTS[part]
        for point in points:  # the heel carries as much as both balls together
            share = 0.5 if point.endswith("heel") else 0.5 / max(1, len(points) - 1)
            terms.append(
                (INDEX[point], -(share if len(points) == 3 else 1 / len(points)) / len(feet))
            )
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


def stands_free(figure: Figure, contacts: Iterable[Contact]) -> bool:
    """Only feet carry the body, and on a level surface, so the mass must be over them."""
    planes: dict[str, Plane] = surfaces(figure)
    carried = [contact for contact in contacts if contact.on in planes]
    return (
        bool(carried)
        and not figure.held
        and all(
            contact.part.split("_", 1)[-1] in _SUPPORTING and planes[contact.on].normal[2] > 0
            for contact in carried
        )
    )
