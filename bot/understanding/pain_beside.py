"""Hear a pain that is told beside something else in a long message, by its place and its number."""

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.context import Shape, TextContext
from bot.understanding.counts import HIGHEST
from bot.understanding.decide import Choice, Decision
from bot.understanding.levels import STATED, pain_levels
from bot.understanding.questions import is_question
from bot.understanding.scope import Scope
from bot.understanding.ticks import OVER
from bot.understanding.tokens import Token

MEASURED = frozenset((Shape.LEVEL, Shape.SIDES, Shape.NUMBER, Shape.BODY))
"""Shapes of answers that are numbers, or places, themselves: there a pain is told by its words."""
ABOUT_PAIN = frozenset(("pain", "card_hurts", "correct", "better", "worse"))
"""Acts that such a clause tells already."""
CERTAIN = 1000
"""Per mille: a place and its number leave no doubt."""


def with_pain(
    decision: Decision, scope: Scope, parts: Sequence[tuple[Token, ...]], context: TextContext
) -> Decision:
    """Add the pain that one clause of a long message tells, where no act of it was found."""
    if context.situation == "card" or {c.act for c in decision.meant} & ABOUT_PAIN:
        return decision
    for at, words in enumerate(parts):
        if _tells_pain(replace(scope, words=words), context.shape):
            return Decision((*decision.meant, Choice("pain", CERTAIN, at)), decision.doubted)
    return decision


def _tells_pain(clause: Scope, shape: Shape) -> bool:
    """Whether a clause gives a place of the writer's body a level, now."""
    texts = {word.text for word in clause.words}
    elsewhere = clause.vocabulary.patterns["story"].search(clause.phrase(clause.words))
    if not clause.regions or elsewhere or texts & OVER or is_question(clause.words):
        return False
    if shape in MEASURED and not clause.has("pain_words"):
        return False
    if any(clause.amounts and clause.amounts[-1].end == spot.start for spot in clause.regions):
        return False  # "my two knees"
    return bool(pain_levels(clause)) or states_level(clause)


def states_level(clause: Scope) -> bool:
    """Whether the only number is said to be one: "my wrist from the mouse is a 6"."""
    if len(clause.amounts) != 1 or (clause.clocks and clause.clocks[0].clear):
        return False
    [only] = clause.amounts
    before = {clause.text(only.start - n) for n in (1, 2)}
    return only.unit == "" and only.value <= HIGHEST and bool(before & STATED)
