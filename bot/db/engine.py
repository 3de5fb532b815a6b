"""Connect to either database so that both keep the same promises; which errors mean it is away."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, AdaptedConnection, Connection, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.db import sqlite
from bot.db.private_files import make_private_folder

PATIENCE_S = 10
"""How long to wait for the one connection of SQLite."""

UNREACHABLE = (OSError, sqlite3.OperationalError, DBAPIError, PoolTimeoutError)
"""What beginning a transaction raises when the database is not there or busy for too long."""


def connect(url: str) -> AsyncEngine:
    """The database behind a URL; nothing is opened before the first transaction.

    Args:
        url: `sqlite+aiosqlite:///path` (its folder is made if missing, for its owner only) or
            `postgresql+asyncpg://...`, also as `postgres://...`.

    Raises:
        WrongAddress: a part of it makes no sense.
        sqlite3.OperationalError: its folder cannot be made.
    """
    if url.startswith("sqlite"):
        return _sqlite(url)
    from bot.db.postgresql import postgresql  # SQLite does without its driver

    return postgresql(url)


def _sqlite(url: str) -> AsyncEngine:
    path = make_url(url).database
    if path and path != ":memory:":
        try:
            make_private_folder(Path(path).parent)
        except OSError as error:
            raise sqlite3.OperationalError(f"{error.strerror}: {error.filename}") from error
    try:
        engine = create_async_engine(
            url,
            pool_size=1,  # there is one writer; waiting for it here is fair
            max_overflow=0,
            pool_timeout=PATIENCE_S,
            pool_reset_on_return=None,  # every transaction has ended by then
            connect_args={"async_creator_fn": sqlite.open_file},
        )
    except (TypeError, ValueError):
        from bot.db.address import WrongAddress  # what it needs besides is for PostgreSQL

        raise WrongAddress("the parameters behind the ? cannot be used: leave them out") from None
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def connect_to_read(path: Path) -> AsyncEngine:
    """A SQLite file that is only read; it stays as it is, and no file appears beside it."""
    return create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=1,
        max_overflow=0,
        connect_args={"async_creator_fn": sqlite.open_to_read},
    )


def _begin(connection: Connection) -> None:
    opened = connection.connection.dbapi_connection
    assert isinstance(opened, AdaptedConnection)
    opened.run_async(lambda driver: driver.begin())
