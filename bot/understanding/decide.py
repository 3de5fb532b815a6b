"""Which meanings are sure enough to act on, and which two are asked back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.acts import ACTS, CARD, LOSING, PLEASANTRIES, QUESTION, REPORT, SETTING
from bot.understanding.scale import ONE

SURE = 380
"""Per mille from which an act is meant."""
BESIDE = 620
"""Per mille from which one clause means a second act."""
ASKED = 40
"""Per mille from which it is asked which of two acts is meant."""
CLEAR = 450
"""Per mille from which an act that loses something is done."""
TWICE = 450
"""Per mille from which one clause asks a second question."""
SAID = 150
"""Per mille from which an act that only says something is meant."""
LEADING = ((600, 50), (450, 100))
"""An act that changes something is meant, though unsure, where it has so much of the likelihood of
all (per mille), and is so likely itself."""
ANSWERS = frozenset((*QUESTION, *PLEASANTRIES, "profile", "progress", "settings", "summary"))
"""Acts that only say or show something: an unneeded answer does no harm."""
RARELY_SECOND = {
    "set_language": 850,
    "erase": 850,
    "export": 700,
    "stop": 800,
    "later": 500,
    "tired": 450,
    "done": 440,
    "skipped": 465,
    "set_days": 420,
}
"""Per mille from which an act is meant besides another: words such as "English" mislead."""
ANSWERED = frozenset(
    ("safety", "scale", "number", "sides", "choice", "setup", "zone", "ticks", "complaint")
)
"""Situations with an `answer`."""
ENDING = ("card_stop", "stop")
"""What a bare "stop" on a card may mean."""
TOLD = frozenset((*REPORT, *SETTING, "news", "tired", "ill", "card_done", "card_hurts"))
"""Acts that tell something: a question is none of them."""
ONE_OF = (
    ("partly", "done", "skipped"),
    ("card_done", "done"),
    ("card_hurts", "pain"),
    ("start", "now", "resume"),
    ("card_stop", "stop", "not_today"),
    ("shorter", "longer"),
    ("card_easier", "card_harder"),
    ("card_skip", "card_swap"),
    ("ask_found", "ask_what"),
    ("later", "set_time"),
    ("yes", "no", "answer"),
    ("pause", "not_today"),
    ("better", "worse"),
    ("not_sure", "skip_question"),
    ("not_sure", "yes"),
    ("not_sure", "no"),
    ("undo", "correct"),
    ("back", "correct"),
    ("no", "correct"),
    ("fewer_messages", "export"),
    ("set_equipment", "erase"),
    ("reassess", "now"),
    ("better", "done"),
)
"""Acts of which one message means one."""
CONTRARY = (("done", "skipped"), ("yes", "no"), ("start", "not_today"), ("better", "worse"))
"""Acts of which only one can be meant: told both, it is asked back."""
ONE_OF_A_CLAUSE = (
    *(("answer", other) for other in ("undo", "correct", "back", "not_sure", "skip_question")),
    *(("answer", other) for other in ("worse", "pain", "tired")),
    *(("undo", other) for other in ("card_done", "done", "correct")),
    *(("correct", other) for other in ("card_done", "done", "back", "effort", "pain")),
    *(("without", other) for other in ("card_skip", "partly")),
    *(("set_equipment", other) for other in ("with", "without")),
    ("thanks", "yes"),
    ("news", "skipped"),
)
"""Acts of which one clause means one."""
_STEP = 64
_REACH = 12
_TABLE = tuple(
    round(1000 / (1 + math.exp(-n / _STEP))) for n in range(-_REACH * _STEP, _REACH * _STEP + 1)
)


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


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, or a whole text of one: how likely each act is, and whether it asks."""

    likelihoods: Sequence[int]
    asks: bool
    requests: bool = False
    """Whether it asks for something: "can you write at seven?"."""


