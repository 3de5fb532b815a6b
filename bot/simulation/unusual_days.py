"""How often a simulated person has a day that is not as usual, a break, or another exercise."""

from bot.domain.training.routine import Circumstances
from bot.simulation.truth import Truth


def circumstances(truth: Truth) -> Circumstances:
    """Return the circumstances of a day, which are unusual now and then."""
    rng = truth.rng
    luck = rng.random()
    if luck < 0.04:
        return Circumstances(tired=True)
    if luck < 0.07:
        return Circumstances(equipment=frozenset())
    if luck < 0.10:
        return Circumstances(minutes=5)
    if luck < 0.11:
        return Circumstances(ill=True)
    if luck < 0.12:
        return Circumstances(place="office")
    if luck < 0.13 and truth.pains:
        return Circumstances(hurting=frozenset({rng.choice(sorted(truth.pains))}))
    return Circumstances()


def days_away(truth: Truth) -> int:
    """Return the length of a break that begins today; zero on nearly every day."""
    return truth.rng.choice((3, 6, 10, 25)) if truth.rng.random() < 0.004 else 0


def step_asked(truth: Truth) -> str | None:
    """Return the step asked for an exercise: now and then it is too hard or too easy."""
    luck = truth.rng.random()
    return "easier" if luck < 0.01 else "harder" if luck < 0.04 else None
