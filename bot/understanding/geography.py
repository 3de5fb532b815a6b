"""Find the place on earth that a text names, in the person's words."""

import re
from collections.abc import Iterable

from bot.understanding.scope import Scope

_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?:\s*[:.]?\s*(\d\d))?\b")
_LEADING = frozenset(
    (
        "the",
        "a",
        "city",
        "of",
        "town",
        "hi",
        "hello",
        "hey",
        "ok",
        "well",
        "um",
        "uh",
        "my",
        "place",
        "here",
        "now",
        "i",
        "am",
        "live",
        "im",
        "in",
        "at",
    )
)
LIVES_IN = frozenset(("in", "near", "at", "around", "outside", "by"))
"""Words before the place where somebody is."""
LEFT = frozenset(("born", "left", "originally", "grew", "raised", "native", "visited", "family"))
"""Words shortly before a place where somebody is no longer."""
REACH = 5
"""Tokens before a place within which such a word tells of it."""
NO_CITIES = frozenset(
    (
        *("same", "most", "date", "best", "man", "center", "bar", "of", "and", "the", "here", "no"),
        *("morning", "evening", "night", "time", "home", "work", "male", "one", "english", "hi"),
        *("love", "ok", "wa", "mobile", "march", "may", "sunday", "monday", "friday", "big", "new"),
        *("change", "tired", "later", "ill", "sick", "busy", "fine", "good", "sore", "stiff"),
        *("tomorrow", "today", "nothing", "none", "not", "what", "why", "tell", "easy", "done"),
    )
)
"""Words of everyday talk that are also the names of cities somewhere."""
LONGEST_NAME = 4
"""Words of the longest name of a place that is believed."""


def offset_told(text: str) -> str | None:
    """Return "UTC+3" and the like, as it is usually written, if a text tells one."""
    match = _OFFSET.search(text)
    if match is None:
        return None
    minutes = f":{match[3]}" if match[3] and match[3] != "00" else ""
    return f"UTC{match[1]}{int(match[2])}{minutes}"


def _says_more(name: str, city: str) -> bool:
    """Whether "Paris, Texas" is another place than "Paris", or one of several."""
    from bot.understanding.zone import zones_of_city

    alone, together = zones_of_city(city), zones_of_city(name)
    return bool(together) and together != alone


def _with_country(text: str, city: str) -> str:
    """Return a city with the country or state right behind it ("manchester uk"), where that tells
    which of several it is."""
    after = re.search(rf"\b{re.escape(city)} (\w+)(?: (\w+))?", text)
    if after is None:
        return city
    one, two = after[1], after[2]
    named = (f"{city}, {one} {two}" if two else "", f"{city}, {one}")
    return next((name for name in named if name and _says_more(name, city)), city)


def _city_among(scope: Scope) -> str | None:
    """Return the city that stands among other words; where there are several, the one that is lived
    in now, then the largest."""
    from bot.understanding.cities import city_named

    best: tuple[bool, bool, bool, int, int] | None = None
    name = None
    small = scope.vocabulary.lists["hedges"][""]
    for length in range(LONGEST_NAME - 1, 0, -1):
        for at in range(len(scope.words) - length + 1):
            words = [word.text for word in scope.words[at : at + length]]
            if not all(word.isalpha() for word in words) or words[0] in small:
                continue
            before = scope.text(at - 1)
            rambling = len(scope.words) > LONGEST_NAME and before not in LIVES_IN
            people = city_named(" ".join(words), usual=rambling)
            if people is None or (length == 1 and words[0] in NO_CITIES):
                continue
            lead = {scope.text(at - n) for n in range(2, REACH)}
            rank = (
                not lead & LEFT,
                before in LIVES_IN,
                before not in ("from", "not"),
                length,
                people,
            )
            if best is None or rank > best:
                best, name = rank, " ".join(words)
    return name


def place_told(scope: Scope) -> str | None:
    """Return the name of the place a text tells, without the words around it."""
    text = scope.phrase(scope.words).replace(" / ", "/")
    if (offset := offset_told(text)) is not None:
        return offset
    comma = re.sub(r"\s+,\s*", ", ", text)
    if len(scope.words) > 1 and (city := _city_among(scope)) is not None:
        return comma if "," in comma and _says_more(comma, city) else _with_country(comma, city)
    lead = scope.vocabulary.patterns["place_lead"].match(comma)
    if lead is None and len(scope.words) > REACH:
        return None
    name = comma[lead.end() :] if lead else comma
    name = name.split(" not ")[0]
    parts = name.split(", ")
    shortened = scope.vocabulary.patterns["place_tail"].sub("", parts[0] + " .").strip(" .")
    name = shortened or parts[0]
    if len(parts) == 2 and shortened == parts[0].strip(" .") and 0 < len(parts[1].split()) <= 2:
        second = scope.vocabulary.patterns["place_tail"].sub("", parts[1] + " .").strip(" .")
        if (second and lead is None) or (second and len(second) <= 12):
            name = f"{name}, {second}"
    words = name.split()
    while words and words[0] in _LEADING:
        words.pop(0)
    if len(words) == 1 < len(scope.words) and words[0] in NO_CITIES:
        return None
    if not words or len(words) > LONGEST_NAME or not any(ch.isalpha() for ch in name):
        return None
    return " ".join(words)


def known_place(scopes: Iterable[Scope]) -> dict[str, str]:
    """Return the place told by the first of these words that tell one we know; empty if none does.

    In a long message "change my time zone" names none, and the city stands clauses away.
    """
    from bot.understanding.zone import zones_of_city

    for scope in scopes:
        name = place_told(scope)
        if name in NO_CITIES:
            continue
        if name and (offset_told(name) or zones_of_city(name, scope.vocabulary)):
            return {"place": name}
    return {}
