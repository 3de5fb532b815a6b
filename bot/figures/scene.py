"""All there is to draw of a figure: its poses along the movement, seen one way."""

from dataclasses import dataclass

import numpy as np

from bot.figures.camera import Camera, camera
from bot.figures.kinematics import Array, Placed, place
from bot.figures.landmarks import INDEX, LANDMARKS
from bot.figures.pose import Figure, Side
from bot.figures.solve import BASES, between, key_states
from bot.figures.things import things

_OUTLINE = 0.012  # metres of skin and line beyond the landmarks


@dataclass(frozen=True, slots=True)
class Scene:
    """All there is to draw of a figure: its states along the movement, seen one way."""

    figure: Figure
    states: Array
    placed: Placed
    keys: tuple[int, ...]  # which key's contacts and props each state has
    seen: Camera
    flipped: bool

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, right, low and high of all states in the picture plane, in metres."""
        if self.figure.focus:
            name, span = self.figure.focus
            x, y = self.placed.points[:, INDEX[name]].mean(axis=0) @ self.seen.flat.T
            return x - span / 2, x + span / 2, y - span * 0.4, y + span * 0.4
        skin = np.array([mark.radius + _OUTLINE for mark in LANDMARKS])[:, None]
        marks = self.placed.points @ self.seen.flat.T
        points = [(marks - skin).reshape(-1, 2), (marks + skin).reshape(-1, 2)]
        for row, number in enumerate(self.keys):
            points.extend(
                piece
                for thing in things(
                    self.figure, self.figure.keys[number], self.placed, row, self.seen
                )
                if thing.cloth != "wall"
                for piece in thing.shape.pieces
            )
        walls = [(*prop.at[:2], 1.0) for prop in self.figure.props if "wall" in prop.kind]
        points.extend(np.array([wall]) @ self.seen.flat.T for wall in walls)
        every = np.concatenate(points)
        (left, low), (right, high) = every.min(axis=0), every.max(axis=0)
        ground = -abs(float(self.seen.flat[1, 1]) + abs(float(self.seen.flat[1, 0]))) * 0.2
        return float(left), float(right), min(float(low), ground), float(high)


def scene(figure: Figure, side: Side, steps: int = 0) -> Scene:
    """The scene of a figure: its start and end, or `steps` states from each key to the next."""
    flipped = figure.side is not None and side != figure.side
    seen = camera(figure.view, flipped)
    solved = key_states(figure)
    if steps:
        states, keys = [solved[:1]], [0]
        for number in range(len(figure.keys) - 1):
            states += [between(figure, number, number + 1, eased(steps)), solved[[number + 1]]]
            keys += [number if n < steps / 2 else number + 1 for n in range(1, steps)] + [
                number + 1
            ]
        every, chosen = np.concatenate(states), tuple(keys)
    else:
        chosen = (figure.start, figure.end)
        every = solved[list(chosen)]
    return Scene(figure, every, place(every, BASES[figure.base]), chosen, seen, flipped)


def eased(steps: int) -> tuple[float, ...]:
    """The shares of the way, each over 0 and under 1, that are played between two keys."""
    shares = (number / steps for number in range(1, steps))
    return tuple(share * share * (3 - 2 * share) for share in shares)
