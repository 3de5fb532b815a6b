"""A release starts on a newer schema that only added to it, and refuses any other."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.revision import Incompatible, expect_compatible, is_behind
from bot.db.store import Transaction
from tests.db.builders import ANNA, BORIS
from tests.db.test_erase import live

NEWER = "UPDATE alembic_version SET version_num = '9999'"
ADDITIONS = (
    "CREATE TABLE later_release (id INTEGER PRIMARY KEY)",
    "ALTER TABLE people ADD COLUMN later_note VARCHAR(20)",
    "ALTER TABLE workouts ADD COLUMN later_count INTEGER NOT NULL DEFAULT 0",
)


@pytest.fixture
async def disposable(engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """A database whose schema is made anew afterwards: PostgreSQL's are used again."""
    yield engine
    if engine.dialect.name == "postgresql":
        await execute(engine, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        await upgrade(engine)


async def execute(engine: AsyncEngine, *statements: str) -> None:
    """Run statements of a release that does not exist yet."""
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def test_people_live_on_a_newer_schema_that_only_added(
    disposable: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    await execute(disposable, NEWER, *ADDITIONS)
    assert not await is_behind(disposable)
    await expect_compatible(disposable)
    async with transaction() as store:
        await live(store, clock, ANNA)
        await live(store, clock, BORIS)
        await store.people.erase(BORIS)
    async with transaction() as store:
        assert await store.people.find(ANNA) is not None
        assert await store.people.find(BORIS) is None


@pytest.mark.parametrize(
    ("statement", "obstacle"),
    [
        ("DROP TABLE undos", "the table undos is gone"),
        ("ALTER TABLE people RENAME COLUMN language TO tongue", "people.language is gone"),
    ],
)
async def test_a_newer_schema_that_took_something_away_is_refused_in_plain_words(
    statement: str, obstacle: str, disposable: AsyncEngine
) -> None:
    await execute(disposable, NEWER, statement)
    with pytest.raises(Incompatible, match=obstacle):
        await is_behind(disposable)


async def test_a_new_column_that_this_release_cannot_fill_is_refused(
    disposable: AsyncEngine,
) -> None:
    duty = "ALTER TABLE undos ADD COLUMN later_duty INTEGER NOT NULL"
    if disposable.dialect.name == "sqlite":  # which adds no such column to a table that stands
        await execute(
            disposable, NEWER, *(await _rebuilt(disposable, "later_duty INTEGER NOT NULL"))
        )
    else:
        await execute(disposable, NEWER, duty)
    with pytest.raises(Incompatible, match=r"undos\.later_duty has no default"):
        await is_behind(disposable)


async def _rebuilt(engine: AsyncEngine, column: str) -> tuple[str, str]:
    """Statements that make `undos` anew with one column more, on SQLite."""
    async with engine.connect() as connection:
        query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'undos'"
        statement: str = (await connection.execute(text(query))).scalar_one()
    head, _, columns = statement.partition("(")
    return "DROP TABLE undos", f"{head}({column}, {columns}"
