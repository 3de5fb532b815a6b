"""Drive SQLite from the event loop itself, as SQLAlchemy knows it from aiosqlite.

Our statements take tens of microseconds; handing each to a thread and back costs several times
that. So they run at once; only the commit, which waits for the disk, and the few long statements go
to a thread. Waiting for another process that writes does not hold the loop either.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from bot.db.in_use import FileLock, in_use
from bot.db.orphan_log import expect_no_orphan, remember_owner
from bot.db.private_files import make_private_file

PATIENCE = 10.0
"""Seconds to wait for another process that is writing to the same file."""

LONG = "/* long */"
"""In a statement: it may look at many rows, so it goes to the thread, too."""

BESIDE = ("-wal", "-shm")
"""Endings of the files that SQLite keeps beside its own."""
MOVED = "the file was moved or replaced: stop, put it back, start"

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",  # what is erased is overwritten
)


async def open_file(path: str, **settings: Any) -> "Connection":
    """Open a file; given to SQLAlchemy in place of the driver's own way."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
    loop = asyncio.get_running_loop()
    connection, lock = await loop.run_in_executor(thread, _open, path, settings)
    on_disk = None if lock is None else path
    return Connection(connection, thread, lock, on_disk)


def _open(path: str, settings: dict[str, Any]) -> tuple[sqlite3.Connection, FileLock | None]:
    settings |= {"check_same_thread": False, "isolation_level": None}
    on_disk = path != ":memory:" and not path.startswith("file:")
    if on_disk and os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        raise sqlite3.OperationalError(f"it is not a file: {path}")  # and its rights stay
    lock = in_use(path) if on_disk else None
    try:
        if on_disk:
            _keep_private(path)
        connection: sqlite3.Connection = sqlite3.connect(path, timeout=PATIENCE, **settings)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if lock is not None:
            connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()  # makes the log
            remember_owner(path)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    connection.execute("PRAGMA busy_timeout=0")  # from here on `begin` waits, in the loop
    return connection, lock


async def open_to_read(path: str, **settings: Any) -> "Connection":
    """As `open_file`, but the file stays as it is and none appears beside it."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
    settings |= {"check_same_thread": False, "isolation_level": None}
    opening = partial(look_into, path, **settings)
    connection = await asyncio.get_running_loop().run_in_executor(thread, opening)
    return Connection(connection, thread)


def look_into(path: str | Path, **settings: Any) -> sqlite3.Connection:
    """Open a database for reading, so that no file appears beside it and none changes."""
    file = Path(path)
    used = file.with_name(f"{file.name}-wal").exists()
    address = f"{file.absolute().as_uri()}?{'mode=ro' if used else 'immutable=1'}"
    connection: sqlite3.Connection = sqlite3.connect(address, uri=True, timeout=5, **settings)
    return connection


def _keep_private(path: str) -> None:
    """Let only the owner read the file, whatever its folder allows; SQLite gives the files beside
    it the same rights.

    Raises:
        sqlite3.OperationalError: it cannot be opened, or was moved away from what was written last,
            which a new one in its place would delete.
    """
    expect_no_orphan(path)
    try:
        make_private_file(path, BESIDE)
    except OSError as error:
        raise sqlite3.OperationalError(f"{error.strerror}: {error.filename}") from error


def _identity(path: str) -> tuple[int, int] | None:
    """Which file a path leads to; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a microsecond, at every transaction
    except OSError:
        return None
    return status.st_dev, status.st_ino


class Connection:
    """One connection; used by one transaction at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        thread: ThreadPoolExecutor,
        lock: FileLock | None = None,
        path: str | None = None,
    ) -> None:
        self._connection = connection
        self._thread = thread
        self._lock = lock
        self._changes = 0
        self._path = path
        self._file = None if path is None else _identity(path)

    def cursor(self) -> "Cursor":
        """A cursor."""
        return Cursor(self._connection.cursor(), self)

    async def create_function(self, *arguments: Any, **settings: Any) -> None:
        """SQLAlchemy adds functions of its own when it opens a file."""
        self._connection.create_function(*arguments, **settings)

    async def begin(self) -> None:
        """Begin to write, so that what is read is locked already.

        Raises:
            sqlite3.OperationalError: somebody else writes for too long, or the file is not the one
                that was opened: what would be written to it is lost.
        """
        if self._path is not None and _identity(self._path) != self._file:
            raise sqlite3.OperationalError(MOVED)
        loop = asyncio.get_running_loop()
        until, pause = loop.time() + PATIENCE, 0.001
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._changes = self._connection.total_changes
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise
                await asyncio.sleep(pause)
                pause = min(pause * 2, 0.05)
            else:
                return

    @property
    def in_transaction(self) -> bool:
        """False when everything was undone already: the disk is full, or the file was closed."""
        try:
            return self._connection.in_transaction
        except sqlite3.ProgrammingError:
            return False

    def savepoint(self) -> None:
        """What follows can be undone by itself."""
        self._connection.execute("SAVEPOINT mine")

    def settle(self, *, savepoint: bool) -> None:
        """What was done, since the savepoint if there is one, is to be kept."""
        if not self.in_transaction:
            raise sqlite3.OperationalError("SQLite has undone the transaction")
        if savepoint:
            self._connection.execute("RELEASE mine")

    def undo(self) -> None:
        """Undo what followed the savepoint."""
        self._connection.execute("ROLLBACK TO mine")
        self._connection.execute("RELEASE mine")

    async def commit(self) -> None:
        """Commit, in the thread if anything changed: this is what waits for the disk."""
        if self._connection.total_changes == self._changes:
            self._connection.commit()
        else:
            await self.aside(self._connection.commit)

    async def aside(self, work: Callable[..., object], *arguments: object) -> None:
        """Do it in the thread, to its end: cancelled meanwhile, the task hears of it afterwards,
        since SQLAlchemy would throw the connection away together with the work of others."""
        done = asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        try:
            await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])
            task = asyncio.current_task()
            assert task is not None
            task.uncancel()
            task.cancel()
            done.result()

    async def rollback(self) -> None:
        """Undo."""
        self._connection.rollback()

    async def close(self) -> None:
        """Close the file."""
        self.stop()

    def stop(self) -> None:
        """Close the file at once; a statement cut short must not go on holding the lock."""
        self._thread.shutdown()
        with suppress(sqlite3.Error):
            self._connection.rollback()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()


class Cursor:
    """A cursor whose awaitables do not wait, but for long statements."""

    arraysize = 1

    def __init__(self, cursor: sqlite3.Cursor, connection: Connection) -> None:
        self._cursor = cursor
        self._connection = connection

    async def __aenter__(self) -> "Cursor":
        return self

    @property
    def description(self) -> Any:
        """Of the rows."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The key of the row inserted last."""
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        if LONG in operation:
            await self._connection.aside(self._cursor.execute, operation, parameters)
        else:
            self._cursor.execute(operation, parameters)

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        self._cursor.executemany(operation, parameters)

    async def fetchall(self) -> list[Any]:
        """Every row."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Done with it."""
        self._cursor.close()
