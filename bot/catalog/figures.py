"""Pose files: their shape, reading them, and what can be wrong with them."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.catalog.read import read_yaml
from bot.figures.landmarks import PARTS
from bot.figures.muscles import MUSCLES
from bot.figures.pose import Base, Contact, Figure, Key, Prop, Side, View
from bot.figures.skeleton import DOFS, sided

_DOFS, _PARTS, _MUSCLES = frozenset(DOFS), frozenset(PARTS), frozenset(MUSCLES)


class WrongFigure(Exception):
    """A pose file names something that does not exist; the text says file and name."""


def _numbers(text: object) -> object:
    return text.split() if isinstance(text, str) else text


def _words(text: object) -> object:
    return (
        [word.strip() for word in text.split(",") if word.strip()]
        if isinstance(text, str)
        else text
    )


Triple = Annotated[tuple[float, float, float], BeforeValidator(_numbers)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PropFile(_Model):
    """`at: 0.4 0 0`, `size: depth width height`, in metres; unset, the usual size of its kind."""

    kind: str
    at: Triple = (0.0, 0.0, 0.0)
    size: Triple | None = None
    ends: Words = ()


class KeyFile(_Model):
    """A key pose; what it does not say stays as in the key before. `none` lets go."""

    angles: dict[str, float] = Field(default_factory=dict)
    contacts: dict[str, str] = Field(default_factory=dict)


class FigureFile(_Model):
    """One file of `content/figures/`."""

    view: View
    base: Base = "stand"
    side: Side | None = None
    keys: tuple[KeyFile, ...] = Field(min_length=2, max_length=4)
    props: tuple[PropFile, ...] = ()
    work: Words = ()
    stretch: Words = ()
    arrows: Words = ()
    labels: Words | None = None
    held: bool = False
    focus: str | None = None
    focus_width: float = 0.6
    end: int = 1


_SIZES: dict[str, tuple[float, float, float]] = {
    "chair": (0.42, 0.42, 0.45),
    "bench": (0.5, 1.2, 0.42),
    "step": (0.36, 0.6, 0.2),
    "books": (0.2, 0.3, 0.06),
    "counter": (0.5, 1.2, 0.9),
    "table": (0.7, 1.2, 0.74),
    "bed": (1.9, 0.9, 0.5),
    "roller": (0.15, 0.4, 0.15),
    "ball": (0.08, 0.08, 0.08),
    "towel": (0.1, 0.3, 0.09),
    "pillow": (0.1, 0.3, 0.1),
    "wall_behind": (0.07, 0.7, 2.15),
    "wall_front": (0.07, 0.7, 2.15),
    "wall_right": (0.07, 0.7, 2.15),
    "wall_left": (0.07, 0.7, 2.15),
    "mat": (1.9, 0.66, 0.01),
    "post": (0.08, 0.08, 2.1),
    "bar": (0.04, 1.2, 0.04),
    "band": (0.0, 0.0, 0.0),
    "cable": (0.0, 0.0, 0.0),
    "dumbbell": (0.2, 0.08, 0.08),
    "held_ball": (0.24, 0.24, 0.24),
    "held_pillow": (0.15, 0.15, 0.15),
    "gun": (0.07, 0.07, 0.07),
}
_FEET = ("left_instep", "right_instep")


def _key(file: KeyFile, before: Key) -> Key:
    turned = dict(before.angles)
    for name, degrees in file.angles.items():
        turned.update(dict.fromkeys(sided(name, _DOFS), degrees))
    contacts = {contact.part: contact for contact in before.contacts}
    for name, target in file.contacts.items():
        for part in sided(name, _PARTS):
            on, slides = target.removesuffix(" slides"), target.endswith(" slides")
            contacts.pop(part, None)
            if on != "none":
                if on in ("shared",):
                    raise KeyError(on)
                contacts[part] = Contact(part, _own(on, part), slides)
    return Key(turned, tuple(contacts.values()))


def _own(target: str, part: str) -> str:
    """`own knee_front` is the knee of the same side as the part, `other knee_front` the other."""
    side = "left" if part.startswith("left_") else "right"
    if target.startswith("own "):
        return f"{side}_{target[4:]}"
    if target.startswith("other "):
        return f"{'right' if side == 'left' else 'left'}_{target[6:]}"
    return target


def _figure(name: str, file: FigureFile) -> Figure:
    keys: list[Key] = []
    for key in file.keys:
        keys.append(_key(key, keys[-1] if keys else Key({}, ())))

    def lit(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(full for word in words for full in sided(word, _MUSCLES))

    labels = file.labels if file.labels is not None else (_FEET if file.side else ())
    props = tuple(
        Prop(prop.kind, prop.at, prop.size or _SIZES[prop.kind], prop.ends) for prop in file.props
    )
    return Figure(
        id=name,
        view=file.view,
        base=file.base,
        keys=tuple(keys),
        props=props,
        work=lit(file.work),
        stretch=lit(file.stretch),
        arrows=tuple(point for word in file.arrows for point in sided(word, _PARTS)),
        labels=tuple(point for word in labels for point in sided(word, _PARTS)),
        side=file.side,
        held=file.held,
        focus=(file.focus, file.focus_width) if file.focus else None,
        end=file.end,
    )


def load_figure(path: Path) -> Figure:
    """One pose file.

    Raises:
        WrongFigure: its shape is wrong or it names what does not exist.
        BrokenFile: it cannot be read.
    """
    try:
        return _figure(path.stem, FigureFile.model_validate(read_yaml(path)))
    except (KeyError, ValueError) as error:
        raise WrongFigure(f"{path.name}: {error}") from error


def load_figures(folder: Path) -> dict[str, Figure]:
    """All pose files of a folder by exercise id, or `test_` and test id."""
    return {
        path.stem: load_figure(path)
        for path in sorted(folder.glob("*.yaml"))
        if path.stem != "manifest"
    }
