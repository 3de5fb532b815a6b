"""Lock a SQLite file in use, so that nobody replaces it under a running bot."""

import fcntl
import os
import sqlite3


class InUse(Exception):
    """Some process uses the database."""


class FileLock:
    """A lock on a file, held until it is released or the process ends."""

    def __init__(self, path: str, operation: int) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, operation | fcntl.LOCK_NB)
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Give it up; a second time does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def lock_path(path: str) -> str:
    """The file whose lock stands for the database's."""
    return f"{path}.lock"


def in_use(path: str) -> FileLock | None:
    """Say that this process uses the database, beside any others; None where no file can be made.

    Raises:
        sqlite3.OperationalError: it is being replaced.
    """
    try:
        return FileLock(lock_path(path), fcntl.LOCK_SH)
    except BlockingIOError:
        raise sqlite3.OperationalError("a restore is under way; try again in a moment") from None
    except OSError:
        return None


def alone(path: str) -> FileLock:
    """Take the database for this process alone.

    Raises:
        InUse: some process uses it.
        OSError: no file can be made beside it.
    """
    try:
        return FileLock(lock_path(path), fcntl.LOCK_EX)
    except BlockingIOError:
        raise InUse from None
