"""Whether a subject may be asked next: a question with those that follow, or a self-test."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.assessment.information import Asked, HabitLink, Outlook
from bot.domain.assessment.network import Network, sign_finding
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.result import BOTH_SIDES
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import FindingId, QuestionId, Side
from bot.domain.talk.answers import SKIPPED, Answers
from bot.domain.talk.question import Kind, Question

A_QUESTION, AN_OPTION = 0.15, 0.03
"""Minutes to read a question, and each of its answers. Estimate."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to ask about."""

    questions: tuple[Question, ...]
    """The first, and those that depend on it."""
    test: SelfTest | None
    findings: Asked
    habits: tuple[HabitLink, ...]
    minutes: float

    @property
    def first(self) -> Question:
        """Return the question it begins with."""
        return self.questions[0]

    @property
    def tells_of_patterns(self) -> bool:
        """Whether any pattern depends on it; the test of loose joints is for safety only."""
        return bool(self.findings or self.habits)

    def gain(self, outlook: Outlook) -> float:
        """Return the bits of information to expect."""
        return outlook.of_findings(self.findings) + outlook.of_habits(self.habits)

    def begun(self, answers: Answers) -> bool:
        """Whether any of it was answered."""
        return any(q.id in answers for q in self.questions)

    def asked(self, answers: Answers) -> Iterable[Question]:
        """Return the questions to ask."""
        if self.test is not None:
            return asked_of(self.test, answers)
        return (q for q in self.questions if q.when.holds(answers))

    def finished(self, answers: Answers) -> bool:
        """Whether nothing of it is left to ask."""
        return all(q.id in answers for q in self.asked(answers))


def asked_of(test: SelfTest, answers: Answers) -> Iterable[Question]:
    """Return the questions of a test; who cannot do it is not asked about its result."""
    replaced = test.replaced(answers)
    first = test.questions[0]
    if answers.get(first.id) == SKIPPED and not replaced:
        return (first,)
    asked = [q for q in test.questions if q.id not in replaced]
    if test.by_phone is not None and replaced:
        asked.append(test.by_phone)
    return (q for q in asked if q.when.holds(answers))


def subjects_of_tests(tests: Iterable[SelfTest], network: Network) -> tuple[Subject, ...]:
    """Return every self-test as a subject."""
    return tuple(
        Subject(t.all_questions, t, _shown(t.all_questions, network), (), t.minutes) for t in tests
    )


def subjects_of_questions(
    questions: Sequence[Question], patterns: Sequence[Pattern]
) -> tuple[Subject, ...]:
    """Group the questions about habits and signs, each with those that follow from it."""
    habits: dict[QuestionId, list[HabitLink]] = {}
    signs: dict[QuestionId, dict[FindingId, tuple[Side | None, ...]]] = {}
    for pattern in patterns:
        for habit in pattern.habits:
            for question in habit.when.questions:
                link = HabitLink(pattern.id, habit.odds, habit.when)
                habits.setdefault(question, []).append(link)
        for sign in pattern.signs:
            for question in sign.when.questions:
                signs.setdefault(question, {})[sign_finding(sign)] = (None,)
    subjects: list[Subject] = []
    for group in _grouped(questions):
        first = group[0]
        subjects.append(
            Subject(
                questions=tuple(group),
                test=None,
                findings=signs.get(first.id, {}),
                habits=tuple(habits.get(first.id, ())),
                minutes=A_QUESTION + AN_OPTION * len(first.options),
            )
        )
    return tuple(subjects)


def _grouped(questions: Sequence[Question]) -> list[list[Question]]:
    groups: dict[QuestionId, list[Question]] = {}
    head: dict[QuestionId, QuestionId] = {}
    for question in questions:
        before = [head[q] for q in question.when.questions if q in head]
        head[question.id] = before[0] if before else question.id
        groups.setdefault(head[question.id], []).append(question)
    return list(groups.values())


def _shown(questions: Iterable[Question], network: Network) -> Asked:
    """Return the findings of a test that some pattern causes, and the sides it tests."""
    shown: dict[FindingId, set[Side | None]] = {}
    for question in questions:
        if question.measure is not None:
            both: tuple[Side | None, ...] = BOTH_SIDES
            sides = both if question.kind is Kind.SIDES else (None,)
            finding = question.finding or FindingId(question.id)
            shown.setdefault(finding, set()).update(sides)
        for option in question.options:
            if option.level is not None:
                of_option = shown.setdefault(option.finding or FindingId(question.id), set())
                if option.side in BOTH_SIDES:
                    of_option.add(option.side)
    return {
        finding: tuple(sorted(sides, key=str)) or (None,)
        for finding, sides in shown.items()
        if finding in network.of_finding
    }
