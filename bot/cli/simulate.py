"""`simulate`: simulated people through weeks of the real core, and what became of them."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.error_lines import call_or_exit, settings_or_exit
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.domain.catalog import Catalog


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many, how long, and how hard to read they are."""
    parser.add_argument("--people", type=_positive, default=200)
    parser.add_argument("--weeks", type=_positive, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", choices=("usual", "hard", "norms"), default="usual")
    parser.add_argument("--phone", action="store_true", help="everybody measures with their phone")
    parser.add_argument(
        "--compare", action="store_true", help="less and more self-tests instead of training"
    )
    parser.add_argument(
        "--tables",
        type=Path,
        metavar="FOLDER",
        help="all three worlds as the published tables; finished chunks are kept in the folder",
    )
    parser.add_argument("--json", action="store_true")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return number


def run(args: argparse.Namespace) -> int:
    """Print the report; the same arguments give the same report."""
    settings = settings_or_exit()
    return call_or_exit(lambda: _simulate(settings, args))


def _simulate(settings: Settings, args: argparse.Namespace) -> int:
    from bot.catalog.folder import content_folder
    from bot.catalog.load import load
    from bot.simulation.further import compare
    from bot.simulation.report import Conditions, simulate
    from bot.simulation.truth import World

    content = content_folder(settings.content_dir)
    catalog = load(content)
    if args.tables is not None:
        return _tables(args, catalog, content)
    if args.compare:
        print(compare(catalog, args.people, args.seed, World(args.world)).as_text())
        return 0
    under = Conditions(World(args.world), args.phone)
    report = simulate(catalog, args.people, args.weeks, args.seed, under)
    print(json.dumps(report.as_json(), indent=2) if args.json else report.as_text())
    return 0


def _tables(args: argparse.Namespace, catalog: "Catalog", content: Path) -> int:
    from bot.cli.published_tables import Run, publish

    text = ""
    for text in publish(Run(args.people, args.weeks, args.seed), catalog, content, args.tables):
        print(text.splitlines()[0], file=sys.stderr)
    print(text)
    return 0
