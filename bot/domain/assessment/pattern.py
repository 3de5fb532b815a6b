"""A pattern: an imbalance of the catalogue, and what speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ids import FindingId, MuscleId, PatternId, QuestionId, Region, Side, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.condition import Condition


@dataclass(frozen=True, slots=True)
class Evidence:
    """A habit or a sign that speaks for a pattern."""

    when: Condition
    because: Phrase
    """The rest of "because ...": "you sit more than seven hours a day"."""
    side: Side | None = None
    side_from: QuestionId | None = None
    """The question that tells the side."""
    because_side: Phrase | None = None
    """The reason with {side}, said when the side is told."""
    tested_by: FindingId | None = None
    """A feeling that this finding overrules: tested normal, it does not count."""


@dataclass(frozen=True, slots=True)
class TestEvidence:
    """A finding of a self-test that speaks for a pattern."""

    finding: FindingId
    half: bool = False
    """Counts half: the same muscle idea as a stronger test of this pattern."""
    sides_only: bool = False
    """Only the difference between the sides speaks for it, not the level of each."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One imbalance: its muscles and its evidence."""

    id: PatternId
    slug: str
    name: Phrase
    meaning: Phrase
    """One plain sentence: what it is."""
    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]
    regions: frozenset[Region]
    """Painful places that let it go first among equals."""
    lower_body: bool
    habits: tuple[Evidence, ...]
    signs: tuple[Evidence, ...]
    tests: tuple[TestEvidence, ...]
    """Strongest first."""
    parent: PatternId | None = None
    """Folded into that one when both are likely."""
    chain: int | None = None
    """Place in the chain from the foot up; likely members stay together, lower places first."""
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
    def strongest(self) -> TestId:
        """The test that says most about it."""
        return next(iter(self.by_test))
