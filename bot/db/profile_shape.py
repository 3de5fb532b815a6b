"""A profile as JSON: as this release reads it, and as the release before does.

The release before adds points and knows one pattern for arm and leg. Its keys are written for one
release more, so that it can be gone back to.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.db.shape import Shape
from bot.domain.assessment.profile import Profile
from bot.domain.training.routine import Routine

BEFORE: Mapping[str, str] = {"P17": "P14", "P18": "P14"}
"""Patterns that the release before does not know, and what it called them."""
RETIRED = frozenset({"P14"})
PLACES = ("drivers", "others")
_POINTS = 10.0
_TYPICAL = {"likely": 0.75, "possible": 0.4}
"""The probability of what was told before probabilities were kept."""


class RoutineShape(Shape[Routine]):
    """How a routine is kept; what it was for may be a pattern that is no longer told."""

    def __init__(self) -> None:
        super().__init__(Routine)

    def load(self, document: Any) -> Routine:
        """The routine again.

        Raises:
            ValidationError: it is none.
        """
        for item in document.get("items", ()) if isinstance(document, dict) else ():
            if item.get("why", {}).get("pattern") in RETIRED:
                item["why"]["pattern"] = None
        return super().load(document)

    def read(self, text: str) -> Routine:
        """The routine of JSON that nobody has parsed yet.

        Raises:
            ValidationError: it is none.
        """
        retired = any(f'"{pattern}"' in text for pattern in RETIRED)
        return self.load(json.loads(text)) if retired else super().read(text)


class ProfileShape(Shape[Profile]):
    """How a profile is kept."""

    def __init__(self) -> None:
        super().__init__(Profile)

    def dump(self, value: Profile) -> Any:
        """A profile as JSON."""
        document = super().dump(value)
        current = {place: document[place] for place in PLACES}
        before = {place: [_before(f) for f in document[place]] for place in PLACES}
        unsure = [p for p in document["unsure"] if p not in BEFORE]
        return {
            **document,
            **before,
            "unsure": unsure,
            "now": {**current, "unsure": document["unsure"]},
        }

    def load(self, document: Any) -> Profile:
        """The profile again.

        Raises:
            ValidationError: it is none.
        """
        if isinstance(document, dict):
            if "now" in document:
                document = {**document, **document["now"]}
            else:
                document = _from_before(document)
        return super().load(document)


def _before(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding with the keys of the release before."""
    reasons = [{**r, "points": r["weight"] * _POINTS} for r in finding["because"]]
    return {
        **finding,
        "pattern": BEFORE.get(finding["pattern"], finding["pattern"]),
        "score": finding["probability"] * _POINTS,
        "confidence": "medium",
        "because": reasons,
    }


def _from_before(document: Mapping[str, Any]) -> dict[str, Any]:
    """A profile of the release before, without what this one no longer tells."""
    read = dict(document)
    for place in PLACES:
        read[place] = [_read(f) for f in document.get(place, ()) if f.get("pattern") not in RETIRED]
    read["unsure"] = [p for p in document.get("unsure", ()) if p not in RETIRED]
    findings = [f for place in PLACES for f in document.get(place, ())]
    read["outdated"] = any(f.get("pattern") in RETIRED for f in findings)
    return read


def _read(finding: Mapping[str, Any]) -> dict[str, Any]:
    reasons = [
        {**r, "weight": r.get("weight", r.get("points", 0.0) / _POINTS)}
        for r in finding.get("because", ())
    ]
    return {
        "probability": _TYPICAL.get(finding.get("level", ""), 0.0),
        **finding,
        "because": [r for r in reasons if r["weight"] > 0],
        "against": [r for r in reasons if r["weight"] < 0],
    }
