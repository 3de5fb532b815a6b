"""`export PERSON`: all that is kept about one person, for somebody who asks by letter."""

import argparse
import os
from pathlib import Path

from bot.cli.error_lines import CannotRun, run_or_exit, settings_or_exit
from bot.cli.person_number import add_person, person_or_exit
from bot.db.private_files import make_private_folder
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    add_person(parser)
    parser.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="default: here")


def run(args: argparse.Namespace) -> int:
    """Write a JSON and a CSV file that only their owner may read; exit 1 if nobody is known."""
    return run_or_exit(_export(settings_or_exit(), person_or_exit(args.person), args.to))


async def _export(settings: Settings, person: int, folder: Path) -> int:
    from bot.app.account.export import documents
    from bot.cli.database import opened
    from bot.clock import wall_clock
    from bot.db.store import transactions
    from bot.domain.ids import UserId

    async with opened(settings) as engine, transactions(engine)() as store:
        if await store.people.find(UserId(person)) is None:
            print(f"nothing is kept about {person}")
            return 1
        files = await documents(store, UserId(person), wall_clock())
    for name, content in files:
        _write(folder / f"{person}-{name}", content)
        print(folder / f"{person}-{name}")
    return 0


def _write(path: Path, content: bytes) -> None:
    make_private_folder(path.parent)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CannotRun(f"{path} is there already") from None
    with open(number, "wb") as file:  # noqa: PTH123 - of a number, not of a path
        file.write(content)
