"""The self-tests and patterns of the content fit together."""

import pytest

from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import FindingId
from bot.domain.talk.condition import Condition
from bot.domain.talk.measure import Level
from bot.domain.talk.question import Kind
from tests.domain.assessment.people import catalog, questions

TESTS = tuple(catalog().tests.values())
PATTERNS = tuple(catalog().patterns.values())
FINDINGS: frozenset[FindingId] = frozenset().union(*(t.findings for t in TESTS))


def dangling(when: Condition) -> set[str]:
    """Options a condition waits for that nobody can choose."""
    odd = set()
    for clause in (c for clauses in when.alternatives for c in clauses):
        question = questions()[clause.question]
        chosen = {str(o.id) for o in question.options}
        chosen |= {"not_sure"} if question.not_sure else set()
        odd |= {f"{question.id}:{o}" for o in (clause.any_of | clause.none_of) - chosen}
    return odd


def test_there_are_26_self_tests_and_16_patterns() -> None:
    assert [t.id for t in TESTS] == [f"T{n:02}" for n in range(1, 27)]
    assert [p.id for p in PATTERNS] == [f"P{n:02}" for n in range(1, 17)]
    assert {t.id for t in TESTS if t.base} == {"T01", "T07", "T11", "T16"}


@pytest.mark.parametrize("test", TESTS, ids=lambda t: t.id)
def test_a_self_test_can_be_declined_and_names_only_known_flags(test: SelfTest) -> None:
    assert test.skip_if <= set(catalog().flags)
    for question in test.questions:
        assert question.skip
        assert question.id.startswith(test.id)
        assert question.card is not None
        assert 2 <= len(question.card.steps) <= 5
        assert not dangling(question.when)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_a_pattern_rests_on_findings_and_answers_that_exist(pattern: Pattern) -> None:
    assert {t.finding for t in pattern.tests} <= FINDINGS
    for evidence in (*pattern.habits, *pattern.signs):
        assert not dangling(evidence.when)
        assert evidence.side_from is None or evidence.side_from in questions()
        assert (evidence.side_from is None) is (evidence.because_side is None)
    assert set(pattern.tight) | set(pattern.weak) <= set(catalog().muscles)
    assert pattern.weak
    assert pattern.tight or pattern.id == "P14"


def test_every_result_that_can_be_a_reason_has_its_words() -> None:
    strongest = {p.strongest for p in PATTERNS}
    findings = {e.finding for p in PATTERNS for e in p.tests}
    for test in TESTS:
        for question in test.questions:
            if question.measure and FindingId(question.id) in findings:
                assert question.because or question.because_sides, question.id
                assert question.measure.asymmetry is None or question.because_sides, question.id
            for option in question.options:
                reason = option.level is not Level.NORMAL or test.id in strongest
                if option.level and reason:
                    assert option.because, (question.id, option.id)
                one_side = option.side and not option.finding
                assert not (one_side and test.id in strongest) or question.because, question.id


def test_every_result_of_a_test_speaks_for_some_pattern() -> None:
    used = {e.finding for p in PATTERNS for e in p.tests}
    for test in TESTS:
        for question in test.questions:
            if question.measure and question.measure.norms:
                assert FindingId(question.id) in used, question.id
            for option in question.options:
                if option.level:
                    assert (option.finding or FindingId(question.id)) in used, option.id


def test_words_of_numbers_name_the_numbers_they_use() -> None:
    for question in questions().values():
        for because in (question.because, question.because_sides):
            if because is None or question.measure is None:
                continue
            assert "{value}" in because.english
            assert ("{side}" in because.english) is (question.kind is Kind.SIDES)
            assert "{usual}" in because.english
            assert question.measure.norms or because is question.because_sides


def test_a_number_that_cannot_be_is_refused() -> None:
    knee_to_wall = questions()[next(q for q in questions() if q == "T11")]
    assert (knee_to_wall.low, knee_to_wall.high) == (0, 25)


def test_texts_are_calm() -> None:
    for question in questions().values():
        assert "!" not in question.ask.english
        assert not (question.note and "!" in question.note.english)
