"""`move FILE`: a whole SQLite database into the empty one of BOT_DATABASE_URL, row for row."""

import argparse
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
    from bot.cli.database import file_there
    from bot.db import migrate, revision
    from bot.db.move import NotMoved, copy
    from bot.db.store import connect

    file_there(file, "FILE")
    _expect_unused(file)
    source = connect(f"sqlite+aiosqlite:///{file}")
    target = connect(settings.database_url)
    if source.url == target.url:
        raise CannotRun("FILE: this is the same as BOT_DATABASE_URL, which is to be the new one")
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


def _expect_unused(file: Path) -> None:
    """Make sure that nobody writes to the file: what came after the copy would be lost.

    Raises:
        CannotRun: somebody uses it.
    """
    from bot.db.in_use import InUse, alone

    try:
        alone(str(file)).release()
    except InUse:
        raise CannotRun(
            f"nothing was moved: a bot or a command uses {file}: stop it first"
        ) from None
    except OSError:
        return  # no lock can be made beside it, so no bot runs on it either
