"""Load what listens for warning signs in all languages, once for the process."""

import re
from functools import lru_cache
from pathlib import Path

from bot.domain.acts import HeardFlag
from bot.understanding.context import TextContext
from bot.understanding.load import FOLDER, USUAL
from bot.understanding.signs.kinds import FILE, read_kinds
from bot.understanding.signs.languages import FILE as OF_LANGUAGE
from bot.understanding.signs.languages import (
    OtherLanguage,
    language_of,
    read_language,
    sentences,
)
from bot.understanding.understand import Ear

_ENGLISH = re.compile(r"(?<!\w)(?:the|and|my|is|i|im|you|it|of|to|was)(?!\w)", re.IGNORECASE)
ENGLISH_WORDS = 3
"""Frequent English words from which a text is not looked at in other languages of its script."""


@lru_cache(maxsize=4)
def other_languages(content: Path) -> tuple[OtherLanguage, ...]:
    """Return the languages that the bot listens to without reading them.

    Raises:
        ValueError: a file is not as it should be.
    """
    return tuple(read_language(p) for p in sorted((content / FOLDER).glob(f"*/{OF_LANGUAGE}")))


@lru_cache(maxsize=4)
def sign_ear(content: Path) -> Ear:
    """Return what listens for warning signs, whatever language the person chose.

    Raises:
        ValueError: the list of signs or a language is not as it should be.
    """
    kinds = read_kinds(content / FOLDER / FILE)
    from bot.understanding.signs.ear import SignEar  # numpy: a tenth of the start

    english = SignEar(content / FOLDER / USUAL, kinds)
    others = other_languages(content)

    def listen(text: str, context: TextContext) -> HeardFlag | None:
        flag = english.listen(text, context)
        if flag is not None or len(_ENGLISH.findall(text)) >= ENGLISH_WORDS:
            return flag
        cut = sentences(text)
        spoken = (language for language in others if language.writes(text))
        sign = next((id for language in spoken if (id := language.sign(cut))), None)
        return HeardFlag(sign, kinds[sign].refer, when=kinds[sign].when) if sign else None

    return listen


def line_for(text: str, content: Path) -> str | None:
    """Return what is said to whoever writes in a language that the bot does not read yet."""
    language = language_of(text, other_languages(content))
    return None if language is None else language.line
