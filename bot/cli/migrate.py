"""`migrate`: bring the database to this release; any number of replicas may call it."""

import argparse

from bot.cli.error_lines import run_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(args: argparse.Namespace) -> int:
    """Migrate and say from where to where."""
    return run_or_exit(_migrate(settings_or_exit()))


async def _migrate(settings: Settings) -> int:
    from bot.db import migrate, revision
    from bot.db.store import connect

    engine = connect(settings.database_url)
    try:
        before = await revision.current(engine)
        if await revision.is_behind(engine):
            await migrate.upgrade(engine)
        after = await revision.current(engine)
    finally:
        await engine.dispose()
    newer = f", newer than this release ({revision.head()})" if after != revision.head() else ""
    print(f"database at {after}{newer}, was {before or 'empty'}")
    return 0
