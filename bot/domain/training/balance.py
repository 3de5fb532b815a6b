"""Who trains balance, and who never without a hand on something."""

from enum import Enum

from bot.domain.ids import OptionId, QuestionId
from bot.domain.safety.age import AGE
from bot.domain.talk.answers import Answers, Sides

FROM_AGE = 61
"""From here on every week holds some balance work. Source: our choice, the sixties being where the
time on one leg falls (Springer 2007) and falls grow common (General knowledge)."""
STEADY_S = 5
"""Whoever is that old and stands on one leg for less keeps a hand on something. Source: General
knowledge, the usual cut for the risk of a fall that hurts."""
ONE_LEG_STAND = (QuestionId("T12"), QuestionId("T12_phone"))
CONDITIONS = (
    (QuestionId("body_which"), OptionId("osteoporosis")),
    (QuestionId("health_which"), OptionId("falls")),
)
"""Answers that ask for balance work with a hand on something. Source: Giangregorio 2014."""


class Balance(Enum):
    """How a plan treats balance."""

    USUAL = "usual"
    """It comes with other work, or not."""
    TRAINED = "trained"
    """It has its place, first with a hand on something."""
    SUPPORTED = "supported"
    """It has its place, always with a hand on something."""


def balance_of(answers: Answers) -> Balance:
    """Return how a plan treats a person's balance."""
    if any(_ticked(answers, question, option) for question, option in CONDITIONS):
        return Balance.SUPPORTED
    age = answers.get(AGE)
    if not isinstance(age, (int, float)) or age < FROM_AGE:
        return Balance.USUAL
    stands = [answers.get(question) for question in ONE_LEG_STAND]
    shaky = any(isinstance(s, Sides) and _least(s) < STEADY_S for s in stands)
    return Balance.SUPPORTED if shaky else Balance.TRAINED


def _ticked(answers: Answers, question: QuestionId, option: OptionId) -> bool:
    value = answers.get(question)
    return option in value if isinstance(value, frozenset) else value == option


def _least(stand: Sides) -> float:
    return min((s for s in (stand.left, stand.right) if s is not None), default=STEADY_S)
