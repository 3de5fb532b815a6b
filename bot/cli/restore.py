"""`restore FILE`: a backup in the place of the SQLite database, while no bot runs on it."""

import argparse
from pathlib import Path

from bot.cli.error_lines import CannotRun, call_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("file", type=Path, metavar="FILE", help="written by `backup`")


def run(args: argparse.Namespace) -> int:
    """Check the backup, keep the old database under another name, and replace it at once."""
    return call_or_exit(lambda: _restore(settings_or_exit(), args.file))


def _restore(settings: Settings, file: Path) -> int:
    from bot.cli.database import file_there, is_the_same, sqlite_file
    from bot.db.backup import NotRestored, restore, revision_of
    from bot.db.revision import head

    target = sqlite_file(settings)
    if target is None:
        raise CannotRun("BOT_DATABASE_URL: this is PostgreSQL: use pg_restore")
    file_there(file)
    if is_the_same(file, target):
        raise CannotRun(f"{file} is the database itself")
    try:
        revision = revision_of(file)
        if revision is None:
            raise NotRestored(f"{file} is no database of this program")
        if revision > head():
            raise NotRestored(f"{file} is at {revision}, newer than this release ({head()})")
        kept = restore(file, target)
    except NotRestored as error:
        raise CannotRun(f"not restored: {error}") from None
    print(f"{target} is {file} now, at {revision}")
    if kept is not None:
        print(f"the database before is kept as {kept}")
    return 0
