"""Read what brings somebody here: the places, the side, and how bad it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.ids import Region, Side
from bot.understanding import body
from bot.understanding.levels import STATED, Level, pain_levels, usual_level
from bot.understanding.scope import Scope
from bot.understanding.vocabulary import Spot


@dataclass(frozen=True, slots=True)
class Complaint:
    """A place that hurts or feels wrong; None: nothing does."""

    region: Region | None
    side: Side | None = None
    level: float | None = None
    """0 to 10, where it was told."""
    also: Mapping[Region, float | None] = field(default_factory=dict)
    """The other places of the same list, each with its level where it was told."""


MOST_OTHERS = 2
"""Places beside the first that are asked after; a longer list is told in the assessment."""
BETWEEN = frozenset(("and", ",", "&", "+", "plus", "also", "my", "the", "too", "a", "bit", "of"))
"""Words between two places of one list, beside words of sides and of pain."""


def read_complaint(scope: Scope) -> Complaint | None:
    """Return what a text tells of a complaint; None when it names no place and denies none."""
    place = body.place_of_body(scope)
    if "region" in place:
        side = Side(place["side"]) if "side" in place else None
        level = _level(scope)
        main = Region(place["region"])
        also = _others(scope, main)
        if also:
            level = _level_of(scope, main)
            side = side if _is_side_of(scope, main) else None
        return Complaint(main, side, level, also)
    return Complaint(None) if scope.has("none_words") or scope.has("levels") else None


def _level(scope: Scope) -> float | None:
    """Return the level of usual days, or else the last one that was told."""
    usual = usual_level(scope)
    if usual is not None:
        return float(usual)
    levels = pain_levels(scope) or _stated_alone(scope)
    return float(levels[-1].value) if levels else None


def _stated_alone(scope: Scope) -> list[Level]:
    """Return the one number that can be a level where it is said as one: "..., around 3"."""
    levels = pain_levels(scope, loose=True)
    stated = len(levels) == 1 and scope.text(levels[0].start - 1) in STATED
    return levels if stated else []


def _others(scope: Scope, main: Region) -> dict[Region, float | None]:
    """Return the other places of a list of places: "my neck and my left knee"."""
    spots = scope.regions
    linked = BETWEEN | {
        word.text
        for spot in (*scope.sides, *scope.spots("pain_words"))
        for word in scope.words[spot.start : spot.end]
    }
    listed = {
        place
        for one, other in pairwise(spots)
        if all(
            word.text in linked or word.text.isdecimal()
            for word in scope.words[one.end : other.start]
        )
        for place in (one.value, other.value)
    }
    others = dict.fromkeys(Region(s.value) for s in spots if s.value in listed - {main})
    return {place: _level_of(scope, place) for place in list(others)[:MOST_OTHERS]}


def _is_side_of(scope: Scope, main: Region) -> bool:
    """Return whether the side that was told stands nearest to the main place."""

    def gap(region: Spot) -> int:
        return min(abs(region.start - side.start) for side in scope.sides)

    return bool(scope.sides) and min(scope.regions, key=gap).value == main


def _level_of(scope: Scope, place: Region) -> float | None:
    """Return the level of one of several places, where each has its own."""
    pain = next((one for one in body.pains(scope) if one.get("region") == place), {})
    level = pain.get("level") if len(body.pains(scope)) > 1 else None
    return None if level is None else float(level)
