"""What to ask next in the assessment: habits, signs and self-tests by what they tell."""

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeVar

from bot.domain.assessment.assess import LONG_HOLD
from bot.domain.assessment.evidence import observe, painful
from bot.domain.assessment.information import Outlook
from bot.domain.assessment.network import Network
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.posterior import Posterior, infer
from bot.domain.assessment.result import read_results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.assessment.subject import Subject, subjects_of_questions, subjects_of_tests
from bot.domain.ids import FlagId, QuestionId, TestId
from bot.domain.safety.flag import Flag
from bot.domain.safety.screening import screen
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.condition import Condition
from bot.domain.talk.question import Question

REMEMBERED = 1024
"""Sets of answers of which it is kept what follows; it saves work and changes no result."""
TEST_FLOOR, QUESTION_FLOOR = 0.1, 0.005
"""Bits: a self-test or a question that is expected to tell less could hardly move a level."""
GETTING_READY = 4.0
"""Minutes to read a card, make room and come back from it; so few tests that tell much go before
many that tell little. Estimate, chosen on simulated people of seed 5."""
NOW, EVERYTHING = "tests", "everything"
"""Answers of the question before the first self-test: some now, or all that tell anything."""

STOPPED = QuestionId("stopped")
"""Whether a clinician has to look first: an answer that the bot gives itself."""
SITTINGS = QuestionId("sittings")
"""How many sittings these answers may fill: an answer that the bot gives itself."""

