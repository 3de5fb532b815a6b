"""Read what of a report is corrected, and to what."""

from typing import Any

from bot.understanding import body
from bot.understanding.scope import Scope

Slots = dict[str, Any]


def correction(scope: Scope) -> Slots:
    """Return what is corrected, and to what."""
    pain: Slots = body.pains(scope, loose=True)[0]
    right: Slots = {name: pain[name] for name in ("level", "region", "side") if name in pain}
    return {**_corrected(scope), **right}


def _corrected(scope: Scope) -> Slots:
    texts = {word.text for word in scope.words}
    if scope.sides:
        return {"what": "side"}
    if scope.regions:
        return {"what": "region"}
    if any(clock.clear for clock in scope.clocks) or texts & {"time"}:
        return {"what": "time"}
    said_pain = scope.has("pain_words")
    if said_pain or any(a.unit == "" and a.value <= 10 for a in scope.amounts):
        return {"what": "pain"}
    return {}
