"""Which further acts a long message holds, beside the likeliest.

Each clause of a long message says something: an act that is the likeliest of its own clause by far
is meant at a lower score than one that trails another. A linear model of few weights joins the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.domain.acts import (
    ACTS,
    ANYWHERE,
    CARD,
    DAY,
    LIFE,
    LOSING,
    NEWS,
    QUESTION,
    REPORT,
    SETTING,
    TALK,
)
from bot.understanding.decide import (
    ANSWERS,
    RARELY_SECOND,
    TOLD,
    Choice,
    Decision,
    excluded,
    likelihoods,
    possible,
)
from bot.understanding.scale import ONE

FILE = "beside.yaml"
GROUPS = {
    "report": REPORT,
    "card": CARD,
    "day": DAY,
    "setting": SETTING,
    "life": LIFE,
    "question": QUESTION,
    "news": NEWS,
    "talk": TALK,
}
FEATURES = (
    *("whole", "clause", "freely", "margin", "first", "asks", "asks_question"),
    *("open", "open_anywhere", *GROUPS),
)
"""What is looked at, of each act: see `table`."""
LOWEST, HIGHEST = -8 * ONE, 5 * ONE
"""Scores beyond which a surer one says nothing more."""
FARTHEST = 5 * ONE
SURE = 550
"""Per mille from which a further act that changes something is meant."""
SAID = 350
"""Per mille from which one that only says or shows something is meant."""
PLAIN = ONE
LEAD = 2 * ONE
"""Score, and lead over all else, from which a clause leaves today out in plain words."""
BESIDE = 700
"""Per mille from which a clause that means one act already means another that changes something."""
Scores = Sequence[int] | NDArray[np.int64]
_MEMBERS = np.array([[act in group for act in ACTS] for group in GROUPS.values()], dtype=bool)
_ANYWHERE = np.array([act in ANYWHERE for act in ACTS])
_QUESTION = np.array([act in QUESTION for act in ACTS])
_TOLD = np.array([act in TOLD for act in ACTS])
_SETTING = np.array([act in SETTING for act in ACTS])


@dataclass(frozen=True, slots=True)
class Heard:
    """One clause: the scores of each act, read as the situation has it and as if nothing were open,
    and whether it asks something, or for something."""

    asked: Scores
    freely: Scores
    asks: bool
    requests: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message of several clauses: the scores of the whole text, and of each clause."""

    whole: Scores
    clauses: tuple[Heard, ...]
    situation: str
    open: bool
    """Whether a question is open."""


@dataclass(frozen=True, slots=True)
class Table:
    """Of each act what the model looks at, and the clause that tells it."""

    values: NDArray[np.int64]
    """Act x feature: scores in `ONE`ths, and `ONE` or 0."""
    clauses: NDArray[np.int64]
    possible: NDArray[np.bool_]


def table(message: Message) -> Table:
    """Return what a message tells about each act.

    `whole` and `clause`: the score of the whole text and of the best clause; `freely`: of that
    clause as if no question were open; `margin`: how far it leads or trails in the clause where it
    stands best; `first`: whether it leads there; `asks`: whether that clause asks.
    """
    asked = np.clip(np.array([c.asked for c in message.clauses]), LOWEST, HIGHEST)
    freely = np.clip(np.array([c.freely for c in message.clauses]), LOWEST, HIGHEST)
    both = np.maximum(asked, freely)
    asks = np.array([c.asks for c in message.clauses])
    requests = np.array([c.requests for c in message.clauses])
    telling = ~(asks[:, None] & _TOLD) | (requests[:, None] & _SETTING)
    ordered = np.sort(both, axis=1)
    leading = both >= ordered[:, -1:]
    margin = both - np.where(leading, ordered[:, -2:-1], ordered[:, -1:])
    each = np.arange(len(ACTS))
    best = np.where(telling, both, LOWEST - 1).argmax(axis=0)
    own = np.where(telling, margin, LOWEST * 3).argmax(axis=0)
    whole = np.clip(np.asarray(message.whole), LOWEST, HIGHEST)
    every = np.full(len(ACTS), ONE)
    columns = (
        *(whole, asked[best, each], freely[best, each]),
        np.clip(margin[own, each], -FARTHEST, FARTHEST),
        *(leading[own, each] * ONE, asks[own] * ONE, (asks[own] & _QUESTION) * ONE),
        *(every * message.open, _ANYWHERE * ONE * message.open),
        *(_MEMBERS * ONE),
    )
    can = _possible_in(message.situation) & telling.any(axis=0)
    return Table(np.stack(columns, axis=1), own, can)


@cache
def _possible_in(situation: str) -> NDArray[np.bool_]:
    return np.array([possible(act, situation) for act in ACTS])


@dataclass(frozen=True)
class BesideModel:
    """The weights of the features, in thousandths."""

    weights: NDArray[np.int64]
    bias: int

    def scores(self, values: NDArray[np.int64]) -> list[int]:
        """Return one score an act in `ONE`ths."""
        scores: list[int] = (values @ self.weights // 1000 + self.bias * ONE // 1000).tolist()
        return scores

    @classmethod
    def load(cls, folder: Path) -> "BesideModel":
        """Read the model of a language.

        Raises:
            ValueError: a weight is missing, unknown, or no whole number.
        """
        path = folder / FILE
        try:
            return cls.of(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
        except (OSError, yaml.YAMLError, ValueError) as error:
            raise ValueError(f"{path}: {error}") from error

    @classmethod
    def of(cls, weights: Any) -> "BesideModel":
        """Build the model from the content of its file."""
        if not isinstance(weights, Mapping) or set(weights) != {*FEATURES, "bias"}:
            raise ValueError(f"a weight each expected: bias, {', '.join(FEATURES)}")
        if not all(isinstance(weight, int) for weight in weights.values()):
            raise ValueError("whole numbers expected")
        return cls(np.array([weights[name] for name in FEATURES]), weights["bias"])


def _said_plainly(message: Message, at: int, clause: int) -> bool:
    """Whether a clause says so clearly that today is left out that nothing else can be meant."""
    heard = message.clauses[clause]
    for scores in (heard.asked, heard.freely):
        others = np.delete(np.asarray(scores), at)
        if scores[at] >= PLAIN and scores[at] - others.max() >= LEAD:
            return True
    return False


def with_others(decision: Decision, message: Message, model: BesideModel) -> Decision:
    """Add the further acts that the clauses of a long message mean."""
    evidence = table(message)
    likely = likelihoods(model.scores(evidence.values))
    choices = [
        Choice(act, likely[at], int(evidence.clauses[at]))
        for at, act in enumerate(ACTS)
        if evidence.possible[at] and likely[at] >= SAID and act not in LOSING
    ]
    today = ACTS.index("not_today")
    clause = int(evidence.clauses[today])
    if _said_plainly(message, today, clause):
        choices.append(Choice("not_today", 1000, clause))
    chosen = list(decision.meant)
    for choice in sorted(choices, key=lambda choice: (-choice.likelihood, choice.act)):
        crowd = [c for c in chosen if c.clause == choice.clause]
        if choice.act in {c.act for c in chosen} or choice.likelihood < _least(choice, crowd):
            continue
        if choice.act in QUESTION and any(c.act in QUESTION for c in crowd):
            continue
        if not excluded(choice, chosen, crowd):
            chosen.append(choice)
    return Decision(tuple(chosen))


def _least(choice: Choice, crowd: Sequence[Choice]) -> int:
    """Return the likelihood from which a further act is meant."""
    if choice.act in ANSWERS:
        return SAID
    return max(BESIDE if crowd else SURE, RARELY_SECOND.get(choice.act, 0))
