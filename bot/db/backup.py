"""A copy of a SQLite database, taken while the bot runs."""

import asyncio
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine


class NotBackedUp(Exception):
    """No backup was made; the message says why."""


async def backup(engine: AsyncEngine, path: Path) -> None:
    """Write everything that is committed at this moment to a new file.

    Nobody waits for it: it reads a snapshot in a thread of its own. The file appears under its
    name only when it is whole and checked; nobody but its owner may read it.

    Raises:
        NotBackedUp: it is PostgreSQL (`pg_dump` does that), the file is there already, there is
            no room, or the copy is damaged.
    """
    source = engine.url.database
    if engine.dialect.name != "sqlite" or source is None:
        raise NotBackedUp("this is PostgreSQL: use pg_dump, which takes a snapshot while it runs")
    await asyncio.to_thread(_copy, Path(source), path)


def _copy(source: Path, path: Path) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise NotBackedUp(f"{path} is there already")
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        _run(source, f"VACUUM INTO '{str(partial).replace(chr(39), chr(39) * 2)}'")
        if (found := _run(partial, "PRAGMA integrity_check")) != "ok":
            raise NotBackedUp(f"the copy is damaged: {found}")
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.rename(path)
    except (sqlite3.Error, OSError) as error:
        raise NotBackedUp(str(error)) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _run(file: Path, statement: str) -> str | None:
    connection = sqlite3.connect(f"file:{file}?mode=rw", uri=True, timeout=10)
    try:
        row = connection.execute(statement).fetchone()
        return None if row is None else str(row[0])
    finally:
        connection.close()
