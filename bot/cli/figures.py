"""`figures FILE`: every figure on one page, for people to look at."""

import argparse
from pathlib import Path

from bot.cli.operator import CannotRun, call_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page goes, and how wide it is."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a PNG to be written")
    parser.add_argument("--columns", type=int, default=6, choices=range(1, 13), metavar="1-12")


def run(given: argparse.Namespace) -> int:
    """Draw the page."""
    settings = settings_or_exit()
    return call_or_exit(lambda: _draw(settings, given.file, given.columns))


def _draw(settings: Settings, file: Path, columns: int) -> int:
    from bot.catalog.figures import load_figures
    from bot.catalog.folder import content_folder
    from bot.figures.contact_sheet import contact_sheet

    folder = content_folder(settings.content_dir) / "figures"
    figures = load_figures(folder)
    if not figures:
        raise CannotRun(f"BOT_CONTENT_DIR: there are no figures in {folder}")
    file.write_bytes(contact_sheet(figures, columns))
    print(f"{len(figures)} figures in {file}")
    return 0
