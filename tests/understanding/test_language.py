"""Nothing in the code knows English: a made-up language is one more lexicon."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.lexicon import load_lexicon
from bot.catalog.read import BrokenFile
from bot.domain.lexicon import Lexicon
from bot.understanding.grammar import grammar_of
from bot.understanding.meaning import Context
from bot.understanding.reply import understand
from tests.understanding.corpus import HERE, LEXICON, NOW, ZONE, Score, cases, labels_of


def cipher(text: str) -> str:
    """Every word backwards but for its first letter; slots stay."""
    return re.sub(
        r"\{\w+\}|[a-zA-Z]+(?:'[a-zA-Z]+)*",
        lambda found: found[0] if found[0][0] == "{" else _turned(found[0]),
        text,
    )


def _turned(word: str) -> str:
    plain = word.replace("'", "").lower()
    return "q" + plain[::-1] if len(plain) > 1 else plain


def ciphered() -> Lexicon:
    def turn(value: Any) -> Any:
        match value:
            case str():
                return cipher(value)
            case tuple() | frozenset():
                return type(value)(turn(one) for one in value)
            case dict():
                return {key: turn(one) for key, one in value.items()}
        return value

    told: dict[str, Any] = {f.name: getattr(LEXICON, f.name) for f in fields(LEXICON)}
    kept = {"language", "numeric_dates", "spellings"}
    return Lexicon(**{k: v if k in kept else turn(v) for k, v in told.items()})


def test_a_made_up_language_is_understood_as_well_as_english() -> None:
    lexicon = ciphered()
    result = Score()
    misspelt = {way for ways in LEXICON.spellings.values() for way in ways}
    for case in cases(HERE / "corpus.yaml"):
        if misspelt.isdisjoint(re.findall(r"\w+", case.text.lower())):
            context = Context(case.asked, total=5)
            found = understand(cipher(case.text), lexicon, NOW, ZONE, context)
            result.hold(case, list(labels_of(found)))
    assert result.cases > 400
    assert result.recall() > 0.97, "\n".join(result.faults)


@pytest.mark.parametrize(
    ("was", "instead", "fault"),
    [
        ("  done_half: |", "  done_hlaf: |", "done_half"),
        ("{share} done", "{shares} done", "shares"),
        ("numeric_dates: ask", "numeric_dates: perhaps", "numeric_dates"),
        ("  zones:", "  clocktowers:", "clocktowers"),
    ],
)
def test_a_faulty_lexicon_is_named_with_its_fault(
    tmp_path: Path, was: str, instead: str, fault: str
) -> None:
    source = (HERE.parents[1] / "content" / "lexicon" / "en.yaml").read_text("utf-8")
    assert was in source
    (tmp_path / "en.yaml").write_text(source.replace(was, instead, 1), "utf-8")
    with pytest.raises(BrokenFile, match=fault):
        load_lexicon(tmp_path)


def test_no_phrase_shrinks_to_a_word_that_says_nothing() -> None:
    """Fillers are dropped from phrases too: "not really" must not come to stand for "not"."""
    weak = LEXICON.hedges | LEXICON.joiners | LEXICON.negations | LEXICON.turns
    meant = {phrase for phrases in LEXICON.intents.values() for phrase in phrases}
    patterns = grammar_of(LEXICON).intents
    shrunk = {word for word in weak & set(patterns.words) - meant if patterns.words[word].name}
    assert shrunk == set()
    numbers = [patterns.slots[kind] for kind in ("n", "share", "counts") if kind in patterns.slots]
    assert all(node.name is None for node in numbers)
