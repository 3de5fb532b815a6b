"""Bring a database to this release."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.revision import migrations_path

_LOCK = 0x62616C616E6365
"""Any number that all replicas agree on."""


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
    settings = Config()
    settings.set_main_option("script_location", str(migrations_path()).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def _locked(connection: Connection) -> None:
    """One replica at a time; whoever comes second finds nothing left to do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
