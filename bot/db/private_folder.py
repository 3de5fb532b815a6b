"""Make folders for what is kept about people: only their owner may look into them."""

from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder and those above it, for their owner only; what is there keeps its rights.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.parent.exists():
        make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
