"""How a simulated person answers a question: from the truth, with noise, doubt and habits."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.assessment.pattern import Evidence
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, PatternId, QuestionId, Side
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from bot.domain.talk.measure import Level, Measure, Norm
from bot.domain.talk.question import Kind, Option, Question
from bot.simulation.truth import Truth
from bot.simulation.wishes import Wishes, Wishing

SIGN_SEEN, HABIT_LIVED, HABIT_RATE = 0.65, 0.6, 0.15
MISREAD = 0.05
"""How often a choice is one grade off, before the world's noise."""
NOISE_PER_ERROR = 0.4
"""Spread of one measurement, in units of the test's own error."""
_USUAL = {"cm": 12.0, "times": 18.0, "s": 30.0, "degrees": 75.0}
_BACK = {"birth_date": -50, "surgery_date": -20, "due_date": 100}


class Voice:
    """Answers in the name of one person."""

    def __init__(self, truth: Truth, catalog: Catalog, wishing: Wishing, day: date) -> None:
        self._truth, self._catalog, self._wishing, self._day = truth, catalog, wishing, day
        self._wishes = self._life()

    def answer(self, question: Question, answers: Answers) -> Value:
        """What they say."""
        rng = self._truth.rng
        told = self._fixed(question.id)
        if told is not None:
            return told
        asked_of_body = question.card is not None
        if asked_of_body and rng.random() < self._truth.unsure:
            if question.skip:
                return SKIPPED
            if question.not_sure:
                return NOT_SURE
        match question.kind:
            case Kind.SEVERAL:
                return self._several(question)
            case Kind.CHOICE:
                return self._choice(question)
            case Kind.NUMBER:
                return self._number(question, Side.LEFT, answers)
            case Kind.SIDES:
                left, right = (self._number(question, s, answers) for s in (Side.LEFT, Side.RIGHT))
                return Sides(left, right)
            case Kind.SCALE:
                wish = self._wishes.get(question.id, 0.0)
                return wish if isinstance(wish, float) else 0.0
            case Kind.DATE:
                away = timedelta(days=_BACK.get(question.id, 0))
                return (self._day + away).isoformat()
            case _:
                return NOT_SURE

    def _fixed(self, question: QuestionId) -> Value | None:
        truth = self._truth
        match question:
            case "age":
                wish = self._wishes.get(question)
                return float(truth.age) if not isinstance(wish, float) else wish
            case "sex":
                return str(self._wishes.get(question, truth.sex))
            case "go_on":
                return "tests"
            case "pain_regions":
                return frozenset(truth.pains) or frozenset({"none"})
            case _ if question.startswith("pain_") and question[5:] in truth.pains:
                return float(round(truth.pains[next(r for r in truth.pains if r == question[5:])]))
            case _:
                return None

    def _life(self) -> Wishes:
        """What they have to tell beside the tests: flags, habits, signs, and their sides."""
        truth, rng = self._truth, self._truth.rng
        wishes: Wishes = {}
        for flag in truth.flags:
            self._wishing.make(self._catalog.flags[flag].when, wishes)
        for pattern in self._catalog.patterns.values():
            true = pattern.id in truth.sides
            lived = HABIT_LIVED if true else HABIT_RATE
            self._tell(pattern.habits, pattern.id, lived, wishes)
            seen = SIGN_SEEN if true else truth.world.sign_rate(pattern.id)
            self._tell(pattern.signs, pattern.id, seen, wishes)
        for question, side in list(wishes.items()):
            if side == Side.BOTH and not self._offers_both(question):
                wishes[question] = rng.choice(("left", "right"))
        return wishes

    def _tell(
        self, evidence: Iterable[Evidence], pattern: PatternId, rate: float, wishes: Wishes
    ) -> None:
        truth = self._truth
        for one in evidence:
            if truth.rng.random() >= rate:
                continue
            self._wishing.make(one.when, wishes)
            if one.side_from is not None:
                side = truth.sides.get(pattern) or truth.rng.choice((Side.LEFT, Side.RIGHT))
                wishes.setdefault(one.side_from, str(side))

    def _offers_both(self, question: QuestionId) -> bool:
        found = self._catalog.questions.get(question)
        return found is not None and found.option("both") is not None

    def _several(self, question: Question) -> Value:
        wish = self._wishes.get(question.id)
        ticked = set(wish) if isinstance(wish, frozenset) else set()
        for option in question.options:
            if option.level is not None and option.level is not Level.NORMAL:
                found = option.finding or FindingId(question.id)
                sides = (option.side,) if option.side else (Side.LEFT, Side.RIGHT)
                bands = max(self._truth.bands(found, s, self._catalog) for s in sides)
                if self._graded(bands) is not Level.NORMAL:
                    ticked.add(option.id)
        alone = next((o.id for o in question.options if o.alone), None)
        ticked -= {alone} if alone else set()
        return frozenset(ticked) or frozenset({alone or question.options[-1].id})

    def _choice(self, question: Question) -> Value:
        graded = [o for o in question.options if o.level is not None]
        if graded:
            return self._grade(question, graded)
        wish = self._wishes.get(question.id)
        if isinstance(wish, str) and question.option(wish):
            return wish
        harmless = [
            o.id for o in question.options if (question.id, o.id) not in self._wishing.telling
        ]
        if question.card is None and question.id in ("sitting", "activity"):
            return self._truth.rng.choice([o.id for o in question.options])
        return harmless[0] if harmless else question.options[0].id

    def _grade(self, question: Question, graded: list[Option]) -> Value:
        """The option nearest to what the body shows."""
        found = next((o.finding for o in graded if o.finding), None) or FindingId(question.id)
        shown = {
            s: self._graded(self._truth.bands(found, s, self._catalog))
            for s in (Side.LEFT, Side.RIGHT)
        }
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

    def _graded(self, bands: float) -> Level:
        rng, noise = self._truth.rng, self._truth.world.noise
        seen = bands + rng.gauss(0, 0.25 * noise)
        if rng.random() < MISREAD * noise:
            seen += rng.choice((-1, 1))
        return Level.NORMAL if seen <= 0 else Level.MILD if seen <= 1 else Level.MARKED

    def _number(self, question: Question, side: Side, answers: Answers) -> float:
        measure, truth = question.measure, self._truth
        base = _USUAL.get(question.unit, 10.0)
        if measure is None:
            return self._in_range(question, base)
        found = FindingId(question.id)
        sides = (side,) if question.kind is Kind.SIDES else (Side.LEFT, Side.RIGHT)
        bands = max(truth.bands(found, s, self._catalog) for s in sides)
        norm = _norm(measure, truth)
        worse = -1.0 if measure.higher_is_better else 1.0
        if norm is not None:
            width = abs(norm.normal - norm.mild) or measure.error
            number = norm.normal + worse * bands * width
        else:
            number = base + worse * max(0.0, 1 + bands) * _gap(measure, base)
        number += truth.rng.gauss(0, measure.error * NOISE_PER_ERROR * truth.world.noise)
        if measure.over is not None:
            number *= _of(answers.get(measure.over), side) or base
        return self._in_range(question, number)

    def _in_range(self, question: Question, number: float) -> float:
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
