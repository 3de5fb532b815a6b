"""Which options of a list a text ticks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.context import Option
from bot.understanding.options import HALF, SMALL, is_among, likeness, stem
from bot.understanding.scope import Scope
from bot.understanding.tokens import Token, tokens

_LISTED = re.compile(r",| or | and |/")
COMMON = frozenset(("past", "work", "new", "morning", "pain", "day"))
"""Words that alone name no option of a list: "half past six in the morning"."""
WELL = frozenset(("fine", "ok", "okay", "good", "healthy"))
"""Words by which a place is none of those that hurt."""
OVER = frozenset(("had", "used", "was", "were", "ago", "went"))
"""Words by which a place hurt at another time."""
EVERY_ONE = frozenset(("all", "everything", "everywhere"))
OF_THEM = frozenset(("of", "them", "these", "those", "apply", "applies", "listed", "above"))
NONE = frozenset(("none", "nothing", "nowhere"))
DENIED = frozenset(("not", "isnt", "arent", "never", "aint", "no"))
STOPS = frozenset((*".,;!\n", "but", "though"))


def options_ticked(scope: Scope, options: Sequence[Option]) -> list[str]:
    """Return the options a text names, of a list of which several may be ticked."""
    if _none_any_more(scope):
        return none_of(options)
    regions = _places_meant(scope)
    ticked = [option.id for option in options if option.id in regions]
    if not ticked:
        stems = {stem(word.text) for word in scope.words if word.is_word}
        ticked = [o.id for o in options if any(_names(stems, way) for way in _ways(o))]
    texts = {word.text for word in scope.words}
    every_one = [option.id for option in options if option.id not in ("none", "nothing")]
    if _all_but(scope):
        return [id for id in every_one if id not in ticked]
    denied = texts & {"none", "nothing", "nowhere", "no"} or scope.has("levels")
    if not ticked and scope.has("all_well"):
        return none_of(options)
    if not ticked and _means_every_one(scope) and not scope.has("enough"):
        return every_one
    return ticked or (none_of(options) if denied else [])


def _means_every_one(scope: Scope) -> bool:
    """Whether a text says that all of a list applies, and is not about "all day"."""
    small = scope.vocabulary.lists["hedges"][""]
    texts = [word.text for word in scope.words if word.is_word]
    others = [text for text in texts if text not in EVERY_ONE and text not in OF_THEM]
    return (
        bool({*texts} & EVERY_ONE) and all(text in small for text in others) and "day" not in texts
    )


def none_of(options: Sequence[Option]) -> list[str]:
    """Return what is ticked where nothing of a list applies."""
    return [option.id for option in options if option.id in ("none", "nothing")] or ["none"]


def _names(stems: set[str], way: str) -> bool:
    """Whether words name a thing: at least half of its own, and one that not everybody says."""
    own = {stem(word.text) for word in tokens(way) if word.text not in SMALL} - COMMON
    return likeness(stems, way, {}) >= HALF and any(is_among(word, stems) for word in own)


def _ways(option: Option) -> list[str]:
    """Return the names of an option, each of what it lists by itself: "Sore joint, injury"."""
    return [way for text in (option.text, *option.examples) for way in _LISTED.split(text)]


def _all_but(scope: Scope) -> bool:
    """Whether what is named is what does not count: "all except the knee"."""
    words = [word.text for word in scope.words]
    starts = {spot.start for spot in scope.spots("exceptions")}
    starts |= {at for at, word in enumerate(words) if word == "but"}
    for at, word in enumerate(words):
        after = at + 3 if words[at + 1 : at + 2] == ["of"] else at + 1  # "all of them but"
        if word in EVERY_ONE and after in starts:
            return True
    return False


def _places_meant(scope: Scope) -> set[str]:
    """Return the places of the body named, without those said to be well: "but my knee is fine"."""
    well: set[str] = set()
    meant: set[str] = set()
    for words in _cut(scope.words):
        clause = replace(scope, words=words)
        named = {spot.value for spot in clause.regions}
        if words[0].text in DENIED and not clause.has("pain_words"):
            continue  # "not the knee"
        (well if says_well(clause) and not clause.has("pain_words") else meant).update(named)
    return meant if meant else well


def _none_any_more(scope: Scope) -> bool:
    """Whether no place is told first, and then one of the past: "none, I had a bad knee in May"."""
    first, *others = _cut(scope.words) or [()]
    if not {word.text for word in first} & NONE or replace(scope, words=first).regions:
        return False
    placed = [words for words in others if replace(scope, words=words).regions]
    return all({word.text for word in words} & OVER for words in placed)


def says_well(scope: Scope) -> bool:
    """Whether somebody says that something is well."""
    texts = {word.text for word in scope.words}
    return bool(texts & WELL) and not texts & DENIED


def _cut(words: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the stretches of a text between stops and "but"."""
    stretches: list[list[Token]] = [[]]
    for word in words:
        if word.text in STOPS:
            stretches.append([])
        else:
            stretches[-1].append(word)
    return [tuple(part) for part in stretches if part]
