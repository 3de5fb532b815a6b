"""Bringing a database to this release."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import UNREACHABLE
from bot.db.store import DatabaseAway

_LOCK = 0x62616C616E6365
"""Any number that all replicas agree on."""


class Behind(Exception):
    """The database is not at this release; the text says which command brings it up."""


def migrations_path() -> Path:
    """The folder of migrations: of the installed package, else of the checkout."""
    installed = Path(str(files("bot") / "_migrations"))
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "migrations"


def head() -> str:
    """The revision this release needs."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    assert found is not None
    return found


async def current(engine: AsyncEngine) -> str | None:
    """The revision the database is at; None when it is empty.

    Raises:
        DatabaseAway: it cannot be reached, or is none.
    """
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(
                lambda sync: MigrationContext.configure(sync).get_current_revision()
            )
    except UNREACHABLE as error:
        raise DatabaseAway from error


async def expect_head(engine: AsyncEngine) -> None:
    """Make sure that the database is at this release.

    Raises:
        Behind: it is not.
    """
    if await current(engine) != head():
        raise Behind("the database is not at this release: run `counterpose migrate`")


async def upgrade(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the database to this release; any number of replicas may do so at once."""
    async with engine.begin() as connection:
        await connection.run_sync(_locked)
        await connection.run_sync(lambda sync: command.upgrade(config(sync), revision))


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Take the database back to an earlier revision."""
    async with engine.begin() as connection:
        await connection.run_sync(_locked)
        await connection.run_sync(lambda sync: command.downgrade(config(sync), revision))


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file of their own, on a connection that is open."""
    made = Config()
    made.set_main_option("script_location", str(migrations_path()).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def _locked(connection: Connection) -> None:
    """One replica at a time; whoever comes second finds nothing left to do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
