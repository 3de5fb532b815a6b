"""One term for one thing: the table of terms in `content/README.md` holds for every text."""

import re
from functools import cache
from pathlib import Path

import pytest

from bot.catalog.languages import phrases
from tests.content import real_catalog

CONTENT = Path(__file__).parents[2] / "content"
ROW = re.compile(r"^\| ([a-z -]+) \| ([a-z ,-]+) \|$", re.MULTILINE)


def terms() -> list[tuple[str, str]]:
    """Each word that is never used, after the one that is said for it."""
    table = (CONTENT / "README.md").read_text().partition("**Terms.**")[2]
    rows = [row for row in ROW.findall(table.partition("\n\n##")[0]) if row[0] != "say"]
    return [(say, never) for say, words in rows for never in words.split(", ")]


@cache
def texts() -> dict[str, str]:
    """All English that people read, by its key."""
    catalog = real_catalog()
    english = {phrase.key: phrase.english for phrase in phrases(catalog)}
    return {**{key: str(words) for key, words in catalog.words["en"].items()}, **english}


def test_the_table_names_terms() -> None:
    assert ("routine", "session") in terms()


@pytest.mark.parametrize(("say", "never"), terms())
def test_every_text_says_the_term_of_the_table(say: str, never: str) -> None:
    allowed = re.compile(say.replace(" ", "[ -]") + "s?", re.IGNORECASE)
    word = re.compile(rf"\b{never}s?\b", re.IGNORECASE)
    wrong = {key for key, text in texts().items() if word.search(allowed.sub("", text))}
    assert wrong == set()
