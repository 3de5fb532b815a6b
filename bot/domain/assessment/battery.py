"""The self-tests as a part of a script: which ones, and in which order."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.domain.assessment.assess import LONG_HOLD, painful
from bot.domain.assessment.conclude import Judged, judge
from bot.domain.assessment.next_test import Gains, gains, most_useful
from bot.domain.assessment.norms import AGE, SEX
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.result import Results, read_results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import PatternId, QuestionId, TestId
from bot.domain.safety.flag import Flag
from bot.domain.safety.screening import Screening, screen
from bot.domain.talk.answers import SKIPPED, Answers, Value
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Question

REMEMBERED = 1024
"""Sets of answers of which it is kept what follows; it saves work and changes no result."""


Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
Known = frozenset[tuple[QuestionId, Value]]
"""Answers as a key."""


@dataclass(slots=True)
class _Seen:
    """What follows from a set of answers: going through them again meets the same sets again."""

    screening: Screening
    allowed: tuple[SelfTest, ...]
    """The tests that nothing speaks against."""
    judged: list[Judged] | None = None


@dataclass(frozen=True, slots=True)
class SelfTests:
    """Base tests for everybody, then those that decide between the leading patterns."""

    when: Condition
    most: int
    tests: tuple[SelfTest, ...]
    patterns: tuple[Pattern, ...]
    flags: tuple[Flag, ...]
    gains: Gains = field(init=False, repr=False, compare=False)

    _own: frozenset[QuestionId] = field(init=False, repr=False, compare=False)
    _concerns: Mapping[PatternId, tuple[QuestionId, ...]] = field(
        init=False, repr=False, compare=False
    )
    _judged: dict[tuple[PatternId, bool, tuple[Value | None, ...]], Judged] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _seen: dict[Known, _Seen] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", gains(self.tests, self.patterns))
        object.__setattr__(self, "_own", frozenset(q.id for q in self.all))
        concerns = {p.id: _concerns(p, self.tests) for p in self.patterns}
        object.__setattr__(self, "_concerns", concerns)

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question of every test."""
        return tuple(q for test in self.tests for q in test.questions)

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """The questions of the tests chosen so far, and of the next.

        Args:
            answers: Those of the safety screen too, since they exclude tests.
        """
        return tuple(q for test in self.chosen(answers) for q in asked(test, answers))

    def further(self, answers: Answers, more: int) -> TestId | None:
        """The test worth doing beyond those of the first sitting, if any.

        Args:
            more: How many beyond the most of one sitting are acceptable.
        """
        chosen = self.chosen(answers, self.most + more)
        return next((t.id for t in chosen if t.questions[0].id not in answers), None)

    def chosen(self, answers: Answers, most: int | None = None) -> tuple[SelfTest, ...]:
        """The tests to do, in order.

        Found by going through the answers again from the start, so that the order stays while
        answers are added; what an answer excludes afterwards is left out at the end.
        """
        most = self.most if most is None else most
        known = {id: value for id, value in answers.items() if id not in self._own}
        chosen = [t for t in self._look(known).allowed if t.base][:most]
        _learn(known, chosen, answers)
        while len(chosen) < most:
            next_test = self._next(chosen, known, answers)
            if next_test is None:
                break
            chosen.append(next_test)
            _learn(known, [next_test], answers)
        still = {t.id for t in self._look(answers).allowed}
        return tuple(t for t in chosen if t.id in still)

    def allowed(self, answers: Answers) -> tuple[SelfTest, ...]:
        """The tests that nothing speaks against."""
        return self._look(answers).allowed

    def _next(
        self, chosen: Sequence[SelfTest], known: Answers, answers: Answers
    ) -> SelfTest | None:
        """The test that was begun after these, or the one to ask now that they are finished."""
        done = {t.id for t in chosen}
        allowed = self._look(known).allowed
        left = [t for t in allowed if t.id not in done and t.questions[0].when.holds(known)]
        begun = [t for t in left if any(q.id in answers for q in t.questions)]
        if not begun and not all(_finished(t, answers) for t in chosen):
            return None
        if len(begun) == 1:
            return begun[0]
        best = most_useful(begun or left, self.gains, self._judge(known), painful(known), done)
        return best if best is not None or not begun else begun[0]

    def _look(self, known: Answers) -> _Seen:
        key = frozenset(known.items())
        found = self._seen.get(key)
        if found is not None:
            return found
        screening = screen(known, self.flags)
        raised = {flag.id for flag in screening.flags}
        allowed = (t for t in self.tests if not t.skip_if & raised and not t.skip_when.holds(known))
        return _keep(self._seen, key, _Seen(screening, tuple(allowed)))

    def _judge(self, known: Answers) -> list[Judged]:
        seen = self._look(known)
        if seen.judged is None:
            short_holds = LONG_HOLD in seen.screening.closed
            results = read_results(known, self.tests, short_holds=short_holds)
            judged = (self._judge_one(p, known, results, short_holds) for p in self.patterns)
            seen.judged = [*judged]
        return seen.judged

    def _judge_one(
        self, pattern: Pattern, known: Answers, results: Results, short_holds: bool
    ) -> Judged:
        told = tuple(known.get(q) for q in self._concerns[pattern.id])
        key = (pattern.id, short_holds, told)
        found = self._judged.get(key)
        return found or _keep(self._judged, key, judge(pattern, known, results))


def _concerns(pattern: Pattern, tests: Iterable[SelfTest]) -> tuple[QuestionId, ...]:
    """Every question that what is said of a pattern depends on."""
    felt = (*pattern.habits, *pattern.signs)
    overruling = {str(e.tested_by)[:3] for e in felt if e.tested_by}
    asked_of = {
        q.id for t in tests if t.id in pattern.by_test or t.id in overruling for q in t.questions
    }
    told = {q for e in felt for q in e.when.questions}
    sides = {e.side_from for e in felt if e.side_from is not None}
    return tuple(sorted({AGE, SEX} | asked_of | told | sides))


def _keep(kept: dict[Key, Made], key: Key, made: Made) -> Made:
    if len(kept) >= REMEMBERED:
        kept.clear()
    kept[key] = made
    return made


def _learn(known: dict[QuestionId, Value], tests: Iterable[SelfTest], answers: Answers) -> None:
    known.update({q.id: answers[q.id] for t in tests for q in t.questions if q.id in answers})


def asked(test: SelfTest, answers: Answers) -> Iterable[Question]:
    """Whoever cannot do a test is not asked what they saw in it."""
    first, *more = test.questions
    if answers.get(first.id) == SKIPPED:
        return (first,)
    return (q for q in (first, *more) if q.when.holds(answers))


def _finished(test: SelfTest, answers: Answers) -> bool:
    return all(q.id in answers for q in asked(test, answers))
