"""What an operator reads of a database that a newer release has been at."""

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.cli.shell import Shell
from tests.migrations.test_newer_schema import ADDITIONS, NEWER, disposable, execute

__all__ = ["disposable"]


async def test_the_operator_reads_one_line_about_a_newer_schema(
    kept: Shell,
    disposable: AsyncEngine,
) -> None:
    await execute(disposable, NEWER, *ADDITIONS)
    assert "newer than this release" in kept("migrate").stdout
    assert kept("stats").returncode == 0
    await execute(disposable, "ALTER TABLE people RENAME COLUMN language TO tongue")
    assert "people.language is gone" in kept.refused("stats")
    assert "people.language is gone" in kept.refused("migrate")
