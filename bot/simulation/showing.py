"""What a simulated body shows in a self-test: its hidden state, with noise."""

from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, Side
from bot.domain.talk.answers import Answers, Sides, Value
from bot.domain.talk.measure import Level, Measure, Norm
from bot.domain.talk.question import Kind, Option, Question
from bot.simulation.truth import Truth

MISREAD = 0.05
"""How often a choice is one grade off, before the world's noise."""
NOISE_PER_ERROR = 0.4
"""Spread of one measurement, in units of the test's own error."""
_USUAL = {"cm": 12.0, "times": 18.0, "s": 30.0, "degrees": 75.0}


class Body:
    """One person's body, as the tests measure it."""

    def __init__(self, truth: Truth, catalog: Catalog) -> None:
        self._truth, self._catalog = truth, catalog

    def grade(self, question: Question, graded: list[Option]) -> Value:
        """Return the option nearest to what the body shows, of the finding farthest from usual."""
        findings = dict.fromkeys(o.finding or FindingId(question.id) for o in graded)
        farthest = max(findings, key=self._farthest)
        graded = [o for o in graded if o.level is Level.NORMAL or o.finding in (None, farthest)]
        shown = {s: self.graded(self._truth.bands(farthest, s)) for s in (Side.LEFT, Side.RIGHT)}
        sided = {o.side for o in graded if o.side}
        worst = max(shown.values(), key=list(Level).index)
        if len(sided) == 1:
            worst, side = shown[next(iter(sided))], None
        elif not sided or worst is Level.NORMAL:
            side = None
        else:
            beyond = [s for s in shown if shown[s] is not Level.NORMAL]
            both = len(beyond) > 1 and Side.BOTH in sided
            side = Side.BOTH if both else max(beyond, key=lambda s: list(Level).index(shown[s]))
        options = [o for o in graded if o.level is worst and (side is None or o.side is side)]
        if not options:
            options = [o for o in graded if side is None or o.side is side]
            options = [o for o in options if (o.level is Level.NORMAL) is (worst is Level.NORMAL)]
        return (options or graded)[0].id

    def _farthest(self, finding: FindingId) -> float:
        return max(self._truth.bands(finding, s) for s in (Side.LEFT, Side.RIGHT))

    def graded(self, bands: float) -> Level:
        """Return the grade that a person sees, which may be one off."""
        rng, noise = self._truth.rng, self._truth.world.noise
        seen = bands + rng.gauss(0, 0.25 * noise)
        if rng.random() < MISREAD * noise:
            seen += rng.choice((-1, 1))
        return Level.NORMAL if seen <= 0 else Level.MILD if seen <= 1 else Level.MARKED

    def number(self, question: Question, side: Side, answers: Answers) -> float:
        """Return what is measured on one side, in the unit of the question."""
        measure, truth = question.measure, self._truth
        base = _USUAL.get(question.unit, 10.0)
        if measure is None:
            return self.in_range(question, base)
        bands = self._bands(question, side)
        other = question.opposite
        if other is not None and self._bands(other, side) > bands:
            return self.in_range(question, self.number(other, side, answers))
        norm = _norm(measure, truth)
        worse = -1.0 if measure.higher_is_better else 1.0
        if norm is not None:
            width = abs(norm.normal - norm.mild) or measure.error
            number = norm.normal + worse * bands * width
        else:
            number = base + worse * (1 + bands) * _gap(measure, base)
        number += truth.rng.gauss(0, measure.error * NOISE_PER_ERROR * truth.world.noise)
        if measure.over is not None:
            number *= _of(answers.get(measure.over), side) or base
        return self.in_range(question, number)

    def _bands(self, question: Question, side: Side) -> float:
        finding = question.finding or FindingId(question.id)
        sides = (side,) if question.kind is Kind.SIDES else (Side.LEFT, Side.RIGHT)
        return max(self._truth.bands(finding, s) for s in sides)

    def in_range(self, question: Question, number: float) -> float:
        """Round a number as people give it: whole or tenths, within the allowed range."""
        whole = question.unit in ("times", "s", "degrees")
        inside = min(question.high, max(question.low, number))
        return float(round(inside)) if whole else round(inside, 1)


def _gap(measure: Measure, base: float) -> float:
    """The difference between the sides at the edge of mild, where only the sides are compared."""
    uneven = measure.asymmetry
    if uneven is None:
        return measure.error
    return max(uneven.at_least, base * uneven.mild / 100) if uneven.percent else uneven.mild


def _norm(measure: Measure, truth: Truth) -> Norm | None:
    return next(
        (
            n
            for n in measure.norms
            if n.sex in (None, truth.sex) and n.age_from <= truth.age <= n.age_to
        ),
        None,
    )


def _of(value: Value | None, side: Side) -> float | None:
    if isinstance(value, Sides):
        return value.of(side)
    return value if isinstance(value, (int, float)) else None
