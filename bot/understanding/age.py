"""How old a writer says they are."""

from collections.abc import Sequence

from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

LEAST, MOST = 5, 99
"""Years that may be somebody's age."""
SINCE = frozenset(("ago", "back", "later", "earlier", "before", "in"))
"""Words after "years" by which it is a span of time and no age."""
PARTING = frozenset((",", ".", ";", "?", "!", "and", "\n", "-"))
"""What parts an age from what else is said: "nope. 41, male"."""
NEAR = 8
"""Words between who speaks and "years old"."""


def age_told(words: Sequence[Token], vocabulary: Vocabulary) -> int | None:
    """Return the age a writer tells of themselves ("im 15", "a boy of 15 years"), if any."""
    leads = {spot.end for spot in vocabulary.spots("age_lead", words)}
    own = [spot.start for spot in vocabulary.spots("age_own", words)]
    others = [spot.start for spot in vocabulary.spots("age_others", words)]
    for at, word in enumerate(words):
        years = _years(word, words, at, vocabulary)
        if years is None:
            continue
        after = at + 1
        mine = max((start for start in own if start < at), default=-1)
        theirs = max((start for start in others if start < at), default=-1)
        tail = vocabulary.at("age_tail", words, after)
        if tail is not None and mine > theirs and at - mine <= NEAR:
            if words[tail.end : tail.end + 1] and words[tail.end].text in SINCE:
                continue  # "when I was pregnant ten years ago"
            return years
        if at in leads and vocabulary.at("age_not", words, after) is None:
            return years
    return None


def age_answered(words: Sequence[Token], vocabulary: Vocabulary) -> int | None:
    """Return the age told in answer to a question for it: said as an age, or a number by itself.

    A number that belongs to something else ("10 min is ok, 15 at weekends") is no age.
    """
    age = age_told(words, vocabulary)
    if age is not None:
        return age
    for at, word in enumerate(words):
        years = _years(word, words, at, vocabulary)
        if years is None or vocabulary.at("age_not", words, at + 1) is not None:
            continue
        tail = vocabulary.at("age_tail", words, at + 1)
        end = at + 1 if tail is None else tail.end
        ends = end == len(words) or words[end].text in PARTING
        if at == 0 or (words[at - 1].text in PARTING and ends):
            return years
    return None


def _years(word: Token, words: Sequence[Token], at: int, vocabulary: Vocabulary) -> int | None:
    named = vocabulary.at("numbers", words, at)
    value = word.number if named is None else float(named.value)
    if value is None or value != int(value) or not LEAST <= value <= MOST:
        return None
    return int(value)
