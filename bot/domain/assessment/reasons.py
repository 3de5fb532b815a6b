"""Which answers are told as the reasons for a pattern, and which spoke against it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.assessment.evidence import Lived, Observation, Observed
from bot.domain.assessment.network import Link, State
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


class _Group:
    """What was observed of one finding, and how the patterns that may be there cause it."""

    def __init__(self, observations: Sequence[Observation], states: Iterable[State]) -> None:
        self.observations = observations
        self._factors = [Factor(o) for o in observations]
        self._links: list[dict[int, Link]] = [{} for _ in observations]
        self.causes: set[PatternId] = set()
        self.touched = 0
        """The causes of the finding, as bits."""
        finding = observations[0].finding
        for state in states:
            if finding not in state.links:
                continue
            for observation, held in zip(observations, self._links, strict=True):
                link = link_between(state, observation)
                if link is not None:
                    held[state.number] = link
                    self.causes.add(state.pattern)
                    self.touched |= 1 << state.number

    def likelihood(self, causes: int) -> float:
        """Return how likely the finding is, on both its sides, under these causes as bits."""
        likelihood = 1.0
        for factor, held in zip(self._factors, self._links, strict=True):
            likelihood *= factor.likelihood(link for n, link in held.items() if causes >> n & 1)
        return likelihood


class Weighing:
    """How the probabilities of the patterns that are told change when one answer is taken away.

    Args:
        patterns: Those whose reasons are wanted.
    """

    def __init__(
        self, posterior: Posterior, observed: Observed, patterns: Collection[PatternId]
    ) -> None:
        self._scenarios, self._observed = posterior.scenarios, observed
        self._present = [sum(1 << s.number for s in one.states) for one in self._scenarios]
        self._where = {
            p: [n for n, one in enumerate(self._scenarios) if p in {s.pattern for s in one.states}]
            for p in patterns
        }
        """In which scenarios each pattern is."""
        self._chances = self._shares([s.weight for s in self._scenarios])
        states = {s.number: s for one in self._scenarios for s in one.states}
        self._groups = [_Group(g, states.values()) for g in _by_finding(observed.findings)]
        self._without: list[Mapping[PatternId, float] | None] = [None] * len(self._groups)

    def reasons_of(self, pattern: PatternId, side: Side | None) -> Reasons:
        """Take each answer away in turn and measure what changes for the pattern."""
        chance = self._chances[pattern]
        speaking: list[Reason] = []
        for number, group in enumerate(self._groups):
            if pattern in group.causes:
                weight = chance - self._taken_away(number)[pattern]
                speaking.extend(_reason(group.observations, side, weight))
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
        """Return the probabilities without a finding, on both its sides."""
        known = self._without[number]
        if known is None:
            group = self._groups[number]
            touched = group.touched
            here = [causes & touched for causes in self._present]
            likelihoods = {causes: group.likelihood(causes) for causes in set(here)}
            weights = [
                one.weight / likelihoods[causes]
                for one, causes in zip(self._scenarios, here, strict=True)
            ]
            known = self._without[number] = self._shares(weights)
        return known

    def _without_habit(self, habit: Lived) -> float:
        weights = [one.weight for one in self._scenarios]
        for number in self._where[habit.pattern]:
            states = self._scenarios[number].states
            if any(s.pattern == habit.pattern and habit.side in (None, s.side) for s in states):
                weights[number] /= habit.odds
        return self._shares(weights)[habit.pattern]

    def _shares(self, weights: Sequence[float]) -> Mapping[PatternId, float]:
        total = sum(weights)
        return {p: sum(weights[n] for n in where) / total for p, where in self._where.items()}


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
