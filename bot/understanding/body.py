"""Fill the slots of acts about the body: pain, effort, places, news."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.understanding.levels import Level, effort_level, pain_levels
from bot.understanding.scope import Scope
from bot.understanding.vocabulary import Spot

Slots = dict[str, Any]
FAR = 8
"""Tokens from a place of the body to the level or the side that belongs to it."""
MOST_OF_NONE = 3
"""Words of which one may be "none"; more of them tell of something else."""
DENIED = frozenset(("no", "not", "never", "without", "zero"))
"""Words before what a clinician wants left out."""
SMALL = frozenset(("a", "little", "bit"))


def pains(scope: Scope, loose: bool = False) -> list[Slots]:
    """Return the slots of each pain told: one for each place with a level of its own.

    Args:
        loose: whether any number may be the level ("4" where the level was asked).
    """
    levels = pain_levels(scope, loose)
    moments = _moments(scope)
    if not levels and _painless(scope):
        levels = [Level(0, 0, 0)]
    regions = _distinct(scope.regions)
    if len(regions) > 1 and len(levels) > 1:
        return [
            {**_at(scope, region), **({"level": level.value} if level else {})}
            for region, level in _paired(regions, levels)
        ]
    if len(levels) == 2 and len(moments) == 2:
        where = _at(scope, _main(scope, regions)) if regions else {}
        pairs = zip(levels, moments, strict=True)
        return [{"level": level.value, **where, "moment": moment} for level, moment in pairs]
    slots: Slots = {}
    if levels:
        slots["level"] = levels[-1].value
    if regions:
        slots.update(_at(scope, _main(scope, regions)))
    elif scope.sides:
        slots["side"] = scope.sides[0].value
    if (moment := _moment(scope)) is not None:
        slots["moment"] = moment
    if scope.has("sharp"):
        slots["sharp"] = True
    return [slots]


def tells_none(scope: Scope) -> bool:
    """Return whether a few words say that there is nothing of what was asked about."""
    return scope.has("words_for_none") and len(scope.words) <= MOST_OF_NONE and not scope.amounts


def effort(scope: Scope, loose: bool = False) -> Slots:
    """Return the level of effort, or how it felt."""
    level = effort_level(scope, loose)
    if level is not None:
        return {"level": level}
    texts = [word.text for word in scope.words]
    feels = scope.spots("efforts")
    for spot in feels:
        negated = bool(
            {"not", "wasnt", "isnt", "didnt"} & set(texts[max(0, spot.start - 3) : spot.start])
        )
        if spot.value == "hard" and negated:
            return {"feel": "easy" if "too" not in texts[spot.start - 1 : spot.start] else "right"}
        if spot.value == "easy" and negated:
            return {"feel": "hard"}
    for feel in ("hard", "easy", "right"):
        if any(spot.value == feel for spot in feels):
            return {"feel": feel}
    return {}


def place_of_body(scope: Scope) -> Slots:
    """Return the place of the body a text names, and its side."""
    regions = _distinct(scope.regions)
    if regions:
        return _at(scope, _main(scope, regions))
    return {"side": scope.sides[0].value} if scope.sides else {}


def news(scope: Scope) -> Slots:
    """Return what kind of news about the body a text tells, and the words that tell it."""
    kinds = {spot.value for spot in scope.spots("news")}
    clinician = scope.has("clinicians")
    texts = {word.text for word in scope.words}
    if (clinician or texts & {"lift", "lifting"}) and scope.has("forbidding"):
        return {"kind": "clinician_forbids"}
    if clinician and scope.has("allowing"):
        return {"kind": "clinician_allows"}
    if "clinician_forbids" in kinds and (clinician or texts & {"lift", "exercise", "allowed"}):
        return {"kind": "clinician_forbids"}
    if "clinician_allows" in kinds and (clinician or "cleared" in texts):
        return {"kind": "clinician_allows"}
    for kind in ("birth", "pregnant", "surgery"):
        if kind in kinds:
            return {"kind": kind}
    for kind, names in (("medicine", "medicines"), ("condition", "conditions")):
        if named := scope.spots(names):
            return {
                "kind": kind,
                "detail": scope.phrase(scope.words[named[0].start : named[0].end]),
            }
    for kind in ("medicine", "injury"):
        if kind in kinds:
            return {"kind": kind}
    return {"kind": "condition"}


@dataclass(frozen=True, slots=True)
class Closed:
    """What a clinician closed: movements, a place of the body, until when, and who said so.

    Nobody is named where nothing is forbidden: "my physio says I should do squats for my knee".
    """

    movements: tuple[str, ...] = ()
    region: str | None = None
    until: date | None = None
    who: str = ""


def _forbids(scope: Scope) -> bool:
    """Whether words forbid something: "told me to avoid", "no jumping", "not the knee"."""
    named = (*scope.spots("movements"), *scope.regions)
    denied = any(scope.text(spot.start - n) in DENIED for spot in named for n in (1, 2))
    forbidden = any(spot.value == "clinician_forbids" for spot in scope.spots("news"))
    return denied or forbidden or scope.has("forbidding")


def closed_by_clinician(scope: Scope) -> Closed:
    """Return what a clinician closed; a word of several movements closes each of them."""
    meant = (
        scope.vocabulary.meanings("movements", scope.words[spot.start : spot.end])
        for spot in scope.spots("movements")
    )
    movements = tuple(dict.fromkeys(movement for several in meant for movement in several))
    region = scope.regions[0].value if scope.regions else None
    ahead = [day.on for day in scope.days if day.on > scope.today]
    who = scope.spots("clinicians") if _forbids(scope) else []
    name = scope.text(who[0].start) if who else ""
    return Closed(movements, region, ahead[0] if ahead else None, name)


def _at(scope: Scope, region: Spot) -> Slots:
    slots: Slots = {"region": region.value}
    near = [s for s in scope.sides if _gap(s, region) <= FAR and s.start != region.start]
    if near:
        nearest = min(near, key=lambda side: _gap(side, region))
        slots["side"] = nearest.value
    elif (
        region.end - region.start == 1
        and scope.text(region.start)
        in (*("knees", "hips", "shoulders", "ankles", "wrists", "elbows", "calves", "feet"),)
        and scope.text(region.start - 1) == "both"
    ):
        slots["side"] = "both"
    return slots


def _gap(one: Spot, other: Spot) -> int:
    return other.start - one.end if one.end <= other.start else one.start - other.end


def _distinct(regions: list[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in regions:
        if all(spot.value != other.value for other in kept):
            kept.append(spot)
    return kept


def _main(scope: Scope, regions: list[Spot]) -> Spot:
    """Return the place that hurts: the one nearest to a word of pain, else the first."""
    words_of_pain = [*scope.spots("pain_words"), *scope.spots("complaint_words")]
    if len(regions) == 1 or not words_of_pain:
        return regions[0]
    return min(regions, key=lambda spot: min(abs(_gap(word, spot)) for word in words_of_pain))


def _paired(regions: list[Spot], levels: list[Level]) -> list[tuple[Spot, Level | None]]:
    """Give each place the level nearest to it, one level to one place."""
    free = list(levels)
    pairs: list[tuple[Spot, Level | None]] = []
    first_before = levels[0].start < regions[0].start
    for region in regions:
        side = [lv for lv in free if (lv.start < region.start) == first_before]
        nearest = min(side or free, key=lambda lv: abs(lv.start - region.start), default=None)
        if nearest is not None:
            free.remove(nearest)
        pairs.append((region, nearest))
    return pairs


def _painless(scope: Scope) -> bool:
    return scope.has("levels")


def _moments(scope: Scope) -> list[str]:
    """Return the different moments told, in their order."""
    return list(dict.fromkeys(spot.value for spot in scope.spots("moments")))


def _moment(scope: Scope) -> str | None:
    moments = {
        spot.value
        for spot in scope.spots("moments")
        if scope.text(spot.start - 1) not in ("not", "never", "isnt")
    }
    for moment in ("during", "morning", "after", "before"):
        if moment in moments:
            return moment
    return None
