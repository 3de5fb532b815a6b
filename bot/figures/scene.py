"""What there is to draw of a figure: its poses along the movement, seen one way."""

from dataclasses import dataclass

import numpy as np

from bot.figures.camera import Camera, camera
from bot.figures.kinematics import Array, Placed, place
from bot.figures.landmarks import INDEX, LANDMARKS
from bot.figures.pose import Figure, Side
from bot.figures.states import BASES, key_states, played_states
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
    moving: bool
    """Every frame of the movement; else only its start and end."""

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


def scene(figure: Figure, side: Side, *, moving: bool = False) -> Scene:
    """The scene of a figure: its start and end, or every frame of its movement."""
    flipped = figure.side is not None and side != figure.side
    seen = camera(figure.view, flipped)
    if moving:
        states, steps = played_states(figure)
        keys = tuple((frame + steps // 2) // steps for frame in range(len(states)))
    else:
        keys = (figure.start, figure.end)
        states = key_states(figure)[list(keys)]
    return Scene(figure, states, place(states, BASES[figure.base]), keys, seen, flipped, moving)
