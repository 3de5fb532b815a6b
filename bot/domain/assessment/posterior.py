"""How probable each set of patterns is, given what was observed: exact over sets of three."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.assessment.evidence import Observation, Observed
from bot.domain.assessment.network import Link, Network, State
from bot.domain.ids import PatternId, Side

MOST = 3
"""So many patterns at once at most."""
PLAUSIBLE = 8
"""So many patterns enter the sum; the others keep what speaks for them alone."""
NEGLIGIBLE = 1e-4
"""Sets less likely than this share of the likeliest are not listed."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One set of patterns with their sides, and its share of all."""

    weight: float
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probabilities after everything that was observed."""

    chances: Mapping[PatternId, float]
    sides: Mapping[PatternId, Mapping[Side | None, float]]
    """Of each pattern in the sum, how likely each of its sides is."""
    scenarios: tuple[Scenario, ...]
    """The likeliest first; together nearly all."""


class Factor:
    """How likely one observation is under a set of patterns."""

    __slots__ = ("_absent", "_behind", "_graded", "_less", "_none", "observation", "plain")

    def __init__(self, observation: Observation) -> None:
        shares, leak = observation.shares, observation.leak
        self.observation = observation
        self._behind = observation.behind
        self._graded = shares.marked
        self._less = shares.mild - shares.marked
        self._absent = shares.normal - shares.mild
        self.plain = shares.normal >= 1.0
        """Each pattern that fails to show counts on its own."""
        self._none = (1 - leak.mild, 1 - leak.marked)

    def likelihood(self, links: Iterable[Link]) -> float:
        """Return the likelihood of the observation under the patterns of these links."""
        absent, unmarked = self._none
        without, unmarked_without, failed = absent, unmarked, 1.0
        sides_only = False
        for link in links:
            absent *= 1 - link.mild
            unmarked *= 1 - link.marked
            if link.sides_only:
                sides_only = True
                failed *= 1 - link.mild
            else:
                without *= 1 - link.mild
                unmarked_without *= 1 - link.marked
        likelihood = self._graded + self._less * unmarked + self._absent * absent
        if not sides_only or self._behind >= 1.0:
            return likelihood
        other = self._graded + self._less * unmarked_without + self._absent * without
        return self._behind * likelihood + (1 - self._behind) * failed * other


def link_between(state: State, observation: Observation) -> Link | None:
    """Return how a pattern in one place causes a finding on one side, if it does."""
    link = state.links.get(observation.finding)
    if link is None or not state.reaches(observation.side):
        return None
    if observation.other is None or state.side not in (None, Side.BOTH):
        return link
    other = observation.other
    return link.after(1 - other.normal, other.marked, tied=observation.tied)


Touched = dict[int, tuple[Link, float]]
"""Finding -> how a cause makes it, and how much likelier it is with that cause alone."""


class _Sum:
    """The sum over all sets of patterns, with the effects of each pattern and pair."""

    def __init__(self, network: Network, observed: Observed) -> None:
        self._factors = [Factor(o) for o in observed.findings]
        self._base = [f.likelihood(()) for f in self._factors]
        self.single = _before(network, observed)
        """How likely each cause alone is against nothing at all."""
        self._shared: dict[int, Touched] = {number: {} for number in self.single}
        for number, factor in enumerate(self._factors):
            for state in network.of_finding.get(factor.observation.finding, ()):
                self._add(number, factor, state)
        self.touches = {n: sum(1 << f for f in shared) for n, shared in self._shared.items()}
        """For each cause the findings it shares with others, as bits."""

    def _add(self, number: int, factor: Factor, state: State) -> None:
        link = link_between(state, factor.observation)
        if link is None:
            return
        alone = factor.likelihood((link,)) / self._base[number]
        self.single[state.number] *= alone
        if not factor.plain:
            self._shared[state.number][number] = (link, alone)

    def pair(self, one: int, two: int) -> float:
        """Return how much likelier the evidence is with both than with each alone."""
        here, there = self._shared[one], self._shared[two]
        ratio = 1.0
        for number in here.keys() & there.keys():
            (link, alone), (other, other_alone) = here[number], there[number]
            both = self._factors[number].likelihood((link, other)) / self._base[number]
            ratio *= both / (alone * other_alone)
        return ratio

    def triple(self, one: int, two: int, three: int) -> float:
        """Return the joint effect of all three beyond that of their pairs."""
        first, second, third = (self._shared[number] for number in (one, two, three))
        ratio = 1.0
        for number in first.keys() & second.keys() & third.keys():
            likelihood, base = self._factors[number].likelihood, self._base[number]
            (a, only_a), (b, only_b), (c, only_c) = first[number], second[number], third[number]
            pairs = likelihood((a, b)) * likelihood((a, c)) * likelihood((b, c)) / base**2
            ratio *= likelihood((a, b, c)) * only_a * only_b * only_c / pairs
        return ratio


def infer(network: Network, observed: Observed, most: int | None = PLAUSIBLE) -> Posterior:
    """Sum over every set of at most three patterns.

    Args:
        most: how many patterns enter the sum; None: all.
    """
    whole = _Sum(network, observed)
    alone: dict[PatternId, float] = {}
    by_pattern: dict[PatternId, list[State]] = {}
    for state in network.states:
        alone[state.pattern] = alone.get(state.pattern, 0.0) + whole.single[state.number]
        by_pattern.setdefault(state.pattern, []).append(state)
    ranked = sorted(alone, key=lambda p: (-alone[p], p))[:most]
    weighted = _sets(whole, [[s.number for s in by_pattern[p]] for p in ranked])
    total = sum(weight for weight, _ in weighted)
    held: dict[int, float] = {}
    for weight, numbers in weighted:
        for number in numbers:
            held[number] = held.get(number, 0.0) + weight
    sides = {p: {s.side: held[s.number] / total for s in by_pattern[p]} for p in ranked}
    chances = {p: weight / (1 + weight) for p, weight in alone.items()}
    chances |= {p: sum(by_side.values()) for p, by_side in sides.items()}
    least = NEGLIGIBLE * max(weight for weight, _ in weighted)
    listed = sorted((pair for pair in weighted if pair[0] >= least), key=lambda pair: -pair[0])
    kept = sum(weight for weight, _ in listed)
    states = network.states
    scenarios = tuple(Scenario(w / kept, tuple(states[n] for n in ns)) for w, ns in listed)
    return Posterior(chances, sides, scenarios)


_Weighted = tuple[float, tuple[int, ...]]
"""How likely a set is against nothing at all, and the numbers of its causes."""


def _sets(whole: _Sum, entering: Sequence[Sequence[int]]) -> list[_Weighted]:
    single, touches = whole.single, whole.touches
    weighted: list[_Weighted] = [(1.0, ())]
    weighted += [(single[one], (one,)) for states in entering for one in states]
    pairs: dict[tuple[int, int], float] = {}
    for first, second in combinations(entering, 2):
        for one in first:
            for two in second:
                ratio = whole.pair(one, two) if touches[one] & touches[two] else 1.0
                pairs[one, two] = ratio
                weighted.append((single[one] * single[two] * ratio, (one, two)))
    for first, second, third in combinations(entering, MOST):
        for one in first:
            for two in second:
                weight = single[one] * single[two] * pairs[one, two]
                common = touches[one] & touches[two]
                for three in third:
                    ratio = weight * single[three] * pairs[one, three] * pairs[two, three]
                    if common & touches[three]:
                        ratio *= whole.triple(one, two, three)
                    weighted.append((ratio, (one, two, three)))
    return weighted


def _before(network: Network, observed: Observed) -> dict[int, float]:
    """Return the odds of each cause from the person's habits, before any finding."""
    lived: dict[tuple[PatternId, Side | None], float] = {}
    for habit in observed.habits:
        key = (habit.pattern, habit.side)
        lived[key] = lived.get(key, 1.0) * habit.odds
    odds = {}
    for state in network.states:
        weight = state.odds * lived.get((state.pattern, None), 1.0)
        if state.side is not None:
            weight *= lived.get((state.pattern, state.side), 1.0)
        odds[state.number] = weight
    return odds
