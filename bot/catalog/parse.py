"""Read one content file in its shape, or name its faults."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.catalog.read import BrokenFile, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def parse(path: Path, model: type[Model]) -> Model:
    """One content file in its shape.

    Raises:
        BrokenFile: unreadable or not of that shape; names the file and every faulty field.
    """
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise BrokenFile(f"{path}: must hold names with values, as in `name: value`")
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        raise BrokenFile(f"{path}: {faults}") from error
