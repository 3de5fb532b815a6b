"""Read the situations of the content, without the rest of the catalogue."""

from pathlib import Path

import yaml

from bot.understanding.situations import Situations

FILE = Path("examples") / "situations.yaml"


def example_situations(content: Path) -> Situations:
    """Return the situations that `content/examples/situations.yaml` describes.

    Raises:
        ValueError: the file is not as it should be.
    """
    path = content / FILE
    file = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
    names = {id: _name(content, id) for id in file.get("exercises", [])}
    try:
        return Situations.of(file, names)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _name(content: Path, exercise: str) -> str:
    path = content / "exercises" / f"{exercise}.yaml"
    if not path.is_file():
        raise ValueError(f"{content / FILE}: no exercise is called {exercise!r}")
    file = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - strings only
    return str(file["name"])
