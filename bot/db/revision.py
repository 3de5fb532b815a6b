"""Whether a database is of this release, older, or newer and still usable."""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Inspector, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import UNREACHABLE
from bot.db.store import DatabaseAway
from bot.db.tables import metadata


class Behind(Exception):
    """The database is older than this release; the text says which command brings it up."""


class Incompatible(Exception):
    """A newer release took away or demands what this one does not know; the text names it."""


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
            return await connection.run_sync(current_on)
    except UNREACHABLE as error:
        raise DatabaseAway from error


async def is_behind(engine: AsyncEngine) -> bool:
    """As `is_behind_on`.

    Raises:
        DatabaseAway: it cannot be reached, or is none.
        Incompatible: it is newer, and not by additions only.
    """
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(is_behind_on)
    except UNREACHABLE as error:
        raise DatabaseAway from error


def is_behind_on(connection: Connection) -> bool:
    """Whether the database lacks migrations of this release.

    A newer schema is not behind: this release runs on it as long as migrations only added to it.

    Raises:
        Incompatible: it is newer, and not by additions only.
    """
    revision = current_on(connection)
    if revision is None or revision < head():
        return True
    if revision > head() and (obstacles := _obstacles(inspect(connection))):
        raise Incompatible(
            f"the database is at {revision}, newer than this release ({head()}), which cannot "
            f"run on it: {obstacles[0]}. Start the newer release, or restore a backup"
        )
    return False


async def expect_compatible(engine: AsyncEngine) -> None:
    """Make sure that this release can run on the database.

    Raises:
        Behind: migrations of this release are missing.
        Incompatible: as `is_behind`.
    """
    if await is_behind(engine):
        raise Behind("the database is not at this release: run `counterpose migrate`")


def _obstacles(schema: Inspector) -> list[str]:
    """What keeps this release from running on a newer schema, one phrase each."""
    obstacles: list[str] = []
    tables = set(schema.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in tables:
            obstacles.append(f"the table {table.name} is gone")
            continue
        columns = {column["name"]: column for column in schema.get_columns(table.name)}
        obstacles += [
            f"the column {table.name}.{column.name} is gone"
            for column in table.columns
            if column.name not in columns
        ]
        obstacles += [
            f"the new column {table.name}.{name} has no default"
            for name, column in columns.items()
            if name not in table.columns and not column["nullable"] and column["default"] is None
        ]
    return obstacles


def current_on(connection: Connection) -> str | None:
    """The revision of a database that is open; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
