"""`erase PERSON`: everything about one person, gone for good in one transaction."""

import argparse

from bot.cli.error_lines import run_or_exit, settings_or_exit
from bot.cli.person_number import add_person, person_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and whether that was meant."""
    add_person(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    """Erase after a confirmation; exit 1 if nothing was erased."""
    settings, person = settings_or_exit(), person_or_exit(args.person)
    if not args.yes and not _confirmed(person):
        print("nothing was erased")
        return 1
    return run_or_exit(_erase(settings, person))


def _confirmed(person: int) -> bool:
    print(f"This erases everything about {person} for good. Type the number again:", flush=True)
    try:
        return input().strip() == str(person)
    except EOFError:
        return False


async def _erase(settings: Settings, person: int) -> int:
    from bot.cli.database import opened
    from bot.db.store import transactions
    from bot.domain.ids import UserId

    async with opened(settings) as engine, transactions(engine)() as store:
        erased = await store.people.erase(UserId(person))
    print(f"everything about {person} is erased" if erased else f"nothing is kept about {person}")
    return 0 if erased else 1
