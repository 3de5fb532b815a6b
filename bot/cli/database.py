"""Refuse an operator's command where there is no database, or not of this release."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.cli.error_lines import CannotRun
from bot.db.orphan_log import describe_orphan, orphan_log
from bot.settings import Settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """Open the database of the settings; a missing one is not created.

    Raises:
        CannotRun: it is not there.
        Behind, Incompatible: this release cannot run on it.
    """
    from bot.db import revision
    from bot.db.store import connect

    engine = connect(settings.database_url)
    try:
        if engine.dialect.name == "sqlite":
            file_there(Path(engine.url.database or ""), "BOT_DATABASE_URL: ")
        await revision.expect_compatible(engine)
        yield engine
    finally:
        await engine.dispose()


def sqlite_file(settings: Settings) -> Path | None:
    """The file of the database; None for PostgreSQL or memory."""
    from sqlalchemy import make_url

    if not settings.database_url.startswith("sqlite"):
        return None
    path = make_url(settings.database_url).database
    return None if not path or path == ":memory:" else Path(path)


def is_the_same(file: Path, database: Path | None) -> bool:
    """Whether a file is the one of the settings."""
    return database is not None and database.exists() and file.samefile(database)


def file_there(path: Path, prefix: str = "") -> None:
    """Make sure that there is such a file, since opening would make an empty one.

    Args:
        prefix: the setting that names it, with a colon; empty for a word of the command.

    Raises:
        CannotRun: there is none.
    """
    try:
        is_there = path.is_file()
    except OSError as error:
        raise CannotRun(f"{prefix}{path} cannot be opened: {error.strerror}") from None
    if (log := orphan_log(path)) is not None:
        raise CannotRun(f"{prefix}{describe_orphan(path, log)}")
    if not is_there:
        raise CannotRun(f"{prefix}there is no file {path}")
