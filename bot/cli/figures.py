"""`figures FILE`: every figure on one page; `--all`: stills drawn ahead; `--solve`: new poses."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.error_lines import CannotRun, call_or_exit, settings_or_exit
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.figures.pose import Side

SIDES: tuple["Side", ...] = ("left", "right")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page goes and how wide it is, or what else is drawn or solved."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a PNG to be written")
    parser.add_argument("--columns", type=int, default=6, choices=range(1, 13), metavar="1-12")
    parser.add_argument(
        "--all",
        action="store_true",
        help="draw every still ahead, into the content's folder, so that nobody waits for one",
    )
    parser.add_argument(
        "--solve",
        nargs="*",
        metavar="NAME",
        help="for authors: solve the poses of these figures, or of all that changed",
    )


def run(args: argparse.Namespace) -> int:
    """Draw the page or all stills, or solve poses."""
    settings = settings_or_exit()
    if args.solve is not None:
        return call_or_exit(lambda: _solve(settings, args.solve))
    if args.all:
        return call_or_exit(lambda: _draw_ahead(settings))
    return call_or_exit(lambda: _draw(settings, args.file, args.columns))


def _draw(settings: Settings, file: Path | None, columns: int) -> int:
    from bot.catalog.figures import load_figures
    from bot.catalog.folder import content_folder
    from bot.figures.contact_sheet import contact_sheet

    if file is None:
        raise CannotRun("FILE: name a PNG to be written, or use --all or --solve")
    folder = content_folder(settings.content_dir) / "figures"
    figures = load_figures(folder)
    if not figures:
        raise CannotRun(f"BOT_CONTENT_DIR: there are no figures in {folder}")
    file.write_bytes(contact_sheet(figures, columns))
    print(f"{len(figures)} figures in {file}")
    return 0


def _draw_ahead(settings: Settings) -> int:
    """Draw what is not drawn yet, and take away what older figures left."""
    from bot.catalog.figures import pose_files
    from bot.catalog.folder import content_folder
    from bot.catalog.renderer import DRAWN, Renderer

    folder = content_folder(settings.content_dir) / "figures"
    renderer, kept = Renderer(folder), set()
    (folder / DRAWN).mkdir(exist_ok=True)
    for name in pose_files(folder):
        for side in SIDES:
            file = renderer.drawn_file(name, side)
            if file is None:
                raise CannotRun(f"{name}: its poses are not solved; use --solve first")
            kept.add(file)
            if not file.is_file():
                file.write_bytes(renderer.still(name, side))
    for file in set((folder / DRAWN).glob("*.png")) - kept:
        file.unlink()
    print(f"{len(kept)} stills in {folder / DRAWN}")
    return 0


def _solve(settings: Settings, names: list[str]) -> int:
    from bot.catalog.figures import is_solved, load_figure, pose_files, typed_figure, write_poses
    from bot.catalog.folder import content_folder
    from bot.figures.fingerprint import fingerprint
    from bot.figures.solve import solved

    files = pose_files(content_folder(settings.content_dir) / "figures")
    if unknown := set(names) - files.keys():
        raise CannotRun(f"--solve: there is no figure {sorted(unknown)[0]}")
    changed = names or [name for name, path in files.items() if not is_solved(path)]
    for name in changed:
        write_poses(files[name], solved(typed_figure(files[name])))
    for name in changed:  # the second part of a figure may have been solved after it
        seen = fingerprint(load_figure(files[name]))
        print(f"{name}: solved; look at it, then note it as seen: {seen}")
    return 0
