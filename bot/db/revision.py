"""Which release a database is at, told without loading what migrates."""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import UNREACHABLE
from bot.db.store import DatabaseAway


class Behind(Exception):
    """The database is not at this release; the text says which command brings it up."""


def migrations_path() -> Path:
    """The folder of migrations: of the installed package, else of the checkout."""
    installed = Path(str(files("bot") / "_migrations"))
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "migrations"


def head() -> str:
    """The revision this release needs: migrations are numbered in a row."""
    return max(
        path.name.partition("_")[0] for path in (migrations_path() / "versions").glob("[0-9]*_*.py")
    )


async def current(engine: AsyncEngine) -> str | None:
    """The revision the database is at; None when it is empty.

    Raises:
        DatabaseAway: it cannot be reached, or is none.
    """
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_current)
    except UNREACHABLE as error:
        raise DatabaseAway from error


async def expect_head(engine: AsyncEngine) -> None:
    """Make sure that the database is at this release.

    Raises:
        Behind: it is not.
    """
    if await current(engine) != head():
        raise Behind("the database is not at this release: run `counterpose migrate`")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
