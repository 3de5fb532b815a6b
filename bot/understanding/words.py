"""A text taken apart into words, numbers and signs."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

LONGEST = 80
"""Words that are read of one text; a reply is far shorter, the rest is not understood."""

_TOKEN = re.compile(r"(?<!\w)[aA]4(?!\w)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|\n|\S")
"""A size of paper is one word, lest it be a filler and a number."""
_SILENT = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u0300-\u036f]")
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared, and where it stood in the text."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> float | None:
        """Its value, if it is written in digits."""
        if self.text in _FRACTIONS:
            return float(_FRACTIONS[self.text])
        if len(self.text) > 9 or _DIGITS.fullmatch(self.text) is None:
            return None
        return float(self.text.replace(",", "."))


def split(text: str) -> list[Word]:
    """The first words of a text, in lower case and without apostrophes, accents and skin tones."""
    words = (
        Word(plain, found.start(), found.end())
        for found in _TOKEN.finditer(text)
        if (plain := _plain(found[0]))
    )
    return list(islice(words, LONGEST))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", "")
    if word in _FRACTIONS:
        return word
    folded = _SILENT.sub("", unicodedata.normalize("NFKD", word.lower()))
    return unicodedata.normalize("NFC", folded.replace("’", "").replace("'", ""))
