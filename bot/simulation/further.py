"""Less and more self-tests: one sitting, two weeks of short ones, the full battery."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bot.domain.assessment.again import FORTNIGHT, Sitting, due, repeated, together
from bot.domain.assessment.assess import profile
from bot.domain.assessment.battery import asked
from bot.domain.assessment.profile import Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId, QuestionId
from bot.domain.talk.answers import Value
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.truth import Truth, World, person
from bot.simulation.wishes import Wishing

WAYS = ("first", "fortnight", "full")
Told = Mapping[QuestionId, Value]


@dataclass(slots=True)
class Compared:
    """Counts over the people compared, each by the way they were asked."""

    people: int = 0
    healthy: int = 0
    true: int = 0
    """Patterns they have."""
    questions: Counter[str] = field(default_factory=Counter)
    tests: Counter[str] = field(default_factory=Counter)
    same_first: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """Patterns they have that were told."""
    healthy_told_nothing: Counter[str] = field(default_factory=Counter)

    def add(self, truth: Truth, told: Told, later: Told, full: Told, catalog: Catalog) -> None:
        """One more person; the full battery holds the same answers where there are two."""
        self.people += 1
        self.true += len(truth.sides)
        self.healthy += not truth.sides
        for way, answers in zip(WAYS, (told, later, full), strict=True):
            found = profile(answers, catalog)
            everything = profile({**full, **answers}, catalog)
            reported = {f.pattern for f in (*found.drivers, *found.others)}
            self.questions[way] += len(answers)
            self.tests[way] += sum(
                any(q.id in answers for q in t.questions) for t in catalog.tests.values()
            )
            self.same_first[way] += _first(found) == _first(everything)
            self.found[way] += len(reported & set(truth.sides))
            self.healthy_told_nothing[way] += not truth.sides and not reported

    def as_text(self) -> str:
        """A table, as it stands in the README."""
        rows = (
            ("self-tests, average", self.tests, self.people, "{:.1f}"),
            ("questions, average", self.questions, self.people, "{:.1f}"),
            ("same first pattern as the full battery", self.same_first, self.people, "{:.0%}"),
            ("patterns they have that were told", self.found, self.true, "{:.0%}"),
            ("healthy people told nothing", self.healthy_told_nothing, self.healthy, "{:.0%}"),
        )
        lines = ["| figure | first sitting | after two weeks | full battery |", "|---|---|---|---|"]
        for words, counts, whole, shape in rows:
            shares = [shape.format(counts[way] / max(1, whole)) for way in WAYS]
            lines.append(f"| {words} | {' | '.join(shares)} |")
        return "\n".join(lines)


def compare(catalog: Catalog, people: int, seed: int, world: World) -> Compared:
    """The same people asked less and more; the same seed gives the same table."""
    wishing, asked_in, counts = Wishing(catalog), scripts(catalog), Compared()
    for number in range(people):
        rng = Random(f"{seed}:{number}")  # noqa: S311 - a simulation wants to be repeatable
        truth = person(rng, catalog, world)
        voice = Voice(truth, catalog, wishing, FIRST_DAY)
        told = talk(voice, asked_in)
        later = _two_weeks(voice, told, catalog, FIRST_DAY)
        counts.add(truth, told, later, _everything(voice, later, catalog), catalog)
    return counts


def _first(found: Profile) -> PatternId | None:
    return found.drivers[0].pattern if found.drivers else None


def _two_weeks(voice: Voice, told: Told, catalog: Catalog, day: date) -> dict[QuestionId, Value]:
    """One short test a day for two weeks, as the routine offers them."""
    tests = tuple(catalog.tests.values())
    own = {q.id for t in tests for q in t.questions}
    sittings = [Sitting(day, {q: v for q, v in told.items() if q in own})]
    known = {q: v for q, v in told.items() if q not in own}
    answers = dict(told)
    for gone in range(1, FORTNIGHT + 1):
        found = profile(answers, catalog, repeated(sittings, tests))
        today = day + timedelta(days=gone)
        one = due(found, sittings, today, known, catalog.battery, catalog.patterns)
        if one is None:
            break
        now: dict[QuestionId, Value] = {}
        for question in catalog.tests[one.test].questions:
            if question in asked(catalog.tests[one.test], {**answers, **now}):
                now[question.id] = voice.answer(question, {**answers, **now})
        sittings.append(Sitting(today, now))
        answers = {**known, **together(sittings, tests)}
    return answers


def _everything(voice: Voice, told: Told, catalog: Catalog) -> dict[QuestionId, Value]:
    """Every self-test that nothing speaks against."""
    answers = dict(told)
    for test in catalog.battery.allowed(told):
        if test.questions[0].when.holds(answers):
            for question in test.questions:
                if question.id not in answers and question in asked(test, answers):
                    answers[question.id] = voice.answer(question, answers)
    return answers
