"""How much an answer is expected to tell about the patterns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.domain.assessment.network import Link, Network, State
from bot.domain.assessment.posterior import Posterior
from bot.domain.assessment.self_test import Leak
from bot.domain.ids import FindingId, PatternId, Side
from bot.domain.talk.condition import Condition

HABIT_RATE = 0.15
"""How common a habit is. Estimate."""
MASS = 0.99
"""Sets of patterns that hold so much together are looked at."""

Asked = Mapping[FindingId, tuple[Side | None, ...]]
"""Findings that a question shows, and on which sides."""


@dataclass(frozen=True, slots=True)
class HabitLink:
    """A habit that a question asks about, and what it does to the odds of a pattern."""

    pattern: PatternId
    odds: float
    when: Condition


class Outlook:
    """What is likely now, prepared for asking how much a question would change it."""

    def __init__(
        self,
        network: Network,
        posterior: Posterior,
        only: Collection[PatternId] | None = None,
    ) -> None:
        """Keep the sets of patterns that hold nearly all probability.

        Args:
            only: the patterns that count; all if None.
        """
        self._network, self._posterior, self._only = network, posterior, only
        self._weights: list[float] = []
        self._having: dict[int, list[int]] = {}
        held = 0.0
        for scenario in posterior.scenarios:
            for state in scenario.states:
                self._having.setdefault(state.number, []).append(len(self._weights))
            self._weights.append(scenario.weight)
            held += scenario.weight
            if held >= MASS:
                break
        self._total = held

    def of_findings(self, asked: Asked) -> float:
        """Return the bits expected of a question that shows these findings; never too few."""
        bits = 0.0
        for finding, sides in asked.items():
            leak = self._network.leaks.get(finding)
            causes = self._network.of_finding.get(finding, ())
            if self._only is not None and not any(s.pattern in self._only for s in causes):
                continue
            if leak is None or not causes:
                continue
            for number, side in enumerate(sides):
                expected = self._of_finding(finding, side, leak, causes)
                bits += expected * (1 - leak.alike) if number else expected
        return bits

    def of_habits(self, habits: Iterable[HabitLink]) -> float:
        """Return the bits expected of the habits that a question asks about."""
        bits = 0.0
        for habit in habits:
            if self._only is not None and habit.pattern not in self._only:
                continue
            chance = self._posterior.chances.get(habit.pattern, 0.0)
            times = HABIT_RATE * habit.odds
            with_it = times / (1 - HABIT_RATE + times)
            bits += _information(
                [(chance, (1 - with_it, with_it)), (1 - chance, (1 - HABIT_RATE, HABIT_RATE))]
            )
        return bits

    def _of_finding(
        self, finding: FindingId, side: Side | None, leak: Leak, causes: Sequence[State]
    ) -> float:
        there: dict[int, list[Link]] = {}
        for state in causes:
            if state.reaches(side):
                for scenario in self._having.get(state.number, ()):
                    there.setdefault(scenario, []).append(state.links[finding])
        if not there:
            return 0.0
        groups: dict[tuple[int, ...], float] = {}
        links_of: dict[tuple[int, ...], list[Link]] = {}
        rest = self._total
        for scenario, links in there.items():
            key = tuple(map(id, links))
            weight = self._weights[scenario]
            groups[key] = groups.get(key, 0.0) + weight
            links_of[key] = links
            rest -= weight
        outcomes = [(rest / self._total, _outcome(leak, ()))]
        outcomes += [(w / self._total, _outcome(leak, links_of[k])) for k, w in groups.items()]
        return _information(outcomes)


def _outcome(leak: Leak, links: Iterable[Link]) -> tuple[float, float, float]:
    """Return how likely a normal, a mild and a marked result are."""
    absent, unmarked = 1 - leak.mild, 1 - leak.marked
    for link in links:
        absent *= 1 - link.mild
        unmarked *= 1 - link.marked
    absent = min(absent, unmarked)
    return absent, unmarked - absent, 1 - unmarked


def _information(groups: Sequence[tuple[float, tuple[float, ...]]]) -> float:
    """Return the bits between a group and its outcome: entropy of the mean less mean entropy."""
    mean = [sum(w * outcome[n] for w, outcome in groups) for n in range(len(groups[0][1]))]
    return _entropy(mean) - sum(w * _entropy(outcome) for w, outcome in groups)


def _entropy(chances: Iterable[float]) -> float:
    return -sum(p * log2(p) for p in chances if p > 0)
