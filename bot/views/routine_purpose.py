"""Say what a routine is for: what was found, what only needs keeping, and the places that hurt."""

from collections.abc import Sequence

from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId, Region, Side
from bot.domain.training.routine import Why
from bot.domain.training.workout import Workout
from bot.views.texts import Html, Texts

BY_NAME = frozenset(
    f"change.{reason}"
    for reason in (
        *("hurts_today", "left_alone", "left_alone_instead", "left_alone_others"),
        "all_left_alone",
    )
)
"""Changes that name a place as left alone."""


def why_today(workout: Workout, texts: Texts, catalog: Catalog) -> Html | None:
    """What today's routine is for: its patterns and its sore places. A place that is left alone is
    named as such."""
    whys = [item.why for item in workout.routine.items]
    names = _patterns([why for why in whys if not why.kept], texts, catalog)
    kept = _patterns([why for why in whys if why.kept], texts, catalog)
    places = dict.fromkeys(w.place for w in whys if w.pattern is None and w.place is not None)
    resting = left_alone(workout)
    sore = [place for place in places if place not in workout.routine.resting]
    for_places = texts.list([texts(f"region.{place}") for place in sore])
    sentences: list[Html] = []
    meant = [why for why in whys if why.pattern or why.place in sore]
    few = 2 * len(meant) < len(whys)
    if names and sore:
        main = next(why for why in whys if why.pattern or why.place)
        key = "place_and_why" if main.pattern is None else "why_and_place"
        key = f"{key}_beside" if few else key
        sentences.append(texts(f"routine.{key}", names=texts.list(names), place=for_places))
    elif names:
        key = "why_beside" if few else "why"
        sentences.append(texts(f"routine.{key}", names=texts.list(names)))
    elif sore:
        key = "place_beside" if few else "place"
        sentences.append(texts(f"routine.{key}", place=for_places))
    if kept and not sentences:
        key = "keep_beside" if few else "keep"
        sentences.append(texts(f"routine.{key}", names=texts.list(kept)))
    if resting:
        around = texts.list([texts(f"region.{place}") for place in resting])
        key = "around" if len(resting) == 1 else "around_more"
        sentences.append(texts(f"routine.{key}", place=around))
    if sentences:
        return Html(" ".join(sentences))
    return texts("routine.general") if workout.routine.general else None


def left_alone(workout: Workout) -> list[Region]:
    """Return the places that the head names as left alone: those the routine is for, and no change
    names."""
    routine = workout.routine
    named = {p for c in routine.changes if c.reason.key in BY_NAME for p in c.places}
    meant = {i.why.place for i in routine.items if i.why.pattern is None and i.why.place}
    return sorted(routine.resting & meant - named)


def aside(why: Why, texts: Texts) -> Html:
    """ " (left)", or nothing."""
    if why.side is None or why.side is Side.BOTH:
        return Html("")
    return texts("finding.side.one", side=texts(f"side.{why.side}"))


def _patterns(whys: Sequence[Why], texts: Texts, catalog: Catalog) -> list[Html]:
    """Return the patterns that exercises are for, each once."""
    patterns = dict.fromkeys(why.pattern for why in whys if why.pattern is not None)
    return [_pattern_words(pattern, whys, texts, catalog) for pattern in patterns]


def _pattern_words(pattern: PatternId, whys: Sequence[Why], texts: Texts, catalog: Catalog) -> Html:
    """A pattern with its side, where all that is done for it begins on that side."""
    own = [why for why in whys if why.pattern == pattern]
    side = aside(own[0], texts) if len({why.side for why in own}) == 1 else Html("")
    name = texts.phrase(catalog.patterns[pattern].name)
    named = texts("finding.possibly", name=name) if own[0].possible else name
    return texts("routine.why_one", name=named, side=side)
