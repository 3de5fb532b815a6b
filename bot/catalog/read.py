"""Read YAML so that every scalar stays a string and no key comes twice."""

from pathlib import Path
from typing import Any

import yaml


class BrokenFile(Exception):
    """A content file cannot be read; the text names the file, the line and the fault."""


class _Untyped(yaml.CBaseLoader):
    """libyaml's parser, which guesses no types: `no` and `08:00` stay strings.

    The base loader looks for a type of each node in Python, which is half of its time.
    """

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return

    def ascend_resolver(self) -> None:
        return


def read_yaml(path: Path) -> Any:
    """Read a YAML file, with all scalars as strings.

    Raises:
        BrokenFile: not there, not UTF-8, not YAML, a key given twice, or a part inside itself.
    """
    try:
        root = yaml.compose(path.read_text("utf-8"), _Untyped)
        return None if root is None else _value(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise BrokenFile(f"{path}: line {line}: {error.problem}") from error
    except OSError as error:
        where = ": is BOT_CONTENT_DIR right?" if isinstance(error, FileNotFoundError) else ""
        raise BrokenFile(f"{path}: {error.strerror}{where}") from error
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path}: is not in UTF-8; save it anew in that encoding") from error
    except yaml.YAMLError as error:
        raise BrokenFile(f"{path}: {error}") from error
    except RecursionError as error:
        raise BrokenFile(f"{path}: nested too deeply, or a part holds itself") from error


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(part) for part in node.value]
    values: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                problem="a key must be text", problem_mark=key.start_mark
            )
        if key.value in values:
            raise yaml.constructor.ConstructorError(
                problem=f"key {key.value!r} given twice", problem_mark=key.start_mark
            )
        values[key.value] = _value(value)
    return values
