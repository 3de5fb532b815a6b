"""The self-tests and patterns of the content fit together."""

import re
import shutil
from pathlib import Path

import pytest

from bot.catalog.check import problems
from bot.catalog.read import read_yaml
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


def test_the_catalogue_of_self_tests_and_patterns_is_known() -> None:
    assert [t.id for t in TESTS] == [f"T{n:02}" for n in range(1, 32)]
    retired = {14}
    known = [n for n in range(1, 19) if n not in retired]
    assert [p.id for p in PATTERNS] == [f"P{n:02}" for n in known]


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
    assert pattern.tight or pattern.id in ("P17", "P18")


def test_every_result_that_can_be_a_reason_has_its_words() -> None:
    findings = {e.finding for p in PATTERNS for e in p.tests}
    for test in TESTS:
        for question in test.questions:
            if question.measure and FindingId(question.id) in findings:
                assert question.because or question.because_sides, question.id
                assert question.measure.asymmetry is None or question.because_sides, question.id
            for option in question.options:
                if option.level and option.level is not Level.NORMAL:
                    assert option.because, (question.id, option.id)


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


def test_the_document_on_measuring_says_what_the_content_says() -> None:
    """Error, unit and whether a study measured people alone, for each test of the phone."""
    lines = Path("docs/measuring.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    documented = {
        row[0]: (float(row[2].split()[0].strip(",")), row[3] == "the person") for row in rows[2:]
    }
    measured = {
        test.name.english: (asked.measure.error, asked.phone.alone)
        for test in TESTS
        if (asked := test.by_phone) is not None and asked.measure is not None and asked.phone
    }
    assert len(measured) == 10
    assert documented == measured


def test_texts_are_calm() -> None:
    for question in questions().values():
        assert "!" not in question.ask.english
        assert not (question.note and "!" in question.note.english)


def test_every_number_of_the_network_says_where_it_is_from() -> None:
    folder = Path(__file__).parents[3] / "content"
    for path in (folder / "imbalances").glob("*.yaml"):
        file = read_yaml(path)
        parts = [file["prior"], *file["tests"]]
        parts += [part for kind in ("habits", "signs", "pains") for part in file.get(kind, [])]
        assert all(part["source"] for part in parts), path
    for path in (folder / "tests").glob("*.yaml"):
        assert all(leak["source"] for leak in read_yaml(path).get("leaks", {}).values()), path


@pytest.mark.parametrize("where", ["prior: {rate:", "  - {finding: T07,"])
def test_check_demands_a_source(where: str, tmp_path: Path) -> None:
    content = shutil.copytree(Path(__file__).parents[3] / "content", tmp_path / "content")
    path = content / "imbalances" / "P01-lower-crossed.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lost = [
        re.sub(r", source: [^,}]+}", "}", line) if line.startswith(where) else line
        for line in lines
    ]
    assert lost != lines
    path.write_text("".join(lost), "utf-8")
    assert any("source" in problem for problem in problems(content))


def test_every_finding_a_pattern_causes_says_how_common_it_is_anyway() -> None:
    network = catalog().network
    assert set(network.of_finding) <= set(network.leaks)
    for state in network.states:
        assert all(link.marked <= link.mild for link in state.links.values()), state.pattern
    for finding, leak in network.leaks.items():
        assert leak.marked <= leak.mild, finding
