"""Hold what the bot understood against what an unseen writer meant."""

from collections.abc import Mapping, Sequence
from typing import Any

Act = Mapping[str, Any]

HARMLESS = frozenset(
    {
        *("ask_why", "ask_how", "ask_what", "ask_safe", "ask_how_long", "ask_sore", "ask_next"),
        *("ask_found", "ask_who", "ask_human", "ask_side", "ask_data", "ask", "help"),
        *("profile", "progress", "settings", "summary", "card_show"),
        *("thanks", "greet", "praise", "complain", "chat"),
    }
)
"""Acts that change nothing: one too many is a fault, but no wrong deed."""
SILENT = frozenset({"chat"})
"""Acts that may as well be missing: nothing is to be done."""


def is_right(meant: Sequence[Act], understood: Sequence[Act]) -> bool:
    """Whether every act with every slot the writer told was understood, and nothing else that
    changes something."""
    rest = list(understood)
    for act in meant:
        match = next((one for one in rest if _fits(act, one)), None)
        if match is None:
            if act["act"] in SILENT:
                continue
            return False
        rest.remove(match)
    return all(act["act"] in HARMLESS for act in rest)


def names_right(meant: Sequence[Act], understood: Sequence[Act]) -> bool:
    """As `is_right`, by the names of the acts alone."""
    bare = [{"act": act["act"]} for act in meant]
    return is_right(bare, [{"act": act["act"]} for act in understood])


def acts_wrongly(meant: Sequence[Act], understood: Sequence[Act]) -> bool:
    """Whether something is changed that was not meant: an act too many, or a wrong slot."""
    rest = list(meant)
    for act in understood:
        if act["act"] in HARMLESS:
            continue
        match = next((one for one in rest if _agrees(one, act)), None)
        if match is None:
            return True
        rest.remove(match)
    return False


def _fits(meant: Act, understood: Act) -> bool:
    return all(_same(value, understood.get(slot)) for slot, value in meant.items())


def _agrees(meant: Act, understood: Act) -> bool:
    """The same act, and no slot that both tell differs."""
    return meant["act"] == understood["act"] and all(
        _same(value, understood[slot]) for slot, value in meant.items() if slot in understood
    )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(float(one) - float(other)) < 1e-6
    if isinstance(one, list) or isinstance(other, list):
        listed = [value if isinstance(value, list) else [value] for value in (one, other)]
        return sorted(map(str, listed[0])) == sorted(map(str, listed[1]))
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return bool(one == other)


def _plain(words: str) -> str:
    """Without case, articles and marks: terms are told in the person's own words."""
    kept = [w for w in words.lower().replace("_", " ").split() if w not in ("the", "a", "an")]
    return " ".join(kept).strip(" .?!'\"")
