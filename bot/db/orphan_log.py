"""Notice a log whose SQLite file was taken away or replaced: another file in its place deletes it.

Which file a log belongs to stands in the file whose lock stands for the database's: the number of
each on its disk. A copy of all of them has other numbers for both, and is no stranger to its log.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from bot.db.in_use import lock_path


def orphan_log(path: str | Path) -> Path | None:
    """Return the log that holds what was written last to a database that is not there any more, or
    in whose place another one was put."""
    file = Path(os.path.realpath(path))  # where the path is a link, the log is beside its end
    log = file.with_name(f"{file.name}-wal")
    if not log.is_file() or not log.stat().st_size:
        return None
    return log if not file.exists() or _is_replaced(path, file, log) else None


def _is_replaced(path: str | Path, file: Path, log: Path) -> bool:
    try:
        owner, owned = Path(lock_path(str(path))).read_text("ascii").split()
    except (OSError, ValueError):  # nobody has written it down
        return False
    return owned == _number(log) and owner != _number(file)


def remember_owner(path: str | Path) -> None:
    """Write down which file the log belongs to, as far as that is possible."""
    file = Path(os.path.realpath(path))
    with suppress(OSError):
        numbers = f"{_number(file)} {_number(file.with_name(f'{file.name}-wal'))}"
        note = Path(lock_path(str(path)))
        if note.read_text("ascii") != numbers:
            note.write_text(numbers, "ascii")


def _number(file: Path) -> str:
    """Return which file it is on its disk.

    Raises:
        OSError: there is none.
    """
    return str(file.stat().st_ino)


def describe_orphan(path: str | Path, log: Path) -> str:
    """Say what is missing, and what to do before anything else."""
    if not Path(path).exists():
        lost = f"{path} is missing, and {log} holds what was written last"
        return f"{lost}: put the file back beside it"
    return (
        f"{path} is not the file that {log} belongs to, which holds what was written last: put "
        f"that file back beside it, or move {log} away"
    )


def expect_no_orphan(path: str) -> None:
    """Make sure that a file opened or made at this path deletes no log.

    Raises:
        sqlite3.OperationalError: it would.
    """
    if (log := orphan_log(path)) is not None:
        raise sqlite3.OperationalError(describe_orphan(path, log))
