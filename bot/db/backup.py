"""Copy a SQLite database while the bot runs, and put a copy back when it does not."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.in_use import InUse, alone
from bot.db.orphan_log import expect_no_orphan
from bot.db.private_files import make_private_folder


class NotBackedUp(Exception):
    """No backup was made; the message says why."""


class NotRestored(Exception):
    """The database is as it was; the message says why."""


async def backup(engine: AsyncEngine, path: Path) -> None:
    """Write everything that is committed at this moment to a new file.

    Nobody waits for it: it reads a snapshot in a thread of its own. The file appears under its
    name only when it is whole and compared with the source; nobody but its owner may read it.

    Raises:
        NotBackedUp: it is PostgreSQL (`pg_dump` does that), the file is there already, there is
            no room, or the copy is damaged.
    """
    source = engine.url.database
    if engine.dialect.name != "sqlite" or source is None:
        raise NotBackedUp("this is PostgreSQL: use pg_dump, which takes a snapshot while it runs")
    await asyncio.to_thread(_back_up, Path(source), path)


def _back_up(source: Path, path: Path) -> None:
    try:
        make_private_folder(path.parent)
        if path.exists():
            raise NotBackedUp(f"{path} is there already")
        with _copied(source, path) as partial:
            partial.rename(path)
            _sync_folder(path)
    except (sqlite3.Error, OSError) as error:
        raise NotBackedUp(str(error)) from error


def revision_of(path: Path) -> str | None:
    """The revision of a backup, which is only looked at; None when it is not one of ours.

    Raises:
        NotRestored: it is no SQLite database, or a damaged one.
    """
    try:
        with closing(_open(path)) as connection:
            if (verdict := _check(connection)) != "ok":
                raise NotRestored(f"{path} is damaged: {verdict}")
            if "alembic_version" not in _counts(connection):
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise NotRestored(f"{path}: {error}") from error
    return None if row is None else str(row[0])


def restore(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of the database; gives the name that the old one got.

    The old database is kept beside the new one. The new one appears at once and whole, by one
    rename, while no bot can begin to use it.

    Raises:
        NotRestored: a bot uses the database, it was moved away from what was written last, or the
            copy failed; nothing has changed then.
    """
    try:
        make_private_folder(target.parent)
        lock = alone(str(target))
    except InUse:
        raise NotRestored(f"a bot or a command uses {target}: stop it first") from None
    except OSError as error:
        raise NotRestored(str(error)) from error
    try:
        expect_no_orphan(str(target))
        with _copied(backup, target) as fresh:
            kept = _put_aside(target)
            fresh.rename(target)
            _sync_folder(target)
        return kept
    except (sqlite3.Error, OSError) as error:
        raise NotRestored(str(error)) from error
    finally:
        lock.release()


def _put_aside(target: Path) -> Path | None:
    """Keep the old database under another name; None when there is none.

    Raises:
        NotRestored: a program that knows nothing of our lock has it open.
    """
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    if target.exists():
        _merge_log(target)
        os.link(target, kept)
    for ending in ("-wal", "-shm"):  # left by a file that is gone, or too damaged to be opened
        with suppress(FileNotFoundError):
            target.with_name(target.name + ending).rename(kept.with_name(kept.name + ending))
    return kept if kept.exists() else None


def _merge_log(target: Path) -> None:
    """Write what was committed last into the file itself, where the file can be read at all."""
    try:
        with closing(_open(target)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise NotRestored(f"some program uses {target}: stop it first") from None
    except sqlite3.DatabaseError:
        pass  # damaged: that is why it is replaced


@contextmanager
def _copied(source: Path, path: Path) -> Iterator[Path]:
    """A whole copy of one moment of `source` beside `path`, on the disk, compared and private."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        with closing(_open(source)) as reading, closing(_open(partial)) as writing:
            reading.execute("BEGIN")
            rows = _counts(reading)
            reading.backup(writing)
            reading.execute("ROLLBACK")
            writing.execute("PRAGMA journal_mode=DELETE")  # one file, without others beside it
            if (verdict := _check(writing)) != "ok":
                raise sqlite3.DatabaseError(f"the copy is damaged: {verdict}")
            if _counts(writing) != rows:
                raise sqlite3.DatabaseError("the copy does not hold what its source holds")
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        yield partial
    finally:
        with suppress(OSError):
            partial.unlink()


def _open(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there, whatever letters its name has."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=10, isolation_level=None)


def _check(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    quoted = {str(name): str(name).replace('"', '""') for (name,) in tables}
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0])  # noqa: S608
        for name, safe in quoted.items()
    }


def _sync_folder(path: Path) -> None:
    """Let the name survive a power cut."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
