"""From scores to acts: which meanings are sure enough, which are asked back."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.acts import ACTS, CARD, CHANGING, LOSING, REPORT
from bot.understanding.classifier import ONE

SURE = 380
"""Per mille from which an act is meant."""
BESIDE = 620
"""Per mille from which one clause means a second act."""
TOP = 100
"""Per mille from which the likeliest act is meant when none is sure."""
ASKED = 80
"""Per mille from which it is asked which of two acts is meant."""
CLEAR = 450
"""Per mille from which an act that loses something is done."""
LEAD = 1.4
"""How many times likelier than the next an unsure act has to be."""
_STEP = 64
_REACH = 12
_TABLE = tuple(
    round(1000 / (1 + math.exp(-n / _STEP))) for n in range(-_REACH * _STEP, _REACH * _STEP + 1)
)
RARELY_SECOND = {"set_language": 850, "erase": 850, "export": 700, "stop": 800, "later": 500}
"""Per mille from which an act is meant besides another: words such as "English" mislead."""
ANSWERED = frozenset(
    ("safety", "scale", "number", "sides", "choice", "setup", "zone", "ticks", "complaint")
)
"""Situations with an `answer`."""
ENDING = ("card_stop", "stop")
"""What a bare "stop" on a card may mean."""
TOLD = frozenset((*REPORT, "news", "tired", "ill", "card_done", "card_hurts", "card_skip"))
"""Acts that tell something: a question is none of them."""
ONE_OF = (
    ("partly", "done", "skipped"),
    ("card_done", "done"),
    ("card_hurts", "pain"),
    ("start", "now"),
    ("card_stop", "stop", "not_today"),
    ("shorter", "longer"),
    ("card_easier", "card_harder"),
    ("card_skip", "card_swap"),
    ("ask_found", "ask_what"),
    ("later", "set_time"),
    ("yes", "no"),
    ("yes", "answer"),
    ("no", "answer"),
    ("pause", "not_today"),
    ("better", "worse"),
    ("undo", "correct"),
    ("back", "correct"),
    ("no", "correct"),
    ("fewer_messages", "export"),
    ("set_equipment", "erase"),
    ("reassess", "now"),
    ("better", "done"),
)
"""Acts of which one message means one, unless it says them in different clauses."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One act, how likely it is in per mille, and the clause that tells it (-1: the whole text)."""

    act: str
    likelihood: int
    clause: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a text means, before its slots are filled."""

    meant: tuple[Choice, ...]
    doubted: tuple[Choice, ...] = ()
    """The two likeliest where none is sure."""


def likelihoods(scores: Sequence[int]) -> list[int]:
    """Return each score as a likelihood in per mille, by a table, in whole numbers."""
    found = []
    for score in scores:
        at = int(score) * _STEP // ONE + _REACH * _STEP
        found.append(_TABLE[min(max(at, 0), len(_TABLE) - 1)])
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, or a whole text of one: how likely each act is, and whether it asks."""

    likelihoods: Sequence[int]
    asks: bool


def decide(
    whole: Sequence[int],
    parts: Sequence[Part],
    situation: str,
    thresholds: Mapping[str, int],
    bare: bool = False,
) -> Decision:
    """Return the acts a text means.

    Args:
        whole: likelihood of each act, of the whole text.
        parts: its clauses; at least one.
        thresholds: act -> per mille from which it is meant, where it is not the usual.
        bare: whether it is a single word, which on a card may end more than was meant.
    """
    choices = [
        Choice(act, likelihood, clause)
        for act, (likelihood, clause) in zip(ACTS, _together(whole, parts), strict=True)
        if _possible(act, situation)
    ]
    choices.sort(key=lambda choice: (-choice.likelihood, choice.act))
    if bare and situation == "card" and choices[0].act in ENDING:
        return Decision((), tuple(c for c in choices if c.act in ENDING)[:2])
    meant = _chosen(choices, thresholds, len(parts))
    if meant:
        return _plainly(meant, choices)
    first, second = choices[0], choices[1]
    lead = first.likelihood >= LEAD * second.likelihood
    if first.likelihood >= TOP and (lead or not (_changes(first) or _changes(second))):
        return Decision((), (first, second)) if first.act in LOSING else Decision((first,))
    return Decision((), (first, second)) if first.likelihood >= ASKED else Decision(())


def _chosen(
    choices: Sequence[Choice], thresholds: Mapping[str, int], parts: int
) -> tuple[Choice, ...]:
    """Return the sure choices; a second one of the same clause, or of a rare kind, has to be
    surer."""
    chosen: list[Choice] = []
    for choice in choices:
        crowded = (parts == 1 and chosen) or any(c.clause == choice.clause for c in chosen)
        least = thresholds.get(choice.act, SURE)
        if choice.likelihood < (max(least, BESIDE) if crowded else least):
            continue
        if chosen and choice.likelihood < RARELY_SECOND.get(choice.act, 0):
            continue
        if any(_excludes(other, choice) for other in chosen):
            continue
        chosen.append(choice)
    return tuple(chosen)


def _excludes(one: Choice, other: Choice) -> bool:
    return any(one.act in group and other.act in group for group in ONE_OF)


def _plainly(meant: tuple[Choice, ...], choices: Sequence[Choice]) -> Decision:
    """Ask back where something would be lost that was not said plainly."""
    unclear = [c for c in meant if c.act in LOSING and c.likelihood < CLEAR]
    kept = tuple(c for c in meant if c not in unclear)
    if not unclear or kept:
        return Decision(kept)
    other = next(c for c in choices if c not in unclear)
    return Decision((), (unclear[0], other))


def _changes(choice: Choice) -> bool:
    return choice.act in CHANGING


def _together(whole: Sequence[int], parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Combine the whole text with its clauses: the mean of the whole and the likeliest clause.

    A clause that asks tells nothing.
    """
    found = []
    for at, (act, likelihood) in enumerate(zip(ACTS, whole, strict=True)):
        telling = [n for n, p in enumerate(parts) if not (p.asks and act in TOLD)]
        if not telling:
            found.append((0, -1))
        elif len(parts) == 1:
            found.append((likelihood, -1))
        else:
            best = max(telling, key=lambda n: (parts[n].likelihoods[at], -n))
            found.append(((likelihood + parts[best].likelihoods[at]) // 2, best))
    return found


def _possible(act: str, situation: str) -> bool:
    if act in CARD:
        return situation == "card"
    if act == "answer":
        return situation in ANSWERED
    return True