def likelihoods(scores: Sequence[int]) -> list[int]:
    """Return each score as a likelihood in per mille, by a table, in whole numbers."""
    last = len(_TABLE) - 1
    places = (score * _STEP // ONE + _REACH * _STEP for score in scores)
    return [_TABLE[0 if at < 0 else last if at > last else at] for at in places]


def decide(
    whole: Sequence[int],
    parts: Sequence[Part],
    situation: str,
    bare: bool = False,
) -> Decision:
    """Return the acts a text means.

    Args:
        whole: likelihood of each act, of the whole text.
        parts: its clauses; at least one.
        bare: whether it is a single word, which on a card may end more than was meant.
    """
    choices = [
        Choice(act, likelihood, clause)
        for act, (likelihood, clause) in zip(ACTS, _together(whole, parts), strict=True)
        if possible(act, situation)
    ]
    choices.sort(key=lambda choice: (-choice.likelihood, choice.act))
    if bare and situation == "card" and choices[0].act in ENDING:
        return Decision((), tuple(c for c in choices if c.act in ENDING)[:2])
    if contrary := _contrary(choices):
        return Decision((), contrary)
    meant = _chosen(choices, len(parts))
    if meant:
        return _plainly(meant, choices)
    first, second = choices[0], choices[1]
    if first.act not in LOSING and _leads(first, sum(c.likelihood for c in choices)):
        return Decision((first,))
    return Decision((), (first, second)) if first.likelihood >= ASKED else Decision(())


def _contrary(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return two acts that contradict each other and are both told plainly."""
    plain = {c.act: c for c in choices if c.likelihood >= BESIDE}
    for one, other in CONTRARY:
        if one in plain and other in plain:
            return (plain[one], plain[other])
    return ()


def _leads(first: Choice, total: int) -> bool:
    """Whether an act is meant though it is not sure: nothing else comes near."""
    if first.act in ANSWERS:
        return first.likelihood >= ASKED
    share = first.likelihood * 1000 // max(total, 1)
    return any(share >= most and first.likelihood >= least for most, least in LEADING)


def _chosen(choices: Sequence[Choice], parts: int) -> tuple[Choice, ...]:
    """Return the sure choices; a second one of the same clause has to be surer."""
    chosen: list[Choice] = []
    for choice in choices:
        if choice.likelihood < min(SAID, SURE):
            break  # they stand in falling order
        crowd = [c for c in chosen if parts == 1 or c.clause == choice.clause]
        answers = choice.act in ANSWERS
        least = SAID if answers and chosen else SURE
        asked_twice = choice.act in QUESTION and any(c.act in QUESTION for c in crowd)
        if choice.likelihood < (max(least, BESIDE) if crowd and not answers else least):
            continue
        if asked_twice and choice.likelihood < TWICE:
            continue
        if chosen and choice.likelihood < RARELY_SECOND.get(choice.act, 0):
            continue
        if not excluded(choice, chosen, crowd):
            chosen.append(choice)
    return tuple(chosen)


def excluded(choice: Choice, chosen: Sequence[Choice], crowd: Sequence[Choice]) -> bool:
    """Whether an act cannot be meant beside those chosen, or beside those of its clause."""
    return any(_excludes(other, choice, ONE_OF) for other in chosen) or any(
        _excludes(other, choice, ONE_OF_A_CLAUSE) for other in crowd
    )


def _excludes(one: Choice, other: Choice, groups: Sequence[Sequence[str]]) -> bool:
    return any(one.act in group and other.act in group for group in groups)


def _plainly(meant: tuple[Choice, ...], choices: Sequence[Choice]) -> Decision:
    """Ask back where something would be lost that was not said plainly."""
    unclear = [c for c in meant if c.act in LOSING and c.likelihood < CLEAR]
    kept = tuple(c for c in meant if c not in unclear)
    if not unclear or kept:
        return Decision(kept)
    other = next(c for c in choices if c not in unclear)
    return Decision((), (unclear[0], other))


def _together(whole: Sequence[int], parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Combine the whole text with its clauses: the mean of the whole and the likeliest clause.

    A clause that asks tells nothing.
    """
    combined = []
    for at, (act, likelihood) in enumerate(zip(ACTS, whole, strict=True)):
        requests = act in SETTING
        telling = [
            n
            for n, p in enumerate(parts)
            if not (p.asks and act in TOLD) or (requests and p.requests)
        ]
        if not telling:
            combined.append((0, -1))
        elif len(parts) == 1:
            combined.append((likelihood, -1))
        else:
            best = max(telling, key=lambda n: (parts[n].likelihoods[at], -n))
            combined.append(((likelihood + parts[best].likelihoods[at]) // 2, best))
    return combined


def possible(act: str, situation: str) -> bool:
    """Whether an act can be meant in a situation."""
    if act in CARD:
        return situation == "card"
    if act == "answer":
        return situation in ANSWERED
    return True
