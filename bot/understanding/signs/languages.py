"""Core warning signs in languages not read otherwise; when a denial passes them over."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = "signs.yaml"
KEYS = {"signs", "denials", "script", "words", "letters", "line"}
SCRIPTS = {
    "latin": "[a-z]",
    "cyrillic": "[\u0400-\u04ff]",
    "arabic": "[\u0600-\u06ff]",
    "devanagari": "[\u0900-\u097f]",
    "han": "[\u4e00-\u9fff]",
}
SPACED = ("latin", "cyrillic")
"""Scripts in which a part has to begin a word."""
FEWEST_WORDS = 2
"""Frequent words that show a language of the Latin script."""
DENIED_WITHIN = 12
"""Letters before a part in which a denial takes it back."""
_STOPS = re.compile(r"[.!?;\n\u3002\uff01\uff1f\u061f\u0964]+")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652\u200c\u200d]")
_LETTERS = str.maketrans({"\u0131": "i", "\u0142": "l", "\u00df": "ss", "\u2019": "'"})


@dataclass(frozen=True)
class OtherLanguage:
    """One language the bot does not read yet, but listens to."""

    code: str
    script: str
    line: str
    """What is said to whoever writes in it."""
    signs: Mapping[str, Sequence[tuple[re.Pattern[str], ...]]]
    """Sign -> patterns of parts that all stand in one sentence."""
    openings: re.Pattern[str]
    """The first part of any pattern: a sentence without one tells no sign."""
    denials: re.Pattern[str] | None
    words: frozenset[str]
    letters: frozenset[str]

    def sign(self, sentences: Sequence[str]) -> str | None:
        """Return the first warning sign of the sentences of a text, in the order of the file."""
        opened = [sentence for sentence in sentences if self.openings.search(sentence)]
        if not opened:
            return None
        for id, patterns in self.signs.items():
            if any(self._says(sentence, parts) for sentence in opened for parts in patterns):
                return id
        return None

    def writes(self, text: str) -> bool:
        """Return whether a text holds letters of its script."""
        return re.search(SCRIPTS[self.script], text.lower()) is not None

    def _says(self, sentence: str, parts: Sequence[re.Pattern[str]]) -> bool:
        begin = len(sentence)
        for part in parts:
            match = part.search(sentence)
            if match is None:
                return False
            begin = min(begin, match.start())
        before = sentence[max(0, begin - DENIED_WITHIN) : begin]
        return self.denials is None or self.denials.search(before) is None

    def likeness(self, text: str) -> int:
        """Return how much a text looks like this language; 0: it does not."""
        script = len(re.findall(SCRIPTS[self.script], text.lower()))
        if self.script == "latin":
            words = set(re.findall(r"[^\W\d_]+", text.lower()))
            common = len(words & self.words)
            own = len(self.letters & set(text.lower()))
            return common * 2 + own if common >= FEWEST_WORDS or (common and own) else 0
        if script < FEWEST_WORDS:
            return 0
        words = set(re.findall(r"[^\W\d_]+", text.lower()))
        return 1 + len(words & self.words) + 2 * len(self.letters & set(text.lower()))


def sentences(text: str) -> list[str]:
    """Return the folded sentences of a text."""
    return [part for part in _STOPS.split(folded(text)) if part.strip()]


def folded(text: str) -> str:
    """Return a text in lower case, without accents of the Latin script and vowel marks."""
    lower = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return _ACCENTS.sub("", unicodedata.normalize("NFD", lower))


def read_language(path: Path) -> OtherLanguage:
    """Return one language from its file.

    Raises:
        ValueError: the file is not as it should be.
    """
    content: Any = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or content.keys() != KEYS or content["script"] not in SCRIPTS:
        raise ValueError(f"{path}: {', '.join(sorted(KEYS))} expected")
    begins = r"(?<!\w)" if content["script"] in SPACED else ""
    signs = {
        str(id): [
            tuple(_part(begins, part) for part in written.split(" + ")) for written in patterns
        ]
        for id, patterns in content["signs"].items()
    }
    first = "|".join(w.split(" + ")[0] for ways in content["signs"].values() for w in ways)
    denials = _part(begins, "|".join(content["denials"])) if content["denials"] else None
    return OtherLanguage(
        path.parent.name,
        content["script"],
        content["line"],
        signs,
        _part(begins, first),
        denials,
        frozenset(content["words"]),
        frozenset(content["letters"]),
    )


def _part(begins: str, written: str) -> re.Pattern[str]:
    ways = [re.escape(folded(way.strip())) for way in written.split("|") if way.strip()]
    if not ways:
        raise ValueError(f"{written!r} holds no word")
    return re.compile(f"{begins}(?:{'|'.join(ways)})")


def language_of(text: str, languages: Sequence[OtherLanguage]) -> OtherLanguage | None:
    """Return the language a text looks most like; None where it may be English."""
    likely = [(language.likeness(text), language) for language in languages]
    best = max((score for score, _ in likely), default=0)
    return next((language for score, language in likely if score == best), None) if best else None
