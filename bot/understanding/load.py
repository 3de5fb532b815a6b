"""Find the languages below `content/understanding`."""

from functools import lru_cache
from pathlib import Path

from bot.understanding.language import Language
from bot.understanding.understand import Ear, Understander, deaf

FOLDER = "understanding"
USUAL = "en"


@lru_cache(maxsize=4)
def understander(content: Path, language: str = USUAL, ear: Ear = deaf) -> Understander:
    """Return what understands a language; English where there is no folder of that language.

    Nothing is read before the first text is understood.
    """
    folder = content / FOLDER / language
    if not (folder / "words.yaml").is_file():
        folder = content / FOLDER / USUAL
    return Understander(Language(folder), ear)
