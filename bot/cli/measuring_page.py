"""`measuring_page DIR`: the page that measures with the phone, as files for any static host."""

import argparse
from pathlib import Path

from bot.cli.error_lines import call_or_exit, settings_or_exit
from bot.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the files go."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder; made if missing")


def run(args: argparse.Namespace) -> int:
    """Write the files of the page."""
    settings = settings_or_exit()
    return call_or_exit(lambda: _write(settings, args.folder))


def _write(settings: Settings, folder: Path) -> int:
    from bot.catalog.folder import content_folder
    from bot.catalog.load import load
    from bot.telegram.measuring_page import measuring_page
    from bot.views.texts import Texts

    content = content_folder(settings.content_dir)
    catalog = load(content)
    page = measuring_page(
        content,
        lambda language: Texts(language, catalog.words),
        catalog.words,
        [*catalog.tests.values()],
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in page.files.items():
        (folder / name).write_bytes(file)
    print(f"{len(page.files)} files in {folder}")
    return 0
