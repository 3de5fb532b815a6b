"""`backup FILE`: a copy of the SQLite database, taken while the bot runs."""

import argparse
from pathlib import Path

from bot.cli.error_lines import CannotRun, run_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file")


def run(args: argparse.Namespace) -> int:
    """Write it; it appears under its name only when it is whole."""
    status = run_or_exit(_backup(settings_or_exit(), args.file))
    if not status:
        print(f"{args.file}, {args.file.stat().st_size} bytes")
    return status


async def _backup(settings: Settings, file: Path) -> int:
    from bot.cli.database import opened
    from bot.db.backup import NotBackedUp, backup

    async with opened(settings) as engine:
        try:
            await backup(engine, file)
        except NotBackedUp as error:
            raise CannotRun(f"not backed up: {error}") from None
    return 0
