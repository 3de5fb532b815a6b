"""Fill the slots of an act: which reader reads which slot."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.acts import Act
from bot.understanding import body, setting_words, things, timing
from bot.understanding.card_slots import card_done, card_hurts, done_of_the_day, sore_place
from bot.understanding.context import Shape, TextContext
from bot.understanding.corrections import correction
from bot.understanding.counts import count_done
from bot.understanding.equipment_told import equipment, has_and_lacks
from bot.understanding.geography import place_told
from bot.understanding.scope import Scope

Slots = dict[str, Any]
Filler = Callable[[Scope, TextContext], Slots]
REPORTED = ("after", "idle", "rest_day", "routine")
"""Situations in which a "no" with a number corrects the last report."""
DAY_AHEAD = ("idle", "routine", "rest_day")
"""Situations in which a length of time alone is that of a routine."""
ALL = frozenset(("all", "everything", "every", "whole", "rest", "others", "evrything"))
"""Words that mean every exercise but those left out."""
DAYS = 7
LASTING = frozenset(("set_days", "set_time", "set_quiet", "set_minutes"))
"""Settings that are not told by the reason for them: "... because on weekends I work"."""
LONGEST_ROUTINE = 120
"""Minutes beyond which a length of time is not that of a routine."""


def fill(name: str, scope: Scope, context: TextContext, alone: bool = False) -> list[Act]:
    """Return an act with what the words tell about it; pain of several places is several acts.

    Args:
        alone: whether nothing else is meant by these words, so that any number belongs to it.
    """
    if name == "pain":
        loose = context.shape is Shape.LEVEL or (alone and scope.has_one_number)
        if context.shape is Shape.LEVEL and body.tells_none(scope):
            return [Act("pain", {"level": 0})]
        return [Act("pain", slots) for slots in body.pains(scope, loose)]
    if name == "effort":
        return [Act("effort", body.effort(scope, loose=alone))]
    if name in LASTING:
        scope = scope.before_reason()
    filler = _FILLERS.get(name)
    slots = filler(scope, context) if filler else {}
    if name == "later" and (minutes := _length_alone(scope, slots, context)) is not None:
        name, slots = "shorter" if minutes < context.minutes else "longer", {"minutes": minutes}
    if name in ("shorter", "longer") and (limit := _limit(scope)):
        name = limit  # "nothing longer than 8 minutes"
    if name == "partly" and (but := _all_but(scope, context)):
        name, slots = "done", {"but": but}
    if name in ("done", "partly") and not slots and scope.has("nothing_done"):
        name = "skipped"  # "did none"
    if name == "no" and context.situation in REPORTED and len(scope.amounts) == 1:
        name, slots = "correct", correction(scope)  # "no, 1"
    if name == "not_today" and _clear_time(scope):
        name, slots = "later", timing.later(scope, context.now)  # "today at 17:00"
    if name == "set_days" and len(slots.get("days", ())) == DAYS and _clear_time(scope):
        name, slots = "set_time", timing.daily_time(scope)  # "19:15 every day"
    if name == "card_done" and (pain := sore_place(scope)):
        return [Act("card_done"), Act("pain", pain)]  # "done, left shoulder 4"
    if name == "card_done" and not slots:
        name, slots = done_of_the_day(scope)
    if name == "without" and has_and_lacks(scope):  # "a band but no mat"
        return [Act("without", slots), Act("with", _with(scope, context))]
    if name == "partly" and "of" in slots:  # so many of so many is a count
        name = "done"
    return [Act(name, slots)]


def _clear_time(scope: Scope) -> bool:
    """Whether a time of the day is told that can be nothing else."""
    return any(clock.clear for clock in scope.clocks)


def _limit(scope: Scope) -> str | None:
    """Return what is wished for by naming a limit: "nothing longer than 8 minutes"."""
    match = scope.vocabulary.patterns["compared_away"].search(scope.phrase(scope.words))
    if match is None:
        return None
    return "shorter" if match[1] in ("longer", "more") else "longer"


def _all_but(scope: Scope, context: TextContext) -> list[int]:
    """Return the positions left out where all others were done: "all except number three"."""
    texts = {word.text for word in scope.words}
    if not texts & ALL or count_done(scope).of is not None:
        return []
    return things.left_out(scope, context)


def _length_alone(scope: Scope, slots: Slots, context: TextContext) -> int | None:
    """Return the minutes of "20 mins pls" under a routine; "in 20 mins" is a later moment."""
    minutes = slots.get("minutes")
    if context.situation not in DAY_AHEAD or minutes is None or minutes == context.minutes:
        return None
    small = scope.vocabulary.lists["hedges"][""]
    amount = next(a for a in scope.amounts if a.minutes is not None)
    rest = [w.text for n, w in enumerate(scope.words) if not amount.start <= n < amount.end]
    alone = all(
        word in small or word in ("pls", "please", "only", "today", ".", "!") for word in rest
    )
    return minutes if alone and scope.text(amount.start - 1) not in ("in", "give") else None


def _done(scope: Scope, context: TextContext) -> Slots:
    positions = things.left_out(scope, context)
    if positions:
        return {"but": positions}
    count = count_done(scope)
    slots: Slots = {}
    if count.done is not None:
        slots["done"] = count.done
    if count.of is not None:
        slots["of"] = count.of
    texts = {word.text for word in scope.words}
    if count.of is None and texts & {"all", "both", "every"}:
        return {}
    return slots


def _partly(scope: Scope, context: TextContext) -> Slots:
    slots: Slots = {}
    count = count_done(scope)
    if count.of is not None:
        return {"done": count.done, "of": count.of}
    if count.done is not None:
        slots["done"] = count.done
    for spot in scope.spots("left_out_words"):
        after = [a for a in scope.amounts if 0 <= a.start - spot.end <= 1 and a.unit == ""]
        if after:
            slots["skipped"] = int(after[0].value)
            break
    if "skipped" not in slots and "done" not in slots:
        positions = things.left_out(scope, context)
        if positions:
            slots["skipped"] = len(positions)
    return slots


def _with(scope: Scope, context: TextContext) -> Slots:
    wanted = equipment(scope)
    return {"equipment": wanted} if wanted is not None else {}


def _without(scope: Scope, context: TextContext) -> Slots:
    missing = equipment(scope, lacked=True)
    return {"equipment": missing} if missing is not None else {}


def _set_equipment(scope: Scope, context: TextContext) -> Slots:
    return _with(scope, context)


def _place(scope: Scope, context: TextContext) -> Slots:
    place = things.place(scope)
    return {"place": place} if place is not None else {}


def _only(scope: Scope, context: TextContext) -> Slots:
    text = " ".join(word.text for word in scope.words)
    strong = min(
        (text.find(w) for w in ("streng", "strong", "weight", "muscle", "lift") if w in text),
        default=-1,
    )
    stretch = min(
        (text.find(w) for w in ("stretch", "mobil", "flexib", "loosen", "yoga") if w in text),
        default=-1,
    )
    negated = any(
        f"{no} stretch" in text
        for no in ("no", "not", "without", "skip the", "dont want", "skip", "leave out the")
    )
    strong_negated = any(
        f"{no} stren" in text
        for no in ("no", "not", "without", "skip the", "dont want", "skip", "leave out the")
    )
    if stretch >= 0 and (strong < 0 or strong_negated or (not negated and stretch < strong)):
        return {"what": "strength" if negated else "stretch"}
    if strong >= 0:
        return {"what": "stretch" if strong_negated else "strength"}
    return {}


def _minutes(scope: Scope, context: TextContext) -> Slots:
    minutes = timing.minutes_told(scope)
    if minutes is None and len(scope.amounts) == 1 and scope.amounts[0].unit == "":
        value = scope.amounts[0].value
        minutes = int(value) if 1 <= value <= 90 else None
    return {"minutes": minutes} if minutes and minutes <= LONGEST_ROUTINE else {}


def _set_minutes(scope: Scope, context: TextContext) -> Slots:
    minutes = timing.minutes_a_day(scope)
    return {"minutes": minutes} if minutes else {}


def _set_zone(scope: Scope, context: TextContext) -> Slots:
    place = place_told(scope)
    return {"place": place} if place else {}


def _news(scope: Scope, context: TextContext) -> Slots:
    return body.news(scope)


_FILLERS: Mapping[str, Filler] = {
    "done": _done,
    "partly": _partly,
    "card_done": lambda scope, context: card_done(scope),
    "card_hurts": lambda scope, context: card_hurts(scope),
    "later": lambda scope, context: timing.later(scope, context.now),
    "shorter": _minutes,
    "longer": _minutes,
    "without": _without,
    "with": _with,
    "place": _place,
    "never": lambda scope, context: things.never(scope, context.exercises),
    "focus": lambda scope, context: body.place_of_body(scope),
    "only": _only,
    "set_time": lambda scope, context: timing.daily_time(scope),
    "set_days": lambda scope, context: timing.days_wanted(scope, context.days),
    "set_minutes": _set_minutes,
    "set_zone": _set_zone,
    "set_quiet": lambda scope, context: timing.quiet_hours(scope),
    "set_equipment": _set_equipment,
    "set_language": lambda scope, context: setting_words.language(scope),
    "set_units": lambda scope, context: setting_words.units(scope),
    "set": lambda scope, context: setting_words.setting(scope),
    "pause": lambda scope, context: timing.pause(scope),
    "ask_what": lambda scope, context: things.term(scope),
    "ask_safe": lambda scope, context: things.activity(scope, context.exercises),
    "correct": lambda scope, context: correction(scope),
    "news": _news,
}
