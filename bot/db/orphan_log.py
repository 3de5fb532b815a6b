"""Notice a log whose SQLite file was taken away: a new file in its place would delete it."""

import os
import sqlite3
from pathlib import Path


def orphan_log(path: str | Path) -> Path | None:
    """Return the log that holds what was written last to a database that is not there any more."""
    file = Path(os.path.realpath(path))  # where the path is a link, the log is beside its end
    log = file.with_name(f"{file.name}-wal")
    return log if not file.exists() and log.is_file() and log.stat().st_size else None


def describe_orphan(path: str | Path, log: Path) -> str:
    """Say what is missing, and what to do before anything else."""
    return f"{path} is missing, and {log} holds what was written last: put the file back beside it"


def expect_no_orphan(path: str) -> None:
    """Make sure that a file made at this path deletes no log.

    Raises:
        sqlite3.OperationalError: it would.
    """
    if (log := orphan_log(path)) is not None:
        raise sqlite3.OperationalError(describe_orphan(path, log))
