"""Read pose files and tell what is wrong: unsolved, out of balance, not looked at since changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from bot.catalog.read import BrokenFile, read_yaml
from bot.figures.checks import faults
from bot.figures.fingerprint import fingerprint, typed_hash
from bot.figures.landmarks import INDEX, PARTS
from bot.figures.muscles import MUSCLES
from bot.figures.pose import USUAL_SIZES, Base, Contact, Figure, Key, Prop, Side, View
from bot.figures.skeleton import DOFS, sided
from bot.figures.states import frame_count
from bot.figures.surfaces import surfaces

MANIFEST, GOOD = "manifest.yaml", "good"
POSES = "poses"
"""The folder of solved poses: a hash of what was typed, then one line of numbers a frame."""
_DOFS, _PARTS, _MUSCLES = frozenset(DOFS), frozenset(PARTS), frozenset(MUSCLES)
_POINTS = frozenset(INDEX)


class WrongFigure(BrokenFile):
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
    ghost: bool = False
    focus: str | None = None
    focus_width: float = 0.6
    end: int = 1
    unlike: bool = False
    then: str | None = None


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
    """A point, alone or with the way its effort goes: `sole 0 0 0.1`, in metres.

    `both` after a way: there and back. `round` in its place: circles. `first` at the end: at the
    start of the movement.
    """
    point, *after = word.split()
    way = after[:-1] if after[-1:] == ["first"] else after
    numbers = way[:-1] if way[-1:] in (["both"], ["round"]) else way
    if way != ["round"] and way and len([float(part) for part in numbers]) != 3:
        raise ValueError(f"arrow {word}: a way has three numbers")
    return tuple(" ".join((full, *after)) for full in sided(point, _POINTS))


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
        ghost=file.ghost,
        focus=(file.focus, file.focus_width) if file.focus else None,
        end=file.end,
        unlike=file.unlike,
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


def typed_figure(path: Path) -> Figure:
    """Read one pose file as it was typed, not solved yet.

    Raises:
        WrongFigure: its shape is wrong or it names what does not exist.
        BrokenFile: it cannot be read.
    """
    try:
        return _figure(path.stem, FigureFile.model_validate(read_yaml(path)))
    except (KeyError, ValueError) as error:
        raise WrongFigure(f"{path.name}: {error}") from error


def load_figure(path: Path) -> Figure:
    """Load one pose file with its solved poses, and the one that it names as the next part.

    Raises:
        WrongFigure: one of the two is wrong.
        BrokenFile: it cannot be read.
    """
    figure, later = typed_figure(path), _next_part(path)
    then = load_figure(later) if later else None
    return replace(figure, states=_solved_poses(path, figure)[1], then=then)


def _next_part(path: Path) -> Path | None:
    """The pose file of what is done after this one; a test may have two parts."""
    name = FigureFile.model_validate(read_yaml(path)).then
    return path.with_name(f"{name}.yaml") if name else None


def poses_path(path: Path) -> Path:
    """Where the solved poses of a pose file are kept."""
    return path.parent / POSES / f"{path.stem}.txt"


def write_poses(path: Path, figure: Figure) -> None:
    """Keep the solved poses of a figure beside its pose file."""
    poses_path(path).parent.mkdir(exist_ok=True)
    lines = [typed_hash(figure), *(" ".join(map(str, state)) for state in figure.states)]
    poses_path(path).write_text("\n".join(lines) + "\n", "ascii")


def _solved_poses(path: Path, figure: Figure) -> tuple[str, tuple[tuple[int, ...], ...]]:
    """Return the hash of what was typed when the poses were solved, and the poses."""
    where = f"{POSES}/{path.stem}.txt"
    try:
        typed, *lines = poses_path(path).read_text("ascii").splitlines()
        states = tuple(tuple(map(int, line.split())) for line in lines)
    except FileNotFoundError:
        raise WrongFigure(f"{where}: missing: run `counterpose figures --solve`") from None
    except ValueError as error:
        raise WrongFigure(f"{where}: {error}") from error
    if len(states) != frame_count(figure) or any(len(s) != 3 + len(DOFS) for s in states):
        raise WrongFigure(f"{where}: not of this figure: run `counterpose figures --solve`")
    return typed, states


def load_figures(folder: Path) -> dict[str, Figure]:
    """All pose files of a folder by exercise id, or `test_` and test id."""
    return {name: load_figure(path) for name, path in pose_files(folder).items()}


def pose_files(folder: Path) -> dict[str, Path]:
    """The pose files of a folder by exercise id, or `test_` and test id."""
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.name != MANIFEST}


def is_solved(path: Path) -> bool:
    """Whether the solved poses are there and belong to what the pose file says now."""
    figure = typed_figure(path)
    try:
        return _solved_poses(path, figure)[0] == typed_hash(figure)
    except WrongFigure:
        return False


class Looked(_Model):
    """The verdict of somebody who looked at a figure, and the figure's fingerprint then."""

    seen: str
    verdict: str


def looked_at(folder: Path) -> dict[str, Looked]:
    """Return the verdicts by figure.

    Raises:
        WrongFigure: its shape is wrong.
        BrokenFile: it cannot be read.
    """
    try:
        return TypeAdapter(dict[str, Looked]).validate_python(read_yaml(folder / MANIFEST))
    except ValueError as error:
        raise WrongFigure(f"{MANIFEST}: {error}") from error


def problems(folder: Path) -> list[str]:
    """Return every figure that breaks a limit or contact, or was not solved or looked at since."""
    faults: list[str] = []
    verdicts = looked_at(folder)
    files = pose_files(folder)
    faults += [f"{MANIFEST}: {name} has no pose file" for name in verdicts.keys() - files.keys()]
    for path in files.values():
        try:
            faults += [f"{path.name}: {fault}" for fault in _faults(path, verdicts.get(path.stem))]
        except WrongFigure as error:
            faults.append(str(error))
    return faults


def _faults(path: Path, verdict: Looked | None) -> Iterator[str]:
    figure = typed_figure(path)
    if _solved_poses(path, figure)[0] != typed_hash(figure):
        yield "changed since it was solved: run `figures --solve`"
        return
    figure = load_figure(path)
    yield from faults(figure)
    if verdict is None:
        yield f"nobody has looked at it, {MANIFEST} does not name it"
    elif verdict.verdict != GOOD:
        yield f"looked at and found {verdict.verdict}"
    elif verdict.seen != fingerprint(figure):
        yield "changed since it was looked at"
