"""Fill the slots of all acts of a text: each from its own clause, then from what stands around it.

In a short text that is the whole; in a long one, the clauses that tell no other act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.acts import Act
from bot.understanding.acts_meant import CLOSE
from bot.understanding.context import TextContext
from bot.understanding.decide import Choice, Decision
from bot.understanding.fill import fill
from bot.understanding.geography import known_place
from bot.understanding.pain_beside import states_level
from bot.understanding.scope import Scope
from bot.understanding.story import passages
from bot.understanding.territory import NUMBERLESS, TIMED, taken_from, words_around
from bot.understanding.ticks import says_well
from bot.understanding.timing import NOT
from bot.understanding.tokens import Token

WHOLE = frozenset(("news",))
"""Acts whose slots are told by the whole text: who said it and what stand in different clauses."""
DENIED = frozenset(("nothing", "too", "isnt", "wont"))
"""Words of a clause that tells what is not wanted, beside those before days."""
Clauses = Sequence[tuple[Token, ...]]


def fill_slots(
    decision: Decision, scope: Scope, parts: Clauses, context: TextContext
) -> dict[Choice, list[Act]]:
    """Return what each act that is meant or doubted comes to with its slots.

    Args:
        scope: the whole text.
        parts: its clauses.
    """
    several = len(decision.meant) > 1 and len(parts) > 1
    filled: dict[Choice, list[Act]] = {}
    for choice in (*decision.meant, *decision.doubted):
        clause = choice.clause if several and choice.act not in WHOLE else -1
        filled[choice] = _filled(_Place.of(choice, decision, scope, parts, clause), context)
    return filled


@dataclass(frozen=True)
class _Place:
    """Where in a text an act stands."""

    choice: Choice
    whole: Scope
    parts: Clauses
    near: Scope
    """Its clause with what belongs to no other act."""
    own: Scope | None
    """Its clause; None where the whole text tells it."""
    alone: bool
    """Whether any number belongs to it."""

    @classmethod
    def of(
        cls, choice: Choice, decision: Decision, whole: Scope, parts: Clauses, clause: int
    ) -> "_Place":
        """Find the place of an act; clause -1 is the whole text."""
        near, rivals = whole, decision.meant
        if clause >= 0 and len(whole.words) > CLOSE:
            taken = taken_from(choice, decision)
            near = replace(whole, words=words_around(whole.words, parts, clause, taken))
            rivals = tuple(c for c in decision.meant if c.clause == clause)
        alone = len(decision.meant) <= 1 or _numberless(choice, rivals)
        own = replace(whole, words=parts[clause]) if clause >= 0 else None
        return cls(choice, whole, parts, near, own, alone)

    @property
    def long(self) -> bool:
        """Whether the text is one whose acts and values stand apart."""
        return len(self.whole.words) > CLOSE and len(self.parts) > 1


def _filled(place: _Place, context: TextContext) -> list[Act]:
    """Return an act with what is told about it at its place."""
    act, near = place.choice.act, place.near
    if act == "set_zone" and place.long:
        return [Act("set_zone", known_place((place.own or place.whole, near, place.whole)))]
    if act in TIMED and place.long:
        return _timed(place, context)
    acts = fill(act, near, context, place.alone)
    if place.own is None:
        return acts
    own = fill(act, place.own, context, act == "pain" and states_level(place.own))
    if act == "pain":
        one_place = len({spot.value for spot in near.regions}) == 1 and not says_well(near)
        return _pains(own, acts, one_place)
    return _completed(own, acts)


def _timed(place: _Place, context: TextContext) -> list[Act]:
    """Return an act with a time, read from the clauses most likely to give it.

    Its own clause comes first, unless that tells a story or what is not wanted: "nothing on
    Sundays, I mean Monday to Saturday".
    """
    acts: list[Act] = []
    passed = [*passages(place.near.words, place.parts, place.near.vocabulary)]
    if place.own is not None:
        passed.insert(0 if _tells_wish(place.own) else -1, place.own.words)
    for words in passed:
        acts = fill(place.choice.act, replace(place.near, words=words), context, place.alone)
        if acts[0].slots:
            break
    return acts


def _tells_wish(clause: Scope) -> bool:
    """Whether a clause tells no story and denies nothing."""
    if clause.vocabulary.patterns["story"].search(clause.phrase(clause.words)):
        return False
    return not {word.text for word in clause.words} & (NOT | DENIED)


def _numberless(choice: Choice, rivals: Sequence[Choice]) -> bool:
    """Whether no other act takes a number, so that any number belongs to this one."""
    return all(other is choice or other.act in NUMBERLESS for other in rivals)


def _completed(own: list[Act], whole: list[Act]) -> list[Act]:
    """Prefer what the clause itself tells; where it tells nothing take the whole text's.

    An effort told as a number, too, is that number: "it was hard, like 8 of 10".
    """
    if own[0].name == "card_hurts":
        return [Act("card_hurts", {**whole[0].slots, **own[0].slots})]
    numbered = own[0].name == "effort" and "level" in whole[0].slots
    return own if own[0].slots and not numbered else whole


def _pains(own: list[Act], whole: list[Act], one_place: bool) -> list[Act]:
    """Take the pains of the clause, but no level that the whole text shows to be none."""
    has_pain = any("level" in act.slots or "region" in act.slots for act in own)
    if not has_pain or len(whole) > 1:
        return whole
    if one_place and "level" in own[0].slots and "region" not in own[0].slots:
        return [Act("pain", {**whole[0].slots, **own[0].slots})]
    if "level" in whole[0].slots:
        return own if "level" in own[0].slots else whole
    slots = {name: value for name, value in own[0].slots.items() if name != "level"}
    return [Act("pain", slots)]
