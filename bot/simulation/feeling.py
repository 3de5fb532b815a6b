"""How training feels to a simulated person: pain, flare-ups, and how imbalances shrink."""

from bot.domain.training.routine import Routine
from bot.domain.training.workout import Pains
from bot.simulation.truth import Truth


class Feeling:
    """One person's body under training."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth

    def pains(self, *, light: bool) -> Pains:
        """Return the pain of a session: the usual level, some noise, now and then a flare-up."""
        truth, rng = self._truth, self._truth.rng
        if not truth.pains or light:
            return Pains(during=rng.choice((0, 0, 0, 1)))
        region = max(sorted(truth.pains), key=lambda r: truth.pains[r])
        usual = round(truth.pains[region])
        flare = rng.random() < truth.flare
        during = usual + rng.choice((-1, 0, 0, 0, 1)) + (rng.choice((1, 2, 2, 3)) if flare else 0)
        return Pains(
            before=usual,
            during=min(10, max(0, during)),
            region=region,
            sharp=flare and rng.random() < 0.2,
        )

    def respond(self, routine: Routine) -> None:
        """Reduce the imbalances that a routine trains, and the pain."""
        truth = self._truth
        worked = {i.why.pattern for i in routine.items if i.why.pattern is not None}
        for pattern in worked & set(truth.sides):
            truth.imbalance[pattern] = max(0.0, truth.imbalance[pattern] - truth.response)
        for region in truth.pains:
            truth.pains[region] = max(0.0, truth.pains[region] - truth.response / 2)

    def morning(self, before: int) -> int:
        """Return the next morning's pain after strength work, 0-10.

        Args:
            before: the pain before the session.
        """
        rng = self._truth.rng
        pain = max(0, before + rng.choice((-1, 0, 0, 0, 0, 1)))
        if rng.random() < self._truth.flare:
            pain = min(10, pain + rng.choice((1, 2, 2, 3)))
        return pain
