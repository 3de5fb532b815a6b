"""What is usual for this person's age and sex, and how far a number is from it."""

from dataclasses import dataclass
from math import hypot

from bot.domain.ids import QuestionId, Side
from bot.domain.safety.age import AGE
from bot.domain.talk.answers import Answers, Sides, error_of
from bot.domain.talk.measure import Asymmetry, Level, Measure, Norm

SEX = QuestionId("sex")
_RANK = (Level.NORMAL, Level.MILD, Level.MARKED)


@dataclass(frozen=True, slots=True)
class Body:
    """What the norms depend on; None where it is unknown."""

    age: float | None
    sex: str | None

    @classmethod
    def of(cls, answers: Answers) -> "Body":
        """Read age and sex from the answers; "rather not" counts as unknown."""
        age, sex = answers.get(AGE), answers.get(SEX)
        return cls(
            float(age) if isinstance(age, (int, float)) else None,
            sex if isinstance(sex, str) and sex in {"female", "male"} else None,
        )


def worst(*levels: Level) -> Level:
    """Return the level farthest from usual."""
    return max(levels, key=_RANK.index, default=Level.NORMAL)


def usual(measure: Measure, body: Body) -> Norm | None:
    """Return the cuts for this person, the most lenient where age or sex is unknown.

    None when only the sides are compared.
    """
    fitting = [n for n in measure.norms if _fits(n, body)]
    if not fitting:
        return None
    if body.age is not None and body.sex is not None:
        return fitting[0]
    lenient = min if measure.higher_is_better else max
    return lenient(fitting, key=lambda n: n.normal)


def against_usual(measure: Measure, body: Body, number: float) -> Level | None:
    """Return how far one number is from usual; normal where there is no norm.

    A rough number gets the benefit of its error; None where it may as well be usual as not.
    """
    norm = usual(measure, body)
    if norm is None:
        return Level.NORMAL
    error = error_of(number)
    at_best, at_worst = sorted(
        (_level(measure, norm, float(number) + off) for off in (error, -error)), key=_RANK.index
    )
    return None if at_best is Level.NORMAL and at_worst is not Level.NORMAL else at_best


def _level(measure: Measure, norm: Norm, number: float) -> Level:
    if _as_good(measure, number, norm.normal):
        return Level.NORMAL
    return Level.MILD if _as_good(measure, number, norm.mild) else Level.MARKED


def against_other_side(measure: Measure, sides: Sides) -> tuple[Side | None, Level]:
    """Return the worse side and the level of the difference; (None, normal) when it is small."""
    limits = measure.asymmetry
    if limits is None or sides.left is None or sides.right is None or sides.left == sides.right:
        return None, Level.NORMAL
    left_is_better = (sides.left > sides.right) is measure.higher_is_better
    level = _difference(limits, sides.left, sides.right)
    if level is Level.NORMAL:
        return None, level
    return (Side.RIGHT if left_is_better else Side.LEFT), level


def _difference(limits: Asymmetry, left: float, right: float) -> Level:
    gap = round(abs(left - right), 6)
    if gap < hypot(error_of(left), error_of(right)):
        return Level.NORMAL
    size = 100 * gap / max(left, right) if limits.percent else gap
    if gap < limits.at_least or size < limits.mild:
        return Level.NORMAL
    return Level.MARKED if limits.marked is not None and size >= limits.marked else Level.MILD


def _as_good(measure: Measure, number: float, cut: float) -> bool:
    return number >= cut if measure.higher_is_better else number <= cut


def _fits(norm: Norm, body: Body) -> bool:
    return (body.age is None or norm.age_from <= body.age < norm.age_to + 1) and (
        norm.sex is None or body.sex is None or norm.sex == body.sex
    )
