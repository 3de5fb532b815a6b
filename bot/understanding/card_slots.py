"""Fill the slots of what is told at an exercise: done, by side and load, or that it hurts."""

import itertools
from typing import Any

from bot.understanding import body, things
from bot.understanding.counts import count_done
from bot.understanding.scope import Scope

Slots = dict[str, Any]
MOST_PAIN = 10
DID_SO_MANY = 2
"""Words of "did 2", which on a card counts exercises and not repetitions."""
MORE_THAN_A_SET = 4
"""Repetitions from which a bare number on a card is one of repetitions."""


def done_of_the_day(scope: Scope) -> tuple[str, Slots]:
    """Return what a finished exercise means where exercises are counted: "did 2", "did 2 of 4"."""
    count = count_done(scope)
    sets = any(word.text in ("set", "sets", "round", "rounds") for word in scope.words)
    if count.done is None or sets or (count.of is None and len(scope.words) > DID_SO_MANY):
        return "card_done", {}
    if count.of is not None:
        return "done", {"done": count.done, "of": count.of}
    return "partly", {"done": count.done}


def card_done(scope: Scope) -> Slots:
    """Return the repetitions, seconds, side and load of an exercise that was done."""
    slots: Slots = {}
    for amount in scope.amounts:
        sets = scope.text(amount.end) in ("set", "sets", "more", "left", "to", "of")
        if amount.unit == "rep" and "reps" not in slots:
            slots["reps"] = int(amount.value)
        elif amount.unit in ("s", "min") and "seconds" not in slots and amount.seconds:
            slots["seconds"] = int(amount.seconds)
        elif (
            amount.unit == ""
            and not sets
            and amount.value >= MORE_THAN_A_SET
            and "reps" not in slots
        ) and scope.text(amount.start - 1) not in ("number", "exercise", "of", "/", "set"):
            slots["reps"] = int(amount.value)
    if scope.sides:
        slots["side"] = "both" if _both_sides(scope) else scope.sides[0].value
    if (load := things.load(scope.words, scope)) is not None:
        slots["load"] = load
    return slots


def card_hurts(scope: Scope) -> Slots:
    """Return how much an exercise hurts, and where."""
    pain = body.pains(scope, loose=scope.has_one_number)[0]
    return {name: pain[name] for name in ("level", "region", "side") if name in pain}


def sore_place(scope: Scope) -> Slots:
    """Return the pain of a place that is told by its number alone."""
    bare = [a for a in scope.amounts if a.unit == "" and a.value <= MOST_PAIN]
    if not scope.regions or len(scope.amounts) != 1 or not bare:
        return {}
    pain = body.pains(scope, loose=True)[0]
    return pain if "level" in pain and "region" in pain else {}


def _both_sides(scope: Scope) -> bool:
    """Whether both sides are told as one: "did left and right"."""
    return any(
        {one.value, other.value} == {"left", "right"}
        and other.start == one.end + 1
        and scope.text(one.end) in ("and", "&", "+", "n", "plus")
        for one, other in itertools.pairwise(scope.sides)
    )
