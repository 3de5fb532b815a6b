"""`check`: all content, one line a problem, so that CI and a translator read the same list."""

import argparse

from bot.cli.error_lines import call_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the poses are solved too."""
    parser.add_argument("--quick", action="store_true", help="leave out the poses of the figures")


def run(args: argparse.Namespace) -> int:
    """Exit 1 if there is any problem."""
    settings = settings_or_exit()
    return call_or_exit(lambda: _check(settings, quick=args.quick))


def _check(settings: Settings, *, quick: bool) -> int:
    from bot.catalog.check import problems
    from bot.catalog.folder import content_folder
    from bot.understanding.check import problems as misunderstood

    content = content_folder(settings.content_dir)
    faults = problems(content) + misunderstood(content)
    if not quick:
        from bot.catalog import figures

        faults += figures.problems(content / "figures")
    for problem in faults:
        print(problem)
    print(f"{len(faults)} problems")
    return 1 if faults else 0
