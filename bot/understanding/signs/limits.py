"""From which score on a text is a warning sign, chosen on writers left out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.signs.kinds import REFERS

MISSED = 3.0
"""How many needless questions one missed sign is worth."""
BLUR = 0.5
"""How far a score may differ for the same words of another writer."""
SPAN = 6.0
"""Limits are looked for from minus to plus this score."""
STEP = 0.1


@dataclass(frozen=True, slots=True)
class Trial:
    """How one sentence of a writer left out was judged."""

    hand: str
    kind: str
    """The class of its sign, `near` or `ordinary`."""
    likeliest: str
    score: float
    text: str

    @property
    def is_sign(self) -> bool:
        """Whether it tells of a warning sign."""
        return self.kind in REFERS

    def is_heard(self, limits: Mapping[str, float]) -> bool:
        """Whether it is asked about with these limits."""
        return self.score > limits[self.likeliest]


def best_limits(trials: Sequence[Trial]) -> dict[str, float]:
    """Return for each class the limit with the least misses and needless questions together."""
    steps = round(SPAN / STEP)
    tried = [round(at * STEP, 1) for at in range(-steps, steps + 1)]
    limits = {}
    for refer in REFERS:
        of_it = [trial for trial in trials if trial.likeliest == refer]
        limits[refer] = min(tried, key=lambda limit: _cost(of_it, limit))
    return limits


def _cost(trials: Iterable[Trial], limit: float) -> float:
    cost = 0.0
    for trial in trials:
        chance = 0.5 * (1 + math.erf((trial.score - limit) / (BLUR * math.sqrt(2))))
        cost += MISSED * (1 - chance) if trial.is_sign else chance
    return cost
