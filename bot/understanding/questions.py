"""Tell a question from a report: what is asked changes nothing."""

from collections.abc import Sequence

from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

ASKING = frozenset(
    (
        "what",
        "whats",
        "why",
        "how",
        "hows",
        "which",
        "who",
        "whos",
        "when",
        "whens",
        "where",
        "is",
        "are",
        "does",
        "do",
        "did",
        "should",
        "was",
        "were",
        "am",
        "will",
        "wat",
        "wot",
        "has",
        "have",
        "would",
        "may",
        "isnt",
        "arent",
        "doesnt",
        "can",
    )
)
"""Words that begin a question."""
WISHES = frozenset(("u", "you", "we", "i"))
"""Words after "can" or "could" that may make it a wish rather than a question."""


def is_question(words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Return whether a clause asks something rather than telling it."""
    told = [word.text for word in words if word.is_word or word.text == "?"]
    if not told:
        return False
    while told and told[0] in (
        "and",
        "but",
        "so",
        "ok",
        "hey",
        "hi",
        "um",
        "well",
        "also",
        "then",
        "because",
        "btw",
        "please",
    ):
        told.pop(0)
    if not told:
        return False
    if told[-1] == "?" and len(told) > 1:
        return True
    if told[0] in ("did", "do", "have", "has"):  # "did it" tells, "did i do it right" asks
        return len(told) > 1 and told[1] in (*WISHES, "they", "these", "those")
    if told[0] in (
        "have",
        "has",
        "do",
        "did",
        "am",
        "can",
        "will",
        "was",
        "were",
        "when",
        "is",
        "are",
        "may",
        "would",
    ):
        return (
            len(told) > 1
            and told[1] in (*WISHES, "it", "this", "that", "my", "there", "the", "these", "they")
            and (told[0] != "when")
        )
    return told[0] in ASKING and len(told) > 1
