"""`check`: all content, one line a problem, so that CI and a translator read the same list."""

import argparse

from bot.cli.operator import settings_or_exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the poses are solved too."""
    parser.add_argument("--quick", action="store_true", help="leave out the poses of the figures")


def run(given: argparse.Namespace) -> int:
    """Exit 1 if there is any problem."""
    from bot.catalog.check import problems
    from bot.catalog.folder import content_folder

    content = content_folder(settings_or_exit().content_dir)
    found = problems(content)
    if not given.quick:
        from bot.catalog import figures

        found += figures.problems(content / "figures")
    for problem in found:
        print(problem)
    print(f"{len(found)} problems")
    return 1 if found else 0
