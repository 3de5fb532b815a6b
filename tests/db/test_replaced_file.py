"""A database put in the place of another, beside that one's log, is refused; nothing is lost."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.db.orphan_log import orphan_log
from bot.db.sqlite import Connection, open_file

WAL = "-wal"


async def written(file: Path) -> Connection:
    """Return an open database whose last row stands in its log alone."""
    connection = await open_file(str(file))
    for statement in ("PRAGMA wal_autocheckpoint=0", "CREATE TABLE told (word)"):
        await connection.cursor().execute(statement)
    await connection.begin()
    await connection.cursor().execute("INSERT INTO told VALUES ('last')")
    await connection.commit()
    return connection


def rows(file: Path) -> list[tuple[str]]:
    """Return what stands in a database."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT word FROM told").fetchall()


def other(file: Path) -> None:
    """Make another database."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (word)")


async def test_another_file_beside_the_log_is_refused_until_the_right_one_is_back(
    tmp_path: Path,
) -> None:
    file, away, another = tmp_path / "bot.db", tmp_path / "away.db", tmp_path / "another.db"
    connection = await written(file)
    other(another)
    file.rename(away)
    another.rename(file)
    before = {one: one.read_bytes() for one in (file, tmp_path / f"bot.db{WAL}")}
    assert orphan_log(file) == tmp_path / f"bot.db{WAL}"
    with pytest.raises(sqlite3.OperationalError, match="is not the file that"):
        await open_file(str(file))
    assert {one: one.read_bytes() for one in before} == before
    away.rename(file)
    assert orphan_log(file) is None
    again = await open_file(str(file))
    again.stop()
    connection.stop()
    assert rows(file) == [("last",)]


async def test_a_copy_of_all_files_is_no_stranger_to_its_log(tmp_path: Path) -> None:
    folder, copy = tmp_path / "here", tmp_path / "there"
    folder.mkdir()
    connection = await written(folder / "bot.db")
    shutil.copytree(folder, copy)
    connection.stop()
    assert orphan_log(copy / "bot.db") is None
    (await open_file(str(copy / "bot.db"))).stop()
    assert rows(copy / "bot.db") == [("last",)]


async def test_a_file_whose_log_was_moved_away_too_is_opened(tmp_path: Path) -> None:
    file, another = tmp_path / "bot.db", tmp_path / "another.db"
    connection = await written(file)
    other(another)
    file.rename(tmp_path / "away.db")
    (tmp_path / f"bot.db{WAL}").rename(tmp_path / f"away.db{WAL}")
    (tmp_path / "bot.db-shm").rename(tmp_path / "away.db-shm")
    another.rename(file)
    (await open_file(str(file))).stop()
    connection.stop()