Key = TypeVar("Key", bound=Hashable)
Cached = TypeVar("Cached")
Known = frozenset[tuple[QuestionId, Value]]
"""Answers as a key."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much one sitting asks at most."""

    questions: int
    tests: int
    tests_in_all: int
    """Over all sittings, also where everything is asked at once."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Asks questions and self-tests by information per minute, until little is left to learn."""

    when: Condition
    most: Most
    gate: Question
    """Asked before the first self-test: whether to go on now."""
    topics: tuple[Question, ...]
    tests: tuple[SelfTest, ...]
    patterns: tuple[Pattern, ...]
    flags: tuple[Flag, ...]
    network: Network
    subjects: tuple[Subject, ...] = field(init=False, repr=False, compare=False)
    _own: frozenset[QuestionId] = field(init=False, repr=False, compare=False)
    _allowed: dict[Known, tuple[Subject, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _chosen: dict[Known, Subject | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _posteriors: dict[Known, Posterior] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        asked = subjects_of_questions(self.topics, self.patterns)
        subjects = (*asked, *subjects_of_tests(self.tests, self.network))
        object.__setattr__(self, "subjects", subjects)
        object.__setattr__(self, "_own", frozenset(q.id for q in self.all))

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question it may ask."""
        of_tests = (q for test in self.tests for q in test.all_questions)
        return (*self.topics, self.gate, *of_tests)

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """The questions asked so far, and the next.

        Found by going through the answers again from the start, so that the order stays while
        answers are added; what an answer excludes afterwards is left out at the end.

        Args:
            answers: Those of the safety screen too, since they exclude tests.
        """
        still = {s.first.id for s in self.allowed(answers)}
        asked: list[Question] = []
        for step in self._walk(answers):
            if step is None:
                asked.append(self.gate)
            elif step.first.id in still:
                asked.extend(step.asked(answers))
        return tuple(asked)

    def chosen(self, answers: Answers) -> tuple[SelfTest, ...]:
        """The self-tests of a sitting, in order: those begun, and the next if it is one."""
        return tuple(step.test for step in self._walk(answers) if step is not None and step.test)

    def next_subject(self, answers: Answers, *, tests_only: bool = False) -> Subject | None:
        """Return the most informative subject per minute; None when nothing tells enough."""
        asked = [s for s in self.allowed(answers) if s.begun(answers)]
        return self._best(_left(self.allowed(answers), asked, answers, tests_only), asked, answers)

    def further(self, answers: Answers) -> TestId | None:
        """Return the test worth doing on a later day, if any."""
        done = [s for s in self.allowed(answers) if s.test and s.begun(answers)]
        if sum(s.tells_of_patterns for s in done) >= self.most.tests_in_all:
            return None
        subject = self.next_subject(answers, tests_only=True)
        return None if subject is None or subject.test is None else subject.test.id

    def _walk(self, answers: Answers) -> list[Subject | None]:
        """Return what was asked and what comes next, in order; None stands for the gate."""
        known = {id: value for id, value in answers.items() if id not in self._own}
        steps: list[Subject | None] = []
        done: list[Subject] = []
        while True:
            left = _left(self.allowed(known), done, known)
            begun = [s for s in left if s.begun(answers)]
            if done and not begun and not done[-1].finished(answers):
                return steps
            step = begun[0] if len(begun) == 1 else self._chosen_from(begun, left, done, known)
            if step is None or (not begun and self._enough(step, done, answers)):
                return steps
            if step.test is not None and None not in steps:
                steps.append(None)
                if answers.get(self.gate.id) not in (NOW, EVERYTHING):
                    return steps
            steps.append(step)
            done.append(step)
            known |= {q.id: answers[q.id] for q in step.questions if q.id in answers}

    def _chosen_from(
        self,
        begun: Sequence[Subject],
        left: Sequence[Subject],
        done: Sequence[Subject],
        known: Answers,
    ) -> Subject | None:
        """Return what was asked next among what was begun, or what to ask now."""
        key = frozenset(known.items())
        if key in self._chosen:
            before = self._chosen[key]
            if not begun or before in begun:
                return before
        step = self._best(begun or left, done, known)
        if begun:
            return step or begun[0]
        return _keep(self._chosen, key, step)

    def _enough(self, step: Subject, done: Sequence[Subject], answers: Answers) -> bool:
        """Whether a sitting has asked as many of its kind as it may."""
        if not step.tells_of_patterns:
            return False
        held = answers.get(SITTINGS)
        sittings = int(held) if isinstance(held, float) else 1
        tests = sum(s.test is not None and s.tells_of_patterns for s in done)
        if step.test is not None and tests >= self.most.tests_in_all:
            return True
        if answers.get(self.gate.id) == EVERYTHING:
            return False
        if step.test is not None:
            return tests >= self.most.tests * sittings
        return len(done) - tests >= self.most.questions * sittings

    def _best(
        self, candidates: Sequence[Subject], done: Sequence[Subject], answers: Answers
    ) -> Subject | None:
        """Return the most informative candidate above its floor; painful places come first.

        Questions come before self-tests: they take seconds and need no room.
        """
        for subject in candidates:
            if not subject.tells_of_patterns:
                return subject
        posterior = self._posterior(answers)
        outlook = Outlook(self.network, posterior)
        best = _most([s for s in candidates if s.test is None], outlook)
        best = best or _most([s for s in candidates if s.test is not None], outlook)
        sore = painful(answers)
        if best is None or not sore:
            return best
        alike = [s for s in candidates if (s.test is None) is (best.test is None)]
        if any((s.test is None) is (best.test is None) for s in done):
            return best
        only = {p.id for p in self.patterns if p.regions & sore}
        return _most(alike, Outlook(self.network, posterior, only)) or best

    def allowed(self, answers: Answers) -> tuple[Subject, ...]:
        """Return the subjects that nothing excludes."""
        key = frozenset(answers.items())
        remembered = self._allowed.get(key)
        if remembered is not None:
            return remembered
        raised = {flag.id for flag in screen(answers, self.flags).flags}
        allowed = tuple(
            s for s in self.subjects if s.test is None or not _left_out(s.test, raised, answers)
        )
        return _keep(self._allowed, key, allowed)

    def allowed_tests(self, answers: Answers) -> tuple[SelfTest, ...]:
        """Return the self-tests that nothing excludes."""
        return tuple(s.test for s in self.allowed(answers) if s.test is not None)

    def _posterior(self, answers: Answers) -> Posterior:
        key = frozenset(answers.items())
        remembered = self._posteriors.get(key)
        if remembered is not None:
            return remembered
        short_holds = LONG_HOLD in screen(answers, self.flags).closed
        results = read_results(answers, self.tests, short_holds=short_holds)
        observed = observe(answers, results, self.network, self.patterns)
        return _keep(self._posteriors, key, infer(self.network, observed))


def _left_out(test: SelfTest, raised: Set[FlagId], answers: Answers) -> bool:
    """Whether a lock, the person's conditions or their bot exclude a self-test."""
    if answers.get(STOPPED) == "yes":
        return True
    excluded = test.skip_if & raised or test.skip_when.holds(answers)
    return bool(excluded) or test.needs_page(answers)


def _left(
    allowed: Sequence[Subject],
    done: Sequence[Subject],
    known: Answers,
    tests_only: bool = False,
) -> list[Subject]:
    """Return the subjects that may still be asked."""
    asked = {s.first.id for s in done}
    return [
        s
        for s in allowed
        if s.first.id not in asked
        and s.first.when.holds(known)
        and (s.test is not None or not tests_only)
    ]


def _most(candidates: Sequence[Subject], outlook: Outlook) -> Subject | None:
    """Return the subject with the most information per minute among those that tell enough."""
    best: tuple[float, Subject] | None = None
    for subject in candidates:
        gain = subject.gain(outlook)
        if gain < (QUESTION_FLOOR if subject.test is None else TEST_FLOOR):
            continue
        rate = gain / (subject.minutes + (GETTING_READY if subject.test else 0.0))
        if best is None or rate > best[0]:
            best = (rate, subject)
    return None if best is None else best[1]


def _keep(memo: dict[Key, Cached], key: Key, result: Cached) -> Cached:
    if len(memo) >= REMEMBERED:
        memo.clear()
    memo[key] = result
    return result
