"""A pattern: an imbalance, how common it is, its muscles, and what tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.assessment.measured import Muscles
from bot.domain.ids import FindingId, MuscleId, PatternId, QuestionId, Region, Side, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.condition import Condition


@dataclass(frozen=True, slots=True)
class Prior:
    """How common a pattern is before anything was asked."""

    rate: float
    both: float | None = 0.0
    """Of those who have it, the share with it on both sides; None: it has no side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A habit or a sign, and the words for it."""

    when: Condition
    because: Phrase
    """The rest of "because ...": "you sit more than seven hours a day"."""
    side_from: QuestionId | None = None
    """The question that tells the side."""
    because_side: Phrase | None = None
    """The reason with {side}, said when the side is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit(Evidence):
    """Something a person does or had that makes a pattern more common."""

    odds: float
    """Times the odds of the pattern in people without the habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Evidence):
    """Something a person sees or feels that a pattern causes."""

    strength: float
    """How often it is there when only this pattern is."""
    tested_by: FindingId | None = None
    """The finding of a self-test that is the same observation, and replaces it."""


@dataclass(frozen=True, slots=True)
class TestEvidence:
    """A finding of a self-test that a pattern causes."""

    finding: FindingId
    mild: float
    """How often it is there, at least mildly, when only this pattern is."""
    marked: float
    sides_only: bool = False
    """Only the difference between the sides is caused by it, not the level of each."""


@dataclass(frozen=True, slots=True)
class Pain:
    """A place that a pattern may make sore."""

    region: Region
    strength: float
    """How often it hurts when only this pattern is there."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One imbalance: its muscles, how common it is and what it causes."""

    id: PatternId
    slug: str
    name: Phrase
    meaning: Phrase
    """One plain sentence: what it is."""
    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]
    lower_body: bool
    prior: Prior
    habits: tuple[Habit, ...]
    signs: tuple[Sign, ...]
    tests: tuple[TestEvidence, ...]
    """Strongest first."""
    pains: tuple[Pain, ...] = ()
    chain: int | None = None
    """Place in the chain from the foot up; the lower places are trained first."""
    by_test: Mapping[TestId, tuple[TestEvidence, ...]] = field(
        init=False, repr=False, compare=False
    )
    """The findings by the self-test that shows them, the strongest test first."""

    def __post_init__(self) -> None:
        by_test: dict[TestId, tuple[TestEvidence, ...]] = {}
        for evidence in self.tests:
            test = TestId(evidence.finding[:3])
            by_test[test] = (*by_test.get(test, ()), evidence)
        object.__setattr__(self, "by_test", by_test)

    @property
    def muscles(self) -> Muscles:
        """Return the muscles that are usually tight and weak."""
        return Muscles(self.tight, self.weak)

    @property
    def regions(self) -> frozenset[Region]:
        """Return the places that the pattern may make sore."""
        return frozenset(pain.region for pain in self.pains)

    @property
    def strongest(self) -> TestId:
        """Return the test that says most about the pattern."""
        return next(iter(self.by_test))

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """Return where the pattern can be: without a side, on one side, on both."""
        if self.prior.both is None:
            return (None,)
        one = (Side.LEFT, Side.RIGHT)
        return (*one, Side.BOTH) if self.prior.both > 0 else one
