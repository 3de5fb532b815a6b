"""Compare fewer and more self-tests with the full battery, and say which first pattern is right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bot.domain.assessment.again import FORTNIGHT, Sitting, due, repeated, together
from bot.domain.assessment.assess import POSSIBLE, profile
from bot.domain.assessment.battery import NOW
from bot.domain.assessment.profile import Profile
from bot.domain.assessment.subject import asked_of
from bot.domain.catalog import Catalog
from bot.domain.ids import PatternId, QuestionId
from bot.domain.talk.answers import Answers, Value
from bot.simulation.answering import Voice
from bot.simulation.life import FIRST_DAY
from bot.simulation.talking import scripts, talk
from bot.simulation.truth import Truth, World, person
from bot.simulation.wishes import Wishing

WAYS = ("first sitting", "after two weeks", "full battery", "full battery again")
"""How much somebody is asked; `again`: every test once more, which shows what measuring allows."""
TOO_CLOSE = 0.1
"""Probability between two patterns that is too little to put one before the other."""
Counts = Counter[str]


@dataclass(slots=True)
class Compared:
    """Counts over the people compared, each by the way they were asked."""

    people: int = 0
    healthy: int = 0
    true: Counter[PatternId] = field(default_factory=Counter)
    """People who have a pattern."""
    tests: Counts = field(default_factory=Counter)
    asked: Counts = field(default_factory=Counter)
    """Questions of self-tests."""
    questions: Counts = field(default_factory=Counter)
    same_first: Counts = field(default_factory=Counter)
    close_first: Counts = field(default_factory=Counter)
    recognized: Counter[tuple[str, PatternId]] = field(default_factory=Counter)
    """Patterns that a person has and that were reported."""
    told_nothing: Counts = field(default_factory=Counter)
    """Healthy people."""

    def add(self, truth: Truth, answers_by_way: Sequence[Answers], catalog: Catalog) -> None:
        """Count one more person.

        Args:
            answers_by_way: the answers of each of the `WAYS`.
        """
        self.people += 1
        self.true.update(tuple(truth.sides))
        self.healthy += not truth.sides
        full = answers_by_way[WAYS.index("full battery")]
        for way, answers in zip(WAYS, answers_by_way, strict=True):
            way_profile = profile(answers, catalog)
            # where both were asked the same, the full battery heard the same answer
            measured = full if way == WAYS[-1] else {**full, **answers}
            everything = profile(measured, catalog)
            done = [t for t in catalog.tests.values() if any(q.id in answers for q in t.questions)]
            self.tests[way] += len(done)
            self.asked[way] += sum(q.id in answers for t in done for q in t.questions)
            self.questions[way] += len(answers)
            self.same_first[way] += _first(way_profile) == _first(everything)
            self.close_first[way] += _close(_first(way_profile), everything)
            reported = {f.pattern for f in (*way_profile.drivers, *way_profile.others)}
            self.recognized.update((way, p) for p in reported & set(truth.sides))
            self.told_nothing[way] += not truth.sides and not reported

    def as_text(self) -> str:
        """Two tables, as they stand in the README."""
        true = self.true.total()
        recognized = Counter(
            {w: sum(n for (v, _), n in self.recognized.items() if v == w) for w in WAYS}
        )
        rows = (
            ("self-tests, average", self.tests, self.people, "{:.1f}"),
            ("questions of self-tests, average", self.asked, self.people, "{:.1f}"),
            ("questions in all, average", self.questions, self.people, "{:.1f}"),
            ("same first pattern as the full battery", self.same_first, self.people, "{:.0%}"),
            ("same, or too close to tell", self.close_first, self.people, "{:.0%}"),
            ("patterns they have that were told", recognized, true, "{:.0%}"),
            ("healthy people told nothing", self.told_nothing, self.healthy, "{:.0%}"),
        )
        lines = [*_head("figure")]
        for words, counts, whole, shape in rows:
            shares = [shape.format(counts[way] / max(1, whole)) for way in WAYS]
            lines.append(f"| {words} | {' | '.join(shares)} |")
        lines += ["", *_head("told, of those who have it")]
        for pattern, have in sorted(self.true.items()):
            shares = [f"{self.recognized[way, pattern] / have:.0%}" for way in WAYS]
            lines.append(f"| {pattern} | {' | '.join(shares)} |")
        return "\n".join(lines)


def compare(catalog: Catalog, people: int, seed: int, world: World) -> Compared:
    """Ask the same people less and more; the same seed gives the same table."""
    wishing, asked_in, counts = Wishing(catalog), scripts(catalog), Compared()
    own = {q.id for t in catalog.tests.values() for q in t.questions}
    for number in range(people):
        rng = Random(f"{seed}:{number}")  # noqa: S311 - a simulation wants to be repeatable
        truth = person(rng, catalog, world)
        voice = Voice(truth, catalog, wishing, FIRST_DAY, NOW)
        first = talk(voice, asked_in)
        later = _two_weeks(voice, first, catalog, FIRST_DAY)
        full = _everything(voice, later, catalog)
        short = {q: value for q, value in first.items() if q not in own}
        again = _everything(voice, short, catalog)
        counts.add(truth, (first, later, full, again), catalog)
    return counts


def _head(first: str) -> tuple[str, str]:
    return f"| {first} | {' | '.join(WAYS)} |", "|---" * (len(WAYS) + 1) + "|"


def _first(profile: Profile) -> PatternId | None:
    return profile.drivers[0].pattern if profile.drivers else None


def _close(first: PatternId | None, full: Profile) -> bool:
    """Whether the first pattern is also the full battery's first, or too close behind it to tell.

    Nothing found stands where "possible" begins.
    """
    if first == _first(full):
        return True
    chances = {f.pattern: f.probability for f in (*full.drivers, *full.others)}
    here = POSSIBLE if first is None else chances.get(first, 0.0)
    ahead = full.drivers[0].probability if full.drivers else POSSIBLE
    return ahead - here <= TOO_CLOSE


def _two_weeks(
    voice: Voice, first: Answers, catalog: Catalog, day: date
) -> dict[QuestionId, Value]:
    """Return the answers after one short test a day for two weeks, as the routine offers them."""
    tests = tuple(catalog.tests.values())
    own = {q.id for t in tests for q in t.questions}
    sittings = [Sitting(day, {q: v for q, v in first.items() if q in own})]
    known = {q: v for q, v in first.items() if q not in own}
    answers = dict(first)
    for gone in range(1, FORTNIGHT + 1):
        profile_so_far = profile(answers, catalog, repeated(sittings, tests))
        today = day + timedelta(days=gone)
        one = due(profile_so_far, sittings, today, known, catalog.battery, catalog.patterns)
        if one is None:
            break
        new_answers: dict[QuestionId, Value] = {}
        for question in catalog.tests[one.test].questions:
            if question in asked_of(catalog.tests[one.test], {**answers, **new_answers}):
                new_answers[question.id] = voice.answer(question, {**answers, **new_answers})
        sittings.append(Sitting(today, new_answers))
        answers = {**known, **together(sittings, tests)}
    return answers


def _everything(voice: Voice, known: Answers, catalog: Catalog) -> dict[QuestionId, Value]:
    """Return the answers after every self-test that nothing excludes."""
    answers = dict(known)
    for test in catalog.battery.allowed_tests(known):
        if test.questions[0].when.holds(answers):
            for question in test.questions:
                if question.id not in answers and question in asked_of(test, answers):
                    answers[question.id] = voice.answer(question, answers)
    return answers
