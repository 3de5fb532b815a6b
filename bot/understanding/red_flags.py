"""The ear for warning signs of all languages that the bot has one for."""

from functools import lru_cache
from pathlib import Path

from bot.understanding.load import FOLDER, USUAL
from bot.understanding.signs.ear import SignEar
from bot.understanding.signs.kinds import FILE, read_kinds
from bot.understanding.understand import Ear


@lru_cache(maxsize=4)
def sign_ear(content: Path) -> Ear:
    """Return what listens for warning signs, whatever language the person chose.

    Raises:
        ValueError: the list of signs is not as it should be.
    """
    kinds = read_kinds(content / FOLDER / FILE)
    return SignEar(content / FOLDER / USUAL, kinds).listen
