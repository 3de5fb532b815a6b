"""What brings somebody here, in their own words: the place, the side, and how bad it is."""

from dataclasses import dataclass

from bot.domain.ids import Region, Side
from bot.understanding import body
from bot.understanding.levels import pain_levels
from bot.understanding.scope import Scope


@dataclass(frozen=True, slots=True)
class Complaint:
    """A place that hurts or feels wrong; None: nothing does."""

    region: Region | None
    side: Side | None = None
    level: float | None = None
    """0 to 10, where it was told."""


def read_complaint(scope: Scope) -> Complaint | None:
    """Return what a text tells of a complaint; None when it names no place and denies none."""
    place = body.place_of_body(scope)
    if "region" in place:
        side = Side(place["side"]) if "side" in place else None
        levels = pain_levels(scope)
        level = float(levels[-1].value) if levels else None
        return Complaint(Region(place["region"]), side, level)
    return Complaint(None) if scope.has("none_words") or scope.has("levels") else None
