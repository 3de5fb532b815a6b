"""Who may read what is kept about people: its owner alone, folders and files."""

import os
from contextlib import suppress
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder and those above it, for their owner only; what is there keeps its rights.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.parent.exists():
        make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: str, beside: tuple[str, ...]) -> None:
    """Make a file if there is none, and let only its owner read it and those beside it, whatever
    its folder allows.

    Args:
        beside: endings of the names of files that belong to it.

    Raises:
        OSError: it cannot be opened.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for ending in ("", *beside):
        with suppress(OSError):  # somebody else's file
            Path(f"{path}{ending}").chmod(0o600)
