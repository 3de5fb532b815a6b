"""A database of any earlier release, with people in every table, comes up with all of it."""

import ast
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.migrate import config, downgrade, upgrade
from bot.db.revision import expect_compatible
from bot.db.store import Transaction
from bot.db.tables import metadata
from tests.db.builders import ANNA, BORIS, SCRIPTS
from tests.db.test_erase import live
from tests.migrations.test_migrations import VERSIONS, shape

REVISIONS = [s.revision for s in ScriptDirectory.from_config(config()).walk_revisions()]
CONTRACTS = ("drop_column", "drop_table", "drop_constraint", "rename_table", "alter_column")
"""What takes away something that the release before may still use."""


async def rows(engine: AsyncEngine) -> dict[str, list[dict[str, object]]]:
    """Table -> its rows as the database has them, whatever release it is of."""
    tables = await shape(engine)
    async with engine.connect() as connection:
        return {
            table: [
                dict(row._mapping)
                for row in await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))
            ]
            for table in tables
        }


@pytest.mark.parametrize("revision", REVISIONS)
async def test_nothing_is_lost_on_the_way_up(
    revision: str, engine: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        for person in (ANNA, BORIS):
            await live(store, clock, person)
        await store.people.erase(BORIS)
    await downgrade(engine, revision)
    before = await rows(engine)
    assert all(before.values()), [table for table, kept_rows in before.items() if not kept_rows]
    await upgrade(engine)
    await expect_compatible(engine)
    after = await rows(engine)
    assert after.keys() == metadata.tables.keys()
    for table, kept_rows in before.items():
        kept = [{name: row.get(name) for name in kept_rows[0]} for row in after[table]]
        assert kept == kept_rows, table
    async with transaction() as store:
        assert (await store.people.find(ANNA)) is not None
        assert await store.dialogues.current(ANNA, SCRIPTS) is not None
        assert len(await store.profiles.all(ANNA)) == 1
        assert len(await store.workouts.history(ANNA)) == 1
        assert len(await store.deliveries.open_of(ANNA)) == 1


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: str(path.stem))
def test_what_takes_something_away_says_which_release_stopped_using_it(path: Path) -> None:
    """Two replicas of two releases run side by side while the new one is rolled out."""
    tree = ast.parse(str(getattr(path, "read_text")()))  # noqa: B009
    [up] = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "upgrade"]
    used = {
        n.func.attr
        for n in ast.walk(up)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
    }
    if used & set(CONTRACTS):
        assert "Contract step" in (ast.get_docstring(tree) or ""), sorted(used & set(CONTRACTS))
