"""`doctor`: what is wrong with the database or its schema, and what to do about it."""

import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.cli.error_lines import CannotRun
from bot.db.orphan_log import describe_orphan, orphan_log
from bot.db.sqlite import look_into
from bot.settings import Settings

LITTLE_ROOM = 50 * 1024 * 1024
"""Bytes on the disk below which the operator is warned."""


async def examine_database(settings: Settings) -> str:
    """Whether the database can be read and written.

    Raises:
        CannotRun: it cannot; the text says why and what to do.
    """
    from bot.cli.database import sqlite_file

    path = sqlite_file(settings)
    return await _server(settings) if path is None else _file(path)


def _file(path: Path) -> str:
    if (log := orphan_log(path)) is not None:
        raise CannotRun(describe_orphan(path, log))
    if not path.exists():
        nearest = next(one for one in path.absolute().parents if one.exists())
        if not os.access(nearest, os.W_OK | os.X_OK):
            raise CannotRun(
                f"there is no file {path}, and this user cannot write to {nearest}: change its "
                "owner or rights"
            )
        raise CannotRun(f"there is no file {path}: `counterpose migrate` makes it")
    if not path.is_file():
        raise CannotRun(f"{path} is not a file: correct BOT_DATABASE_URL")
    for needed in (path, path.parent):
        if not os.access(needed, os.R_OK | os.W_OK):
            raise CannotRun(f"{needed} cannot be written by this user: change its owner or rights")
    if path.stat().st_mode & 0o077:
        raise CannotRun(f"{path} can be read by others: chmod 600 {path}")
    if (free := shutil.disk_usage(path.parent).free) < LITTLE_ROOM:
        raise CannotRun(f"only {free >> 20} MiB are free beside {path}: make room")
    try:
        with closing(look_into(path)) as connection:
            verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError as error:
        raise CannotRun(f"{path}: {error}: stop what holds it, then look again") from None
    except sqlite3.DatabaseError as error:
        raise CannotRun(f"{path}: {error}: put a backup back with `counterpose restore`") from None
    if verdict != "ok":
        reason = " ".join(verdict.split())  # it may come in several lines
        raise CannotRun(f"{path} is damaged ({reason}): `counterpose restore` puts a backup back")
    return f"sqlite, {path}, {_kib(path)} KiB, {free >> 20} MiB free"


def _kib(path: Path) -> int:
    """Return the size of a database with what is not yet moved from its log into it."""
    log = path.with_name(path.name + "-wal")
    return sum(one.stat().st_size for one in (path, log) if one.exists()) >> 10


async def _server(settings: Settings) -> str:
    from sqlalchemy import text

    from bot.db.store import connect, transactions

    engine = connect(settings.database_url)
    try:
        async with transactions(engine)():
            pass
        async with engine.connect() as connection:
            version = await connection.scalar(text("SHOW server_version"))
            writable = await connection.scalar(text("SHOW transaction_read_only")) == "off"
            raw = (await connection.get_raw_connection()).driver_connection
            pooled = ", through a pooler" if getattr(raw, "pooled", False) else ""
    finally:
        await engine.dispose()
    if not writable:
        raise CannotRun("the server only reads: name the primary, not a standby")
    return f"postgresql {version}{pooled}"


async def examine_schema(settings: Settings) -> str:
    """Whether this release can run on the database.

    Raises:
        CannotRun: it cannot; the text says what to do.
    """
    from sqlalchemy import NullPool, create_engine

    from bot.cli.database import sqlite_file
    from bot.db import revision
    from bot.db.store import connect

    path = sqlite_file(settings)
    if path is None:
        server = connect(settings.database_url)
        try:
            at, behind = await revision.current(server), await revision.is_behind(server)
        finally:
            await server.dispose()
    elif orphan_log(path) is not None:
        raise CannotRun("the file is missing or another one: put it back first")
    elif not path.exists():
        raise CannotRun("there is none yet: `counterpose migrate` makes it")
    elif not path.is_file():
        raise CannotRun("there is none: BOT_DATABASE_URL does not name a file")
    else:
        file = create_engine("sqlite://", creator=partial(look_into, path), poolclass=NullPool)
        with file.connect() as connection:
            at, behind = revision.current_on(connection), revision.is_behind_on(connection)
    if behind:
        needed = f"at {at or 'nothing'}, this release needs {revision.head()}"
        raise CannotRun(f"{needed}: run `counterpose migrate`")
    return str(at)
