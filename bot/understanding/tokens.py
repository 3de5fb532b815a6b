"""Cut a text into tokens: words, numbers, punctuation and emoji, as they are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 300
"""Tokens read of one text; more than a long message holds."""
LONGEST_NUMBER = 9
"""Digits of the longest number that is read as one."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)?|[^\W\d_]+|\n|[^\s\w]|_")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20e3\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u2019\u02bc`\u00b4](?=[^\\W\\d_])")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_ISH = re.compile(r"(?<=\d)\s*-?\s*ish\b")
_REPEATED = re.compile(r"([^\w\s])\1+")
_FRACTION = {"½": ".5", "¼": ".25", "¾": ".75"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token, and where it stood in the plain text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def number(self) -> float | None:
        """Its value, if it is a plain number."""
        return number(self.text)


def number(text: str) -> float | None:
    """Return the value of digits with an optional fraction ("7", "2.5", "2,5"), else None."""
    if not text[:1].isdecimal() or ":" in text or len(text) > LONGEST_NUMBER:
        return None
    return float(text.replace(",", "."))


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Return a text in lower case, without invisible marks, apostrophes and drawn-out letters."""
    for sign, value in _FRACTION.items():
        if sign in text:
            text = re.sub(rf"(?<!\d)\s*{sign}", f" 0{value}", text).replace(sign, value)
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = _INVISIBLE.sub("", folded)
    folded = _APOSTROPHE.sub("", folded)
    folded = _ISH.sub(" ", folded)
    folded = _DRAWN_OUT.sub(r"\1\1", folded)
    return _REPEATED.sub(r"\1", folded)


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the first tokens of a text."""
    words = []
    for match in _TOKEN.finditer(plain(text)):
        words.append(Token(match[0], match.start(), match.end()))
        if len(words) == LONGEST:
            break
    return tuple(words)
