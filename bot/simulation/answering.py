"""How a simulated person answers a question: from the truth, with noise, doubt and habits."""

from datetime import date, timedelta

from bot.domain.assessment.battery import EVERYTHING
from bot.domain.assessment.pattern import Evidence, Sign
from bot.domain.catalog import Catalog
from bot.domain.ids import FindingId, QuestionId, Side
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from bot.domain.talk.condition import Condition
from bot.domain.talk.measure import Level
from bot.domain.talk.question import Kind, Question
from bot.simulation.anatomy import SHOWS
from bot.simulation.showing import Body
from bot.simulation.truth import Truth
from bot.simulation.wishes import Wishes, Wishing

_BACK = {"birth_date": -50, "surgery_date": -20, "due_date": 100}


class Voice:
    """Answers in the name of one person."""

    def __init__(
        self, truth: Truth, catalog: Catalog, wishing: Wishing, day: date, go_on: str = EVERYTHING
    ) -> None:
        """Decide what the person has to report.

        Args:
            go_on: what they answer when asked whether to do self-tests now.
        """
        self._truth, self._catalog, self._wishing, self._day = truth, catalog, wishing, day
        self._go_on = go_on
        self._body = Body(truth, catalog)
        self._wishes = self._life()

    def answer(self, question: Question, answers: Answers) -> Value:
        """Return the person's answer to a question."""
        rng = self._truth.rng
        fixed = self._fixed(question.id)
        if fixed is not None:
            return fixed
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
                return self._body.number(question, Side.LEFT, answers)
            case Kind.SIDES:
                left, right = (
                    self._body.number(question, s, answers) for s in (Side.LEFT, Side.RIGHT)
                )
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
            case "find_out":
                return "now"
            case "go_on":
                return self._go_on
            case "pain_regions":
                return frozenset(truth.pains) or frozenset({"none"})
            case _ if question.startswith("pain_") and question[5:] in truth.pains:
                return float(round(truth.pains[next(r for r in truth.pains if r == question[5:])]))
            case _:
                return None

    def _life(self) -> Wishes:
        """Choose the person's flags, habits and signs, with their sides."""
        truth, rng = self._truth, self._truth.rng
        wishes: Wishes = {}
        for flag in truth.flags:
            self._wishing.make(self._catalog.flags[flag].when, wishes)
        for habit in truth.habits:
            self._wishing.make(habit.when, wishes)
            self._tell_side(habit, None, wishes)
        seen: set[Condition] = set()
        for sign in (s for p in self._catalog.patterns.values() for s in p.signs):
            if sign.when not in seen:
                seen.add(sign.when)
                self._see(sign, wishes)
        for question, side in list(wishes.items()):
            if side == Side.BOTH and not self._offers_both(question):
                wishes[question] = rng.choice(("left", "right"))
        return wishes

    def _see(self, sign: Sign, wishes: Wishes) -> None:
        """Choose whether a sign is seen, because of a pattern or without one."""
        truth = self._truth
        name = sorted(sign.when.alternatives[0][0].any_of)[0]
        shown = [p for p in truth.sides if truth.rng.random() < SHOWS[p].get(name, 0.0)]
        if shown or truth.rng.random() < truth.world.sign_rate(name):
            self._wishing.make(sign.when, wishes)
            self._tell_side(sign, truth.sides[shown[0]] if shown else None, wishes)

    def _tell_side(self, evidence: Evidence, side: Side | None, wishes: Wishes) -> None:
        if evidence.side_from is not None:
            side = side or self._truth.rng.choice((Side.LEFT, Side.RIGHT))
            wishes.setdefault(evidence.side_from, str(side))

    def _offers_both(self, question: QuestionId) -> bool:
        asked = self._catalog.questions.get(question)
        return asked is not None and asked.option("both") is not None

    def _several(self, question: Question) -> Value:
        wish = self._wishes.get(question.id)
        ticked = set(wish) if isinstance(wish, frozenset) else set()
        for option in question.options:
            if option.level is not None and option.level is not Level.NORMAL:
                finding = option.finding or FindingId(question.id)
                sides = (option.side,) if option.side else (Side.LEFT, Side.RIGHT)
                bands = max(self._truth.bands(finding, s) for s in sides)
                if self._body.graded(bands) is not Level.NORMAL:
                    ticked.add(option.id)
        alone = next((o.id for o in question.options if o.alone), None)
        ticked -= {alone} if alone else set()
        return frozenset(ticked) or frozenset({alone or question.options[-1].id})

    def _choice(self, question: Question) -> Value:
        graded = [o for o in question.options if o.level is not None]
        if graded:
            return self._body.grade(question, graded)
        wish = self._wishes.get(question.id)
        if isinstance(wish, str) and question.option(wish):
            return wish
        harmless = [
            o.id for o in question.options if (question.id, o.id) not in self._wishing.telling
        ]
        if question.card is None and question.id in ("sitting", "activity"):
            return self._truth.rng.choice([o.id for o in question.options])
        return harmless[0] if harmless else question.options[0].id
