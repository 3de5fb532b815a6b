"""The file `.env`: whether all of it can be read, which names it sets, and who else may read it."""

import re
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

ENV_FILE = Path(".env")
ENCODING = "utf-8-sig"
NOT_UTF_8 = ".env: is not in UTF-8; save it anew in that encoding"
OF_OTHERS = 0o077
"""What the rights of group and others are made of."""


class BrokenEnvFile(Exception):
    """The file cannot be used; the text says why, and repeats nothing of it."""


def env_file_names() -> list[str]:
    """Return the names that the file sets; none where there is no file.

    Raises:
        BrokenEnvFile: it cannot be read, or a line of it sets nothing.
    """
    if ENV_FILE.exists() and not (ENV_FILE.is_file() or ENV_FILE.is_dir()):
        raise BrokenEnvFile(".env: is not a file")  # to read a pipe would wait for ever
    try:
        content = ENV_FILE.read_text(ENCODING)
    except FileNotFoundError:
        if ENV_FILE.is_symlink():
            raise BrokenEnvFile(".env: is a link to a file that is not there") from None
        return []
    except OSError as error:
        raise BrokenEnvFile(f".env: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BrokenEnvFile(NOT_UTF_8) from None
    if "\0" in content:  # UTF-16 without a mark at its beginning
        raise BrokenEnvFile(NOT_UTF_8)
    names = []
    for line in parse_stream(StringIO(content)):
        if line.error or (line.key is not None and line.value is None):
            blanks = re.match(r"\s*", line.original.string)
            number = line.original.line + (blanks.group().count("\n") if blanks else 0)
            raise BrokenEnvFile(
                f".env: line {number} must be NAME=value, with quotes in pairs, or begin with #"
            )
        if line.key is not None:
            names.append(line.key)
    return names


def readable_by_others() -> bool:
    """Whether anybody but its owner may look into the file."""
    return ENV_FILE.exists() and bool(ENV_FILE.stat().st_mode & OF_OTHERS)
