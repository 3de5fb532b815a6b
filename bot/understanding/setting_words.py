"""Fill the slots of acts about settings: languages, units, switches."""

from collections.abc import Sequence
from typing import Any

from bot.understanding.scope import Scope
from bot.understanding.things import place

Slots = dict[str, Any]
ON = frozenset(
    ["on", "yes", "enable", "want", "start", "back", "activate", "add", "show", "turn", "again"]
)
OFF = frozenset(
    [
        "off",
        "no",
        "without",
        "stop",
        "dont",
        "disable",
        "remove",
        "away",
        "hide",
        "less",
        "never",
        "not",
        "kill",
        "quit",
        "cancel",
        "leave",
        "drop",
    ]
)


def language(scope: Scope) -> Slots:
    """Return the code of the language that is wanted."""
    spots = scope.spots("languages")
    wanted = [
        s
        for s in spots
        if scope.text(s.start - 1) not in ("no", "not", "from", "understand", "my", "bad")
    ]
    return {"language": wanted[-1].value} if wanted else {}


def units(scope: Scope) -> Slots:
    """Return the unit of length that is wanted."""
    spots = scope.spots("shape_units")
    wanted = [
        s
        for s in spots
        if scope.text(s.start - 1)
        not in ("not", "no", "than", "of", "from", "understand", "stop", "hate")
    ]
    wanted = wanted or spots
    for spot in spots:
        if scope.text(spot.start - 1) in ("to", "in", "use", "into", "want", "prefer"):
            return {"units": spot.value}
    return {"units": wanted[-1].value} if wanted else {}


def setting(scope: Scope) -> Slots:
    """Return a setting that has no act of its own, and its value."""
    texts = [word.text for word in scope.words]
    text = " ".join(texts)
    if scope.has("pictures"):
        return {"name": "pictures", "value": switch(texts)}
    if "second" in texts and ("stretch" in text or "routine" in texts):
        return {"name": "second_stretch", "value": switch(texts)}
    if "review" in text:
        days = scope.spots("weekdays")
        return {"name": "review_day", **({"value": days[-1].value} if days else {})}
    if "break" in text:
        return {"name": "breaks", "value": switch(texts)}
    if "anchor" in texts:
        return {
            "name": "anchor",
            **_after(text, ("anchor to", "anchor is", "anchor as", "anchor :", "anchor")),
        }
    if "barrier" in texts or "obstacle" in texts or "gets in the way" in text:
        return {
            "name": "barrier",
            **_after(text, ("barrier to", "barrier is", "barrier :", "barrier", "way is")),
        }
    where = place(scope)
    if where is not None:
        return {"name": "place", "value": where}
    after = _after(
        text, ("right after", "after my", "after i", "before i", "before my", "anchor", "when i")
    )
    return {"name": "anchor", **after} if after else {}


def switch(texts: list[str]) -> str:
    """Return whether a setting is wanted: `on` or `off`."""
    return "off" if set(texts) & OFF and not ("back" in texts and "on" in texts) else "on"


def _after(text: str, starts: Sequence[str]) -> Slots:
    for start in starts:
        at = text.find(start)
        if at >= 0 and (rest := text[at + len(start) :].strip(" .,!:")):
            return {"value": rest}
    return {}
