"""When a figure counts as changed: hashes of what was typed and of what its pictures show."""

from dataclasses import replace
from hashlib import sha256

from bot.figures.camera import camera
from bot.figures.flesh import parts
from bot.figures.head import NECK, head
from bot.figures.landmarks import LANDMARKS
from bot.figures.muscles import MUSCLES
from bot.figures.pose import Figure
from bot.figures.skeleton import FRAMES, RANGES


def typed_hash(figure: Figure) -> str:
    """Hash of what decides how the poses are solved: keys, contacts, things and the skeleton."""
    bare = replace(
        figure, id="", view="side", work=(), stretch=(), arrows=(), labels=(), focus=None
    )
    bare = replace(bare, states=(), side=None, held=False, ghost=False, start=0, end=1)
    return _hash(bare, FRAMES, RANGES, LANDMARKS)


def fingerprint(figure: Figure) -> str:
    """Hash of everything that decides how the figure looks, the solved poses among it."""
    seen = camera(figure.view, False)
    lit = [MUSCLES[name] for name in (*figure.work, *figure.stretch)]
    later = [fingerprint(figure.then)] if figure.then else []
    return _hash(
        figure,
        *later,
        *(["unlike"] if figure.unlike else []),
        (FRAMES, RANGES, LANDMARKS),
        (parts(frozenset()), NECK, head((1.0, 0.0, 0.0))),
        [(muscle.blobs, muscle.facing, muscle.deep) for muscle in lit],
        [round(float(value), 4) + 0.0 for value in (*seen.flat.ravel(), *seen.toward)],
    )


def _hash(*drawn: object) -> str:
    return sha256("\n".join(map(repr, drawn)).encode()).hexdigest()[:16]
