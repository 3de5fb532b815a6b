"""Which answers are told as the reasons for a pattern, and which spoke against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.assessment.evidence import Lived, Observation, Observed
from bot.domain.assessment.posterior import Factor, Posterior, link_between
from bot.domain.assessment.profile import Reason
from bot.domain.assessment.result import BOTH_SIDES
from bot.domain.ids import FindingId, PatternId, Side
from bot.domain.talk.measure import Level

MOST_REASONS = 3
MOVES = 0.02
"""An answer that moves the probability by less is no reason."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for one pattern and what against it, strongest first, at most three each."""

    because: tuple[Reason, ...]
    against: tuple[Reason, ...]


class Weighing:
    """How every probability changes when one answer is taken away."""

    def __init__(self, posterior: Posterior, observed: Observed) -> None:
        self._scenarios, self._observed = posterior.scenarios, observed
        self._chances = self._shares([s.weight for s in self._scenarios])
        self._groups = _by_finding(observed.findings)
        states = {s.number: s for scenario in self._scenarios for s in scenario.states}
        self._causes = [
            [s for s in states.values() if any(link_between(s, o) for o in group)]
            for group in self._groups
        ]
        """The causes of each finding among what may be there."""
        self._without: list[Mapping[PatternId, float] | None] = [None] * len(self._groups)

    def reasons_of(self, pattern: PatternId, side: Side | None) -> Reasons:
        """Take each answer away in turn and measure what changes for the pattern."""
        chance = self._chances.get(pattern, 0.0)
        speaking: list[Reason] = []
        for number, group in enumerate(self._groups):
            if any(s.pattern == pattern for s in self._causes[number]):
                weight = chance - self._taken_away(number).get(pattern, 0.0)
                speaking.extend(_reason(group, side, weight))
        for habit in self._observed.habits:
            if habit.pattern == pattern:
                weight = round(chance - self._without_habit(habit), 3)
                speaking.append(Reason(habit.question, habit.because, weight, habit.side))
        speaking.sort(key=lambda r: (-abs(r.weight), r.question))
        return Reasons(
            tuple(r for r in speaking if r.weight >= MOVES)[:MOST_REASONS],
            tuple(r for r in speaking if r.weight <= -MOVES)[:MOST_REASONS],
        )

    def _taken_away(self, number: int) -> Mapping[PatternId, float]:
        """Return every probability without a finding, on both its sides."""
        known = self._without[number]
        if known is None:
            group = self._groups[number]
            factors = [Factor(observation) for observation in group]
            links = [
                {s.number: link for s in self._causes[number] if (link := link_between(s, o))}
                for o in group
            ]
            likelihoods: dict[tuple[int, ...], float] = {}
            touched = {n for held in links for n in held}
            weights = []
            for scenario in self._scenarios:
                key = tuple(s.number for s in scenario.states if s.number in touched)
                likelihood = likelihoods.get(key)
                if likelihood is None:
                    likelihood = 1.0
                    for factor, held in zip(factors, links, strict=True):
                        likelihood *= factor.likelihood(held[n] for n in key if n in held)
                    likelihoods[key] = likelihood
                weights.append(scenario.weight / likelihood)
            known = self._without[number] = self._shares(weights)
        return known

    def _without_habit(self, habit: Lived) -> float:
        weights = []
        for scenario in self._scenarios:
            held = [s for s in scenario.states if s.pattern == habit.pattern]
            there = any(habit.side in (None, s.side) for s in held)
            weights.append(scenario.weight / habit.odds if there else scenario.weight)
        return self._shares(weights).get(habit.pattern, 0.0)

    def _shares(self, weights: Sequence[float]) -> Mapping[PatternId, float]:
        shares: dict[PatternId, float] = {}
        total = sum(weights)
        for scenario, weight in zip(self._scenarios, weights, strict=True):
            for state in scenario.states:
                shares[state.pattern] = shares.get(state.pattern, 0.0) + weight / total
        return shares


def _by_finding(findings: Iterable[Observation]) -> list[list[Observation]]:
    groups: dict[FindingId, list[Observation]] = {}
    for observation in findings:
        groups.setdefault(observation.finding, []).append(observation)
    return list(groups.values())


def _reason(group: Sequence[Observation], side: Side | None, weight: float) -> Iterator[Reason]:
    """Put the finding in the words of the side that says most about it."""
    here = [o for o in group if side not in BOTH_SIDES or o.side in (None, side)]
    if weight > 0:
        here = [o for o in here if o.beyond]
    else:
        here = [o for o in here if not o.beyond and o.result is not None]
    if not here:
        return
    observation = min(here, key=lambda o: o.shares.normal)
    result = observation.result
    if result is None:
        if observation.because is not None:
            yield Reason(
                observation.question, observation.because, round(weight, 3), observation.side
            )
        return
    by_sides = result.because_sides is not None and (
        result.because is None or result.lopsided is result.level is not Level.NORMAL
    )
    because = result.because_sides if by_sides else result.because
    if because is not None:
        usual = result.other if by_sides else result.usual
        yield Reason(
            result.question,
            because,
            round(weight, 3),
            result.side,
            result.value,
            usual,
            result.unit,
            result.error,
        )
