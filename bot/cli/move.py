"""`move FILE`: a whole SQLite database into the empty one of BOT_DATABASE_URL, row for row."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.cli.error_lines import CannotRun, run_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where from; where to is a setting, since it may hold a password."""
    parser.add_argument("file", type=Path, metavar="FILE", help="SQLite; no bot may be using it")


def run(args: argparse.Namespace) -> int:
    """Copy all or nothing, and print rows and checksum of every table."""
    return run_or_exit(_move(settings_or_exit(), args.file))


async def _move(settings: Settings, file: Path) -> int:
    from bot.cli.database import file_there, is_the_same, sqlite_file
    from bot.db import migrate, revision
    from bot.db.engine import connect_to_read
    from bot.db.move import NotMoved, copy
    from bot.db.store import connect

    if "database_url" not in settings.model_fields_set:
        raise CannotRun("BOT_DATABASE_URL: is not set; it names the empty database to move into")
    file_there(file)
    if is_the_same(file, sqlite_file(settings)):
        raise CannotRun(f"{file} is the same as BOT_DATABASE_URL, which is to be the new one")
    with _unused(file):
        source, target = connect_to_read(file), connect(settings.database_url)
        try:
            if await revision.current(target) is None:
                await migrate.upgrade(target)
            for one in await copy(source, target):
                print(f"{one.table:12} {one.rows:8} rows  {one.checksum}")
        except NotMoved as error:
            raise CannotRun(f"nothing was moved: {error}") from None
        finally:
            await source.dispose()
            await target.dispose()
    print(f"all of {file} is in the {target.dialect.name} database")
    return 0


@contextmanager
def _unused(file: Path) -> Iterator[None]:
    """Keep every bot away from the file: what it wrote after the copy would be lost.

    Raises:
        CannotRun: somebody uses it.
    """
    from bot.db.in_use import InUse, alone, lock_path

    lock_file = Path(lock_path(str(file)))
    was_there = lock_file.exists()
    try:
        lock = alone(str(file))
    except InUse:
        raise CannotRun(
            f"nothing was moved: a bot or a command uses {file}: stop it first"
        ) from None
    except OSError:
        yield  # no lock can be made beside it, so no bot runs on it either
        return
    try:
        yield
    finally:
        if not was_there:
            lock_file.unlink(missing_ok=True)
        lock.release()
