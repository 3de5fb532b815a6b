"""Read YAML so that every scalar stays a string and no key comes twice."""

from pathlib import Path
from typing import Any

import yaml


class BrokenFile(Exception):
    """A content file cannot be read; the text names the file, the line and the fault."""


class _Strings(yaml.CBaseLoader):
    """libyaml's base loader (`no` and `08:00` stay strings), refusing a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"key {key.value!r} given twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """Read a YAML file, with all scalars as strings.

    Raises:
        BrokenFile: not there, not UTF-8, not YAML, or a key given twice.
    """
    try:
        return yaml.load(path.read_text("utf-8"), _Strings)  # noqa: S506 - builds strings only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise BrokenFile(f"{path}: line {line}: {error.problem}") from error
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenFile(f"{path}: {error}") from error
