"""Find what a text says and takes back at once: "done, not done", "pain 3, no pain"."""

from collections.abc import Sequence

from bot.domain.acts import Act
from bot.understanding.context import TextContext
from bot.understanding.scope import Scope

SITUATIONS = frozenset(("idle", "routine", "card", "after", "rest_day", "morning"))
"""Situations in which no question with options is open."""
LONGEST = 10
"""Tokens of the longest text that is held against itself; a longer one is a story."""


def contradiction(scope: Scope, acts: Sequence[Act], context: TextContext) -> tuple[Act, ...]:
    """Return the two readings of a text that contradicts itself; nothing of any other."""
    if context.situation not in SITUATIONS or len(scope.words) > LONGEST:
        return ()
    names = [act.name for act in acts]
    if "not_today" in names and (other := _whole(acts)) is not None:
        return other, Act("not_today")
    return _done(scope) or _minutes(scope, context) or _pain(scope, acts)


def _whole(acts: Sequence[Act]) -> Act | None:
    """Return what cannot be where there is no routine today: all of it done, or it later."""
    return next((a for a in acts if a.name == "later" or (a.name == "done" and not a.slots)), None)


def _done(scope: Scope) -> tuple[Act, ...]:
    patterns = scope.vocabulary.patterns
    text = scope.phrase(scope.words)
    denied = patterns["done_denied"].search(text)
    if denied is None:
        return ()
    rest = text[: denied.start()] + "." + text[denied.end() :]
    return (Act("done"), Act("skipped")) if patterns["done"].search(rest) else ()


def _minutes(scope: Scope, context: TextContext) -> tuple[Act, ...]:
    """Read "5 min, 20 min"."""
    durations = [amount.minutes for amount in scope.amounts if amount.unit == "min"]
    covered = sum(amount.end - amount.start for amount in scope.amounts)
    signs = sum(not word.text.isalnum() for word in scope.words)
    if len(durations) != 2 or durations[0] == durations[1] or covered + signs < len(scope.words):
        return ()
    lengths = [minutes for minutes in durations if minutes]
    return tuple(
        Act("shorter" if minutes < context.minutes else "longer", {"minutes": minutes})
        for minutes in lengths
    )


def _pain(scope: Scope, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Read "pain 3, no pain", unless they are told of two moments or places."""
    pain = next((act for act in acts if act.name == "pain" and act.get("level")), None)
    none = any(spot.value == "0" for spot in scope.spots("levels"))
    if pain is None or not none or set(pain.slots) != {"level"} or scope.has("moments"):
        return ()
    return pain, Act("pain", {"level": 0})
