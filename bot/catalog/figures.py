"""Pose files: their shape, reading them, and what can be wrong with them."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from bot.catalog.read import read_yaml
from bot.figures.checks import faults
from bot.figures.fingerprint import fingerprint, same, stands
from bot.figures.landmarks import INDEX, PARTS
from bot.figures.muscles import MUSCLES
from bot.figures.pose import USUAL_SIZES, Base, Contact, Figure, Key, Prop, Side, View
from bot.figures.skeleton import DOFS, sided
from bot.figures.solve import CHECKED
from bot.figures.surfaces import surfaces

MANIFEST, GOOD = "manifest.yaml", "good"
_DOFS, _PARTS, _MUSCLES = frozenset(DOFS), frozenset(PARTS), frozenset(MUSCLES)
_POINTS = frozenset(INDEX)


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
Whole = Annotated[tuple[int, ...], BeforeValidator(_numbers)]
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
                contacts[part] = Contact(part, _own(on, part), slides)
    return Key(turned, tuple(contacts.values()))


def _arrow(word: str) -> tuple[str, ...]:
    """A point, or a point and the way its effort goes: `sole 0 0 0.1`, in metres."""
    point, *way = word.split()
    if way and len([float(part) for part in way]) != 3:
        raise ValueError(f"arrow {word}: a way has three numbers")
    return tuple(" ".join((full, *way)) for full in sided(point, _POINTS))


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
        Prop(prop.kind, prop.at, prop.size or USUAL_SIZES[prop.kind], prop.ends)
        for prop in file.props
    )
    figure = Figure(
        id=name,
        view=file.view,
        base=file.base,
        keys=tuple(keys),
        props=props,
        work=lit(file.work),
        stretch=lit(file.stretch),
        arrows=tuple(full for word in file.arrows for full in _arrow(word)),
        labels=tuple(point for word in labels for point in sided(word, _POINTS)),
        side=file.side,
        held=file.held,
        focus=(file.focus, file.focus_width) if file.focus else None,
        end=file.end,
    )
    _check_targets(figure)
    return figure


def _check_targets(figure: Figure) -> None:
    known = surfaces(figure).keys() | _POINTS
    targets = [contact.on for key in figure.keys for contact in key.contacts]
    targets += [end for prop in figure.props for end in prop.ends]
    for target in targets:
        if target not in known and not (target.startswith("at ") and len(target.split()) == 4):
            raise KeyError(target)
    if figure.focus and figure.focus[0] not in _POINTS:
        raise KeyError(figure.focus[0])
    if not figure.end < len(figure.keys):
        raise ValueError(f"end {figure.end}: there are {len(figure.keys)} keys")


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
        if path.name != MANIFEST
    }


class Looked(_Model):
    """What somebody who looked at a figure's pictures says, and the fingerprint of what it was."""

    seen: str
    stands: Whole
    verdict: str


def looked_at(folder: Path) -> dict[str, Looked]:
    """The manifest: verdicts by figure.

    Raises:
        WrongFigure: its shape is wrong.
        BrokenFile: it cannot be read.
    """
    try:
        return TypeAdapter(dict[str, Looked]).validate_python(read_yaml(folder / MANIFEST))
    except ValueError as error:
        raise WrongFigure(f"{MANIFEST}: {error}") from error


def problems(folder: Path, *, every_frame: bool = False) -> list[str]:
    """Every figure that breaks a limit or contact, or that changed since it was looked at.

    Args:
        folder: the pose files and their manifest.
        every_frame: look between the key poses too, which takes two to three times as long.
    """
    found: list[str] = []
    verdicts = looked_at(folder)
    figures = load_figures(folder)
    found += [f"{MANIFEST}: {name} has no pose file" for name in verdicts.keys() - figures.keys()]
    for name, figure in figures.items():
        found += [
            f"{name}.yaml: {fault}" for fault in faults(figure, CHECKED if every_frame else ())
        ]
        verdict = verdicts.get(name)
        if verdict is None:
            found.append(f"{name}.yaml: nobody has looked at it, {MANIFEST} does not name it")
        elif verdict.verdict != GOOD:
            found.append(f"{name}.yaml: looked at and found {verdict.verdict}")
        elif verdict.seen != fingerprint(figure) or not same(verdict.stands, stands(figure)):
            found.append(f"{name}.yaml: changed since it was looked at")
    return found
