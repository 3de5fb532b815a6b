"""`figures FILE`: every figure on one page, for people to look at."""

import argparse
from pathlib import Path

from bot.cli.operator import settings_or_exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page goes, and how wide it is."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a PNG to be written")
    parser.add_argument("--columns", type=int, default=6, choices=range(1, 13), metavar="1-12")


def run(given: argparse.Namespace) -> int:
    """Draw the page."""
    from bot.catalog.figures import load_figures
    from bot.catalog.folder import content_folder
    from bot.figures.contact_sheet import contact_sheet

    figures = load_figures(content_folder(settings_or_exit().content_dir) / "figures")
    given.file.write_bytes(contact_sheet(figures, given.columns))
    print(f"{len(figures)} figures in {given.file}")
    return 0
