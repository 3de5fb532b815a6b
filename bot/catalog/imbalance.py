"""Read an imbalance file into a pattern."""

from typing import Annotated

from pydantic import Field

from bot.catalog import question_models as qm
from bot.catalog import shared_models
from bot.catalog.build import condition, phrase
from bot.domain.assessment.pattern import Habit, Pain, Pattern, Prior, Sign, TestEvidence
from bot.domain.ids import FindingId, MuscleId, PatternId, QuestionId, Region
from bot.domain.phrase import Phrase


class PriorPart(qm.RatePart):
    """How common a pattern is; without `both` it has no side."""

    both: qm.Rate | None = None


class EvidencePart(qm.Sourced):
    """A habit or sign."""

    when: shared_models.When
    because: shared_models.Text
    side_from: shared_models.Slug | None = None
    because_side: shared_models.Text | None = None


class HabitPart(EvidencePart):
    """What makes a pattern more common."""

    odds: Annotated[float, Field(gt=0)]


class SignPart(EvidencePart):
    """What a pattern makes a person see or feel."""

    strength: Annotated[float, Field(gt=0, lt=1)]
    tested_by: str | None = None


class TestEvidencePart(qm.Sourced):
    """A finding of a self-test, and how often a pattern causes it."""

    finding: str
    mild: Annotated[float, Field(gt=0, lt=1)]
    marked: qm.Rate
    sides_only: bool = False


class PainPart(qm.Sourced):
    """A place that a pattern may make sore."""

    region: shared_models.Slug
    strength: Annotated[float, Field(gt=0, lt=1)]


class ImbalanceFile(shared_models.File):
    """content/imbalances/<id>-<slug>.yaml"""

    name: shared_models.Text
    meaning: shared_models.Text
    tight: tuple[shared_models.Slug, ...] = ()
    weak: tuple[shared_models.Slug, ...] = ()
    lower_body: bool
    prior: PriorPart
    habits: tuple[HabitPart, ...] = ()
    signs: tuple[SignPart, ...] = ()
    tests: Annotated[list[TestEvidencePart], Field(min_length=1, description="strongest first")]
    pains: tuple[PainPart, ...] = ()
    chain: int | None = None


def pattern(id: str, slug: str, file: ImbalanceFile) -> Pattern:
    """An imbalance of the catalogue."""
    key = f"pattern.{id}"

    def because_side(kind: str, n: int, part: EvidencePart) -> Phrase | None:
        return phrase(f"{key}.{kind}_side.{n}", part.because_side)

    return Pattern(
        id=PatternId(id),
        slug=slug,
        name=Phrase(f"{key}.name", file.name),
        meaning=Phrase(f"{key}.meaning", file.meaning),
        tight=tuple(MuscleId(i) for i in file.tight),
        weak=tuple(MuscleId(i) for i in file.weak),
        lower_body=file.lower_body,
        prior=Prior(file.prior.rate, file.prior.both),
        habits=tuple(
            Habit(
                when=condition(part.when),
                because=Phrase(f"{key}.habits.{n}", part.because),
                side_from=QuestionId(part.side_from) if part.side_from else None,
                because_side=because_side("habits", n, part),
                odds=part.odds,
            )
            for n, part in enumerate(file.habits, 1)
        ),
        signs=tuple(
            Sign(
                when=condition(part.when),
                because=Phrase(f"{key}.signs.{n}", part.because),
                side_from=QuestionId(part.side_from) if part.side_from else None,
                because_side=because_side("signs", n, part),
                strength=part.strength,
                tested_by=FindingId(part.tested_by) if part.tested_by else None,
            )
            for n, part in enumerate(file.signs, 1)
        ),
        tests=tuple(
            TestEvidence(FindingId(t.finding), t.mild, t.marked, t.sides_only) for t in file.tests
        ),
        pains=tuple(Pain(Region(p.region), p.strength) for p in file.pains),
        chain=file.chain,
    )
