"""Read which things to exercise with are at hand, and which are missing."""

from bot.understanding.scope import Scope

LACKING = frozenset(("no", "without", "not", "dont", "havent", "hasnt", "minus", "except"))
"""Words before what is not at hand."""


def equipment(scope: Scope, lacked: bool = False) -> str | list[str] | None:
    """Return the ids of the equipment named; `none` where all equipment is meant.

    Args:
        lacked: whether, of "a band but no mat", what is missing is asked for.
    """
    listed = scope.spots("equipment")
    other = scope.spots("unlisted_equipment")
    missing = _missing_at(scope)
    things = [spot for spot in (*listed, *other) if spot.value != "none"]
    if not lacked and len(things) < len(listed) and all(missing[s.start] for s in things):
        return "none"  # "no equipment, not even a towel"
    of_kind = [s for s in (*listed, *other) if missing[s.start] == lacked]
    if len(of_kind) < len(listed) + len(other) and of_kind:
        listed = [spot for spot in listed if spot in of_kind]
        other = [spot for spot in other if spot in of_kind]
    ids = list(dict.fromkeys(spot.value for spot in listed if spot.value != "none"))
    ids = [id for id in ids if not (id in ("table", "bench") and _is_place(scope, id))]
    if ids or other:
        kept = ids or [scope.text(other[0].start)]
        return kept[0] if len(kept) == 1 else kept
    return "none" if listed else None


def has_and_lacks(scope: Scope) -> bool:
    """Whether some things are at hand and others are not: "a band but no mat"."""
    spots = [*scope.spots("equipment"), *scope.spots("unlisted_equipment")]
    missing = _missing_at(scope)
    return len({missing[spot.start] for spot in spots if spot.value != "none"}) > 1


def _missing_at(scope: Scope) -> list[bool]:
    """Return of each token whether what is named there is missing."""
    by_token: list[bool] = []
    missing = False
    for word in scope.words:
        if word.text in LACKING:
            missing = True
        elif word.text in ("but", ".", ",", ";", "only", "just", "with"):
            missing = False
        by_token.append(missing)
    return by_token


def _is_place(scope: Scope, id: str) -> bool:
    return any(
        s.value == id and scope.text(s.start - 1) == "my" and scope.text(s.start - 2) == "at"
        for s in scope.spots("equipment")
    )
