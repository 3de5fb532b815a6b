"""`restore`: a backup in the place of the database, whole, at once, and never under a bot."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import wall_clock
from bot.db.in_use import alone
from bot.db.revision import head
from bot.db.store import Transaction, connect, transactions
from bot.domain.ids import UserId
from tests.cli.shell import Shell

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])


@pytest.fixture
def path(database: str) -> Path:
    """The database's file."""
    return Path(make_url(database).database or "")


def read(path: Path) -> list[str]:
    """Everything a database holds."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def met(path: Path) -> list[int]:
    """Everybody in a database."""
    with closing(sqlite3.connect(path)) as connection:
        return [int(id) for (id,) in connection.execute("SELECT id FROM people ORDER BY id")]


def meet(path: Path, *people: int) -> None:
    """So many people, and nobody uses the database afterwards."""
    asyncio.run(_meet(path, people))


async def _meet(path: Path, people: tuple[int, ...]) -> None:
    engine = connect(f"sqlite+aiosqlite:///{path}")
    async with transactions(engine)() as store:
        for id in people:
            await store.people.lock(UserId(id), "en", wall_clock())
    await engine.dispose()


def test_what_was_backed_up_is_there_again(kept: Shell, path: Path) -> None:
    meet(path, 1, 2)
    before = read(path)
    assert kept("backup", "copy.db").returncode == 0
    meet(path, 3)
    ended = kept("restore", "copy.db")
    assert (ended.returncode, ended.stderr) == (0, "")
    first, second = ended.stdout.splitlines()
    assert first == f"{path} is copy.db now, at {head()}"
    assert path.stat().st_mode & 0o777 == 0o600
    assert read(path) == before
    assert met(Path(second.rpartition(" ")[2])) == [1, 2, 3]
    assert met(kept.folder / "copy.db") == [1, 2]


async def test_a_bot_that_runs_on_the_file_is_in_the_way(
    kept: Shell, transaction: Transaction, engine: AsyncEngine, path: Path
) -> None:
    async with transaction() as store:
        await store.people.lock(UserId(1), "en", wall_clock())
    assert kept("backup", "copy.db").returncode == 0
    async with transaction() as store:
        await store.people.lock(UserId(2), "en", wall_clock())
    line = kept.refused("restore", "copy.db")
    assert line == f"not restored: a bot or a command uses {path}: stop it first"
    async with transaction() as store:
        assert await store.people.find(UserId(2)) is not None
    await engine.dispose()
    assert kept("restore", "copy.db").returncode == 0
    assert met(path) == [1]


def test_a_program_that_knows_nothing_of_our_lock_is_in_the_way(kept: Shell, path: Path) -> None:
    meet(path, 1)
    assert kept("backup", "copy.db").returncode == 0
    meet(path, 2)
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("PRAGMA journal_mode=WAL")
        foreign.execute("BEGIN")
        foreign.execute("SELECT count(*) FROM people").fetchone()
        assert "stop it first" in kept.refused("restore", "copy.db")
    assert met(path) == [1, 2]


def test_a_damaged_database_is_replaced_and_its_log_does_not_come_back(
    kept: Shell, path: Path
) -> None:
    meet(path, 1)
    assert kept("backup", "copy.db").returncode == 0
    path.write_bytes(b"not a database any more" * 999)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"of another file")
    assert kept("restore", "copy.db").returncode == 0
    assert met(path) == [1]
    assert not log.exists()


def test_a_lost_database_is_put_back(kept: Shell, path: Path) -> None:
    meet(path, 1)
    assert kept("backup", "copy.db").returncode == 0
    path.unlink()
    ended = kept("restore", "copy.db")
    assert len(ended.stdout.splitlines()) == 1
    assert met(path) == [1]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("text", "file is not a database"),
        ("cut", ""),
        ("foreign", "no database of this program"),
        ("newer", "newer than this release"),
        ("itself", "bad.db is the database itself"),
    ],
)
def test_what_is_no_backup_is_refused_and_nothing_changes(
    content: str, named: str, kept: Shell, path: Path
) -> None:
    meet(path, 1)
    bad = kept.folder / "bad.db"
    if content == "text":
        bad.write_text("this is no database " * 99)
    elif content == "itself":
        bad.symlink_to(path)
    else:
        assert kept("backup", "bad.db").returncode == 0
        if content == "cut":
            bad.write_bytes(bad.read_bytes()[:-8192])
        else:
            change = {
                "foreign": "DROP TABLE alembic_version",
                "newer": "UPDATE alembic_version SET version_num = '9999'",
            }[content]
            with closing(sqlite3.connect(bad)) as connection, connection:
                connection.execute(change)
    assert named in kept.refused("restore", "bad.db")
    assert met(path) == [1]
    assert list(path.parent.glob("*before-restore*")) == []


def test_while_it_is_replaced_no_bot_begins(shell: Shell, path: Path) -> None:
    url = f"sqlite+aiosqlite:///{path}"
    lock = alone(str(path))
    try:
        assert "a restore is under way" in shell.refused("stats", BOT_DATABASE_URL=url)
    finally:
        lock.release()
    assert shell("stats", BOT_DATABASE_URL=url).returncode == 0


@pytest.mark.parametrize("name", ["a#b.db", "a?b.db", "a%20b.db", "a 'b'.db", "ключ.db"])
def test_a_path_may_hold_any_letter(name: str, shell: Shell, path: Path) -> None:
    meet(path, 1)
    path.rename(shell.folder / name)
    quoted = name.replace("%", "%25").replace("#", "%23").replace("?", "%3F")
    url = f"sqlite+aiosqlite:///{quoted}"
    before = read(shell.folder / name)
    assert shell("backup", f"copy of {name}", BOT_DATABASE_URL=url).returncode == 0
    assert read(shell.folder / f"copy of {name}") == before
    (shell.folder / name).unlink()
    assert shell("restore", f"copy of {name}", BOT_DATABASE_URL=url).returncode == 0
    assert read(shell.folder / name) == before


def test_a_path_with_a_number_sign_is_backed_up_as_it_is_written(shell: Shell, path: Path) -> None:
    path.rename(shell.folder / "a#b.db")
    meet(shell.folder / "a#b.db", 1)
    url = "sqlite+aiosqlite:///a#b.db"
    assert shell("backup", "copy.db", BOT_DATABASE_URL=url).returncode == 0
    assert met(shell.folder / "copy.db") == [1]
