"""Tell a question from a report: what is asked changes nothing."""

from collections.abc import Sequence

from bot.understanding.tokens import Token

OPENINGS = frozenset(
    (
        *("and", "but", "so", "ok", "hey", "hi", "um", "well", "also", "then", "because", "btw"),
        "please",
    )
)
"""Words before a question that are no part of it."""
ASKING = frozenset(
    (
        *("what", "whats", "why", "how", "hows", "which", "who", "whos", "whens", "where", "wat"),
        *("wot", "should", "isnt", "arent", "doesnt"),
    )
)
"""Words that begin a question."""
_PEOPLE = ("u", "you", "we", "i")
_THINGS = ("it", "this", "that", "my", "there", "the", "these", "they")
INVERTED = {
    **dict.fromkeys(("is", "are", "was", "were", "will", "would", "may"), (*_PEOPLE, *_THINGS)),
    **dict.fromkeys(("can", "am", "does"), (*_PEOPLE, *_THINGS)),
    **dict.fromkeys(("have", "has", "did", "do"), (*_PEOPLE, "they", "these", "those")),
    "when": ("will", "is", "can", "do", "does", "should"),
}
"""Words that begin a question only with one of these after them."""


REQUESTS = frozenset(("can", "could", "would", "will", "may", "shall", "please", "pls", "lets"))
"""Words of somebody who asks for something to be done."""


def is_request(words: Sequence[Token]) -> bool:
    """Return whether a clause asks for something to be done."""
    return any(word.text in REQUESTS for word in words)


def is_question(words: Sequence[Token]) -> bool:
    """Return whether a clause asks something rather than telling it."""
    texts = [word.text for word in words if word.is_word or word.text == "?"]
    while texts and texts[0] in OPENINGS:
        texts.pop(0)
    if len(texts) < 2:
        return False
    if texts[-1] == "?" or texts[-2:] == ["question", "mark"] or texts[0] in ASKING:
        return True
    return texts[1] in INVERTED.get(texts[0], ())
