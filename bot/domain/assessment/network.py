"""How patterns cause findings: a noisy-OR network with two layers.

A finding is absent only if its leak and every pattern that is there failed to make it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from bot.domain.assessment.pattern import Pattern, Sign
from bot.domain.assessment.self_test import Leak, SelfTest
from bot.domain.ids import FindingId, PatternId, QuestionId, Region, Side
from bot.domain.phrase import Phrase
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Question

PAINS = QuestionId("pain_regions")
SAME_ON_BOTH = 0.6
"""How much a pattern on both sides does alike to both: 0 independent, 1 the same. Estimate."""


@dataclass(frozen=True, slots=True)
class Link:
    """How often a pattern alone makes a finding, at least mildly and markedly."""

    mild: float
    marked: float
    sides_only: bool = False

    def after(self, mild: float, marked: float, *, tied: bool) -> "Link":
        """Return the chances on a second side, mild or worse and marked, after the first showed it.

        What a pattern does to one side it mostly does to the other.

        Args:
            tied: both sides showed the same, so each is half the second.
        """
        second = Link(_alike(self.mild, mild), _alike(self.marked, marked), self.sides_only)
        if not tied:
            return second
        return Link(
            even(self.mild, second.mild, there=mild >= 0.5),
            even(self.marked, second.marked, there=marked >= 0.5),
            self.sides_only,
        )


@dataclass(frozen=True, slots=True)
class State:
    """One pattern in one place: a cause that may be there."""

    number: int
    pattern: PatternId
    side: Side | None
    odds: float
    """Odds before anything was asked."""
    links: Mapping[FindingId, Link]

    def reaches(self, side: Side | None) -> bool:
        """Whether it makes findings on a side; None stands for the body as a whole."""
        return side is None or self.side in (None, Side.BOTH, side)


@dataclass(frozen=True, slots=True)
class SorePlace:
    """A place that may hurt, as the person is asked about it."""

    region: Region
    because: Phrase | None


@dataclass(frozen=True, slots=True)
class Network:
    """Every cause, and how often each finding occurs without any."""

    states: tuple[State, ...]
    leaks: Mapping[FindingId, Leak]
    """Of each finding; of a question too, whose own way of looking shows it more often."""
    of_finding: Mapping[FindingId, tuple[State, ...]]
    """The causes of each finding."""
    places: tuple[SorePlace, ...]
    hidden: Mapping[FindingId, Condition] = field(default_factory=dict)
    """When a sign is not asked about, since it would have another cause."""


def build_network(
    patterns: Iterable[Pattern], tests: Iterable[SelfTest], questions: Iterable[Question]
) -> Network:
    """Join the effects of the patterns with how common each finding is without them.

    Args:
        questions: Those whose options are signs or places of pain.
    """
    questions = tuple(questions)
    leaks = {finding: leak for test in tests for finding, leak in test.leaks.items()}
    for question in questions:
        for option in question.options:
            if option.leak is not None:
                rate = option.leak
                leaks[FindingId(f"{question.id}.{option.id}")] = Leak(rate, rate)
    hidden = {
        FindingId(f"{question.id}.{option.id}"): option.unless
        for question in questions
        for option in question.options
        if option.unless.alternatives
    }
    places = tuple(
        SorePlace(Region(option.id), option.because)
        for question in questions
        if question.id == PAINS
        for option in question.options
    )
    states: list[State] = []
    of_finding: dict[FindingId, tuple[State, ...]] = {}
    for pattern in patterns:
        links = _links(pattern)
        for side, odds in _odds(pattern):
            state = State(len(states), pattern.id, side, odds, links)
            states.append(state)
            for finding in links:
                of_finding[finding] = (*of_finding.get(finding, ()), state)
    return Network(tuple(states), leaks, of_finding, places, hidden)


def sign_finding(sign: Sign) -> FindingId:
    """Return the finding of a sign, made of its question and option."""
    clause = sign.when.alternatives[0][0]
    return FindingId(f"{clause.question}.{'.'.join(sorted(clause.any_of))}")


def pain_finding(region: Region) -> FindingId:
    """Return the finding of a sore place."""
    return FindingId(f"{PAINS}.{region}")


def even(first: float, second: float, *, there: bool) -> float:
    """Return one chance for two results that are either both there or both not."""
    return sqrt(first * second) if there else 1 - sqrt((1 - first) * (1 - second))


def _alike(strength: float, shown: float) -> float:
    there = strength + SAME_ON_BOTH * (1 - strength)
    return shown * there + (1 - shown) * strength * (1 - SAME_ON_BOTH)


def _links(pattern: Pattern) -> Mapping[FindingId, Link]:
    links = {e.finding: Link(e.mild, e.marked, e.sides_only) for e in pattern.tests}
    links |= {sign_finding(s): Link(s.strength, s.strength) for s in pattern.signs}
    return links | {pain_finding(p.region): Link(p.strength, p.strength) for p in pattern.pains}


def _odds(pattern: Pattern) -> Iterable[tuple[Side | None, float]]:
    prior = pattern.prior
    odds = prior.rate / (1 - prior.rate)
    if prior.both is None:
        return [(None, odds)]
    one = odds * (1 - prior.both) / 2
    sides = [(Side.LEFT, one), (Side.RIGHT, one)]
    return [*sides, (Side.BOTH, odds * prior.both)] if prior.both > 0 else sides
