"""`stats`, `export`, `erase`, `backup` and `move`, as an operator runs them."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock, wall_clock
from bot.db.store import Transaction, connect
from bot.domain.ids import UserId
from tests.app.test_export import SCHEMA
from tests.cli.shell import TOKEN, Shell
from tests.conftest import NewDatabase
from tests.db.builders import ANNA, BORIS
from tests.db.test_erase import contents, live
from tests.db.test_housekeeping import by_key

NEW = "sqlite+aiosqlite:///new.db"
only_sqlite = pytest.mark.parametrize("dialect", ["sqlite"])


@pytest.fixture
async def full(transaction: Transaction) -> None:
    """Two people in every table, who were here a moment ago."""
    clock = MovableClock(wall_clock)
    async with transaction() as store:
        await live(store, clock, ANNA)
        await live(store, clock, BORIS)
        await store.people.erase(ANNA)
        await live(store, clock, ANNA)


@pytest.mark.usefixtures("full")
def test_stats_are_the_same_numbers_for_people_and_for_programs(kept: Shell) -> None:
    tree = json.loads(kept("stats", "--json").stdout)
    assert (tree["people"]["met"], tree["people"]["locked"]) == (2, 2)
    assert tree["people"]["active"] == {"1": 2, "7": 2, "30": 2}
    assert tree["now"]["overdue"] == 2
    words = [line.rsplit(None, 1) for line in kept("stats").stdout.splitlines()]
    assert ["people met", "2"] in words
    assert ["people active in 7 days", "2"] in words
    assert ["now overdue", "2"] in words


@pytest.mark.usefixtures("full")
def test_an_export_is_two_files_that_only_their_owner_may_read(kept: Shell) -> None:
    ended = kept("export", str(ANNA), "--to", "letters")
    assert (ended.returncode, ended.stderr) == (0, "")
    paths = [kept.folder / line for line in ended.stdout.splitlines()]
    assert [path.suffix for path in paths] == [".json", ".csv"]
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o600] * 2
    tree = json.loads(paths[0].read_text("utf-8"))
    assert tree["person"] == ANNA
    assert list(Draft202012Validator(SCHEMA).iter_errors(tree)) == []
    assert len(list(csv.DictReader(paths[1].read_text("utf-8").splitlines()))) > 20
    assert "already" in kept.refused("export", str(ANNA), "--to", "letters")


@pytest.mark.usefixtures("full")
async def test_erasing_asks_first_and_leaves_nothing(kept: Shell, engine: AsyncEngine) -> None:
    refused = kept("erase", str(ANNA), typed="yes\n")
    assert (refused.returncode, refused.stdout.splitlines()[-1]) == (1, "nothing was erased")
    assert kept("erase", str(ANNA)).returncode == 1
    assert any(row[0] == ANNA for row in (await contents(engine))["people"])
    done = kept("erase", str(ANNA), typed=f"{ANNA}\n")
    assert (done.returncode, done.stderr) == (0, "")
    left = await contents(engine)
    assert [row[0] for row in left["people"]] == [BORIS]
    assert all(len(left[table]) == 1 for table in ("profiles", "workouts", "answers", "events"))


def test_somebody_unknown_is_told_and_is_status_1(kept: Shell) -> None:
    for words in (("export", "5"), ("erase", "5", "--yes")):
        ended = kept(*words)
        assert (ended.returncode, ended.stdout) == (1, "nothing is kept about 5\n")
    assert list(kept.folder.glob("*.json")) == []


@only_sqlite
@pytest.mark.usefixtures("full")
async def test_a_backup_is_whole_and_for_its_owner_only(kept: Shell, engine: AsyncEngine) -> None:
    ended = kept("backup", "kept/today.db")
    copy = kept.folder / "kept" / "today.db"
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"kept/today.db, {copy.stat().st_size} bytes\n"
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = connect(f"sqlite+aiosqlite:///{copy}")
    assert await contents(restored) == await contents(engine)
    await restored.dispose()
    assert "already" in kept.refused("backup", "kept/today.db")


@pytest.mark.parametrize("dialect", ["postgresql"])
def test_a_backup_of_postgresql_is_its_own_program_s_work(kept: Shell) -> None:
    assert "pg_dump" in kept.refused("backup", "today.db")


def test_a_database_of_another_release_is_not_touched(shell: Shell) -> None:
    sqlite3.connect(shell.folder / "empty.db").execute("CREATE TABLE t (a)").connection.close()
    line = shell.refused("stats", BOT_DATABASE_URL="sqlite+aiosqlite:///empty.db")
    assert line.endswith("not at this release: run `counterpose migrate`")


@only_sqlite
@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
async def test_moving_prints_rows_and_checksums_and_takes_everything_along(
    kept: Shell, engine: AsyncEngine, new_database: NewDatabase, to: str
) -> None:
    url = new_database(to)
    file = str(engine.url.database)
    await engine.dispose()
    ended = kept("move", file, BOT_DATABASE_URL=url)
    assert (ended.returncode, ended.stderr) == (0, "")
    before = await contents(engine)
    *lines, last = [line.split() for line in ended.stdout.splitlines()]
    assert {table: int(rows) for table, rows, *_ in lines} == {t: len(r) for t, r in before.items()}
    assert all(len(line[3]) == 32 for line in lines)
    assert last[-2:] == [to, "database"]
    target = connect(url)
    assert by_key(await contents(target)) == by_key(before)
    await target.dispose()
    await engine.dispose()
    assert "not empty" in kept.refused("move", file, BOT_DATABASE_URL=url)


@only_sqlite
@pytest.mark.usefixtures("full")
async def test_what_a_bot_still_uses_is_not_moved(kept: Shell, engine: AsyncEngine) -> None:
    file = str(engine.url.database)
    line = kept.refused("move", file, BOT_DATABASE_URL=NEW)
    assert line == f"nothing was moved: a bot or a command uses {file}: stop it first"
    assert not (kept.folder / "new.db").exists()


@only_sqlite
def test_moving_nothing_or_onto_itself_is_told(kept: Shell, database: str) -> None:
    assert kept.refused("move", "gone.db") == "there is no file gone.db"
    file = database.removeprefix("sqlite+aiosqlite:///")
    assert "same" in kept.refused("move", file)


@only_sqlite
def test_moving_asks_where_to(shell: Shell, database: str) -> None:
    file = database.removeprefix("sqlite+aiosqlite:///")
    line = shell.refused("move", file)
    assert line == "BOT_DATABASE_URL: is not set; it names the empty database to move into"
    assert list(shell.folder.glob("data*")) == []


@only_sqlite
async def test_commands_work_while_a_bot_writes(
    kept: Shell, transaction: Transaction, tmp_path: Path
) -> None:
    async with transaction() as store:
        await store.people.lock(UserId(5), "en", wall_clock())
    assert kept("backup", "copy.db").returncode == 0
    assert kept("erase", "5", "--yes").returncode == 0
    async with transaction() as store:
        assert await store.people.find(UserId(5)) is None


@contextmanager
def moved_away(file: Path) -> Iterator[Path]:
    """A database taken away under a bot that still runs, and put back; gives the log beside which
    it stood, and holds that this stays as it was and alone."""
    away, wal = file.with_name("elsewhere.db"), file.with_name(f"{file.name}-wal")
    wal.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as bot:
        bot.execute("PRAGMA journal_mode=WAL")
        bot.execute("CREATE TABLE written_last (id INTEGER)")
        bot.commit()
        file.rename(away)
        before = wal.read_bytes()
        yield wal
        assert (file.exists(), wal.read_bytes()) == (False, before)
        away.rename(file)


@pytest.mark.parametrize("command", ["migrate", "run"])
def test_a_database_moved_away_from_what_was_written_last_is_not_made_anew(
    command: str, shell: Shell
) -> None:
    settings = {"BOT_DATABASE_URL": "sqlite+aiosqlite:///bot.db", "BOT_TOKEN": TOKEN}
    assert shell("migrate", **settings).returncode == 0
    file = shell.folder / "bot.db"
    with moved_away(file):
        ended = shell(command, **settings)
        assert ended.returncode == 2
        assert ended.stderr.startswith("BOT_DATABASE_URL: ")
        assert "put the file back" in ended.stderr
    with closing(sqlite3.connect(file)) as again:
        assert again.execute("SELECT count(*) FROM written_last").fetchone() == (0,)


@only_sqlite
def test_no_command_works_around_a_database_moved_away_from_what_was_written_last(
    kept: Shell, database: str
) -> None:
    file = Path(database.removeprefix("sqlite+aiosqlite:///"))
    assert kept("backup", "copy.db").returncode == 0
    with moved_away(file) as wal:
        for line in (
            kept.refused("stats"),
            kept.refused("backup", "again.db"),
            kept.refused("restore", "copy.db"),
            kept.refused("move", "copy.db"),
            kept.refused("move", str(file), BOT_DATABASE_URL=NEW),
            kept.refused("restore", str(file), BOT_DATABASE_URL=NEW),
        ):
            assert str(wal) in line
            assert line.endswith("put the file back beside it")
    assert not (kept.folder / "new.db").exists()


@only_sqlite
@pytest.mark.usefixtures("full")
async def test_a_file_that_is_moved_stays_as_it_was(kept: Shell, engine: AsyncEngine) -> None:
    await engine.dispose()
    assert kept("backup", "kept/copy.db").returncode == 0
    (kept.folder / "kept" / "copy.db").chmod(0o400)
    before = every_file(kept.folder / "kept")
    assert kept("move", "kept/copy.db", BOT_DATABASE_URL=NEW).returncode == 0
    assert every_file(kept.folder / "kept") == before


def every_file(folder: Path) -> dict[str, tuple[int, float, bytes]]:
    """Name, rights, age and content of each."""
    return {
        path.name: (path.stat().st_mode, path.stat().st_mtime, path.read_bytes())
        for path in folder.iterdir()
    }


def test_moving_without_a_place_to_move_to_makes_no_database(shell: Shell) -> None:
    url = {"BOT_DATABASE_URL": NEW}
    assert shell("migrate", **url).returncode == 0
    before = sorted(path.name for path in shell.folder.iterdir())
    line = shell.refused("move", "new.db")
    assert line.startswith("BOT_DATABASE_URL: is not set")
    assert sorted(path.name for path in shell.folder.iterdir()) == before


@only_sqlite
@pytest.mark.usefixtures("full")
def test_folders_that_a_command_makes_are_for_their_owner_only(kept: Shell) -> None:
    assert kept("backup", "backups/of/today.db").returncode == 0
    assert kept("export", str(ANNA), "--to", "letters/of/anna").returncode == 0
    folders = [path for path in kept.folder.rglob("*") if path.is_dir()]
    assert len(folders) >= 5
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


@pytest.mark.parametrize("command", ["export", "erase"])
def test_what_is_no_chat_number_is_one_line(command: str, shell: Shell) -> None:
    for word in ("abc", "0", "1.5", "²", "9" * 30):
        assert shell.refused(command, word) == f"{word} is no chat number, as 12345 is"
