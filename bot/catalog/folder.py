"""Find the folder of the content."""

from pathlib import Path


def content_folder(chosen: Path | None = None) -> Path:
    """The operator's own folder, else that of the checkout, else that of the installed package."""
    if chosen is not None:
        return chosen
    bot = Path(__file__).resolve().parents[1]
    checkout = bot.parent / "content"
    return checkout if checkout.is_dir() else bot / "_content"
