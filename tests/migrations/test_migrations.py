"""Migrations lead up and down, end where the tables are, and stand on their own."""

import ast
import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.migrate import config, downgrade, upgrade
from bot.db.revision import current, head, migrations_path
from bot.db.store import connect

VERSIONS = sorted((migrations_path() / "versions").glob("*.py"))


def _shape(connection: Connection) -> dict[str, list[str]]:
    inspector = inspect(connection)
    return {
        table: sorted(
            [str(column["name"]) for column in inspector.get_columns(table)]
            + [str(index["name"]) for index in inspector.get_indexes(table)]
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


async def shape(engine: AsyncEngine) -> dict[str, list[str]]:
    """Tables with their columns and indexes."""
    async with engine.connect() as connection:
        return await connection.run_sync(_shape)


async def test_up_down_and_up_again_ends_where_it_began(engine: AsyncEngine) -> None:
    before = await shape(engine)
    assert before
    await downgrade(engine, "base")
    assert await shape(engine) == {}
    assert await current(engine) is None
    await upgrade(engine)
    assert await shape(engine) == before
    assert await current(engine) == head()


async def test_each_step_can_be_taken_and_taken_back(engine: AsyncEngine) -> None:
    await downgrade(engine, "base")
    steps = list(ScriptDirectory.from_config(config()).walk_revisions())
    for step in reversed(steps):
        before = await shape(engine)
        await upgrade(engine, step.revision)
        await downgrade(engine, "-1")
        assert await shape(engine) == before
        await upgrade(engine, step.revision)
    assert await current(engine) == head()


def test_this_release_needs_the_last_of_the_row() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == head()


async def test_the_tables_are_what_the_migrations_make(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.check(config(sync)))


async def test_five_replicas_may_bring_an_empty_database_up_at_once(database: str) -> None:
    engines = [connect(database) for _ in range(5)]
    await downgrade(engines[0], "base")
    await asyncio.gather(*(upgrade(engine) for engine in engines))
    assert await current(engines[0]) == head()
    for engine in engines:
        await engine.dispose()


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: str(path.stem))
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    tree = ast.parse(path.read_text())
    imported = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    ]
    assert not [name for name in imported if name.split(".")[0] == "bot"]
