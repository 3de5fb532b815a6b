"""What holds for every person, whatever they answer."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.assessment.assess import chances_of, profile
from bot.domain.assessment.profile import Finding, Likelihood, Profile
from bot.domain.ids import PatternId, QuestionId, ScriptId, Side
from bot.domain.safety.screening import screen
from bot.domain.talk.answers import NOT_SURE, Answers, Sides, Value
from bot.domain.talk.question import Kind, Question
from tests.domain.assessment.people import battery, catalog, questions, talk

ASSESSED = sorted(q.id for q in catalog().scripts[ScriptId("assessment")].questions)
SAFETY = sorted(q.id for q in catalog().scripts[ScriptId("safety")].questions)
few = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def values(question: Question) -> st.SearchStrategy[Value]:
    """Any answer the question takes."""
    number = st.integers(int(question.low), int(question.high)).map(float)
    match question.kind:
        case Kind.NUMBER | Kind.SCALE:
            answers: st.SearchStrategy[Value] = number
        case Kind.SIDES:
            answers = st.builds(Sides, number, number)
        case Kind.SEVERAL:
            ids = [str(o.id) for o in question.options]
            answers = st.frozensets(st.sampled_from(ids), min_size=1, max_size=4)
        case Kind.DATE:
            answers = st.just("2027-01-01")
        case _:
            answers = st.sampled_from([str(o.id) for o in question.options])
    return answers | st.just(NOT_SURE) if question.not_sure else answers


@st.composite
def people(draw: st.DrawFn) -> Answers:
    """Somebody who answered some of the questions."""
    asked = draw(st.lists(st.sampled_from(ASSESSED), unique=True, max_size=40))
    asked += draw(st.lists(st.sampled_from(SAFETY), unique=True, max_size=6))
    return {id: draw(values(questions()[id])) for id in asked}


def chances(answers: Answers) -> Mapping[PatternId, float]:
    return chances_of(answers, catalog())


def mirrored(text: str) -> str:
    return text.replace("left", "\0").replace("right", "left").replace("\0", "right")


def mirror(answers: Answers) -> Answers:
    """The same person seen in a mirror."""

    def turned(value: Value) -> Value:
        match value:
            case str():
                return mirrored(value)
            case frozenset():
                return frozenset(mirrored(v) for v in value)
            case Sides(left, right):
                return Sides(right, left)
            case _:
                return value

    return {QuestionId(mirrored(id)): turned(value) for id, value in answers.items()}


def findings(concluded: Profile) -> list[Finding]:
    return [replace(f, because=(), against=()) for f in (*concluded.drivers, *concluded.others)]


@few
@given(people(), st.sampled_from([id for id in ASSESSED if questions()[id].not_sure]))
@example({QuestionId("T03_hands"): "side"}, QuestionId("T03"))
def test_not_sure_tells_what_no_answer_tells(answers: Answers, question: QuestionId) -> None:
    without = {id: v for id, v in answers.items() if id != question}
    asked_of_it = [id for id in without if question in questions()[id].when.questions]
    if not asked_of_it:
        assert chances(without) == chances({**without, question: NOT_SURE})


@few
@given(people())
def test_the_same_answers_make_the_same_profile(answers: Answers) -> None:
    again = dict(reversed(list(answers.items())))
    assert profile(answers, catalog()) == profile(again, catalog())


@few
@given(people())
def test_a_finding_is_told_with_its_reasons_by_its_probability(answers: Answers) -> None:
    concluded = profile(answers, catalog())
    assert len(concluded.drivers) <= 3
    for finding in (*concluded.drivers, *concluded.others):
        assert finding.probability >= 0.3
        assert (finding.level is Likelihood.LIKELY) is (finding.probability >= 0.6)
        assert finding.because
        assert max(len(finding.because), len(finding.against)) <= 3
        weights = [r.weight for r in finding.because]
        assert weights == sorted(weights, reverse=True)
        assert all(w > 0 for w in weights)
        assert all(r.weight < 0 for r in finding.against)
        assert finding.worse is None or finding.side is Side.BOTH


@few
@given(people())
@example({QuestionId("T02"): "stay", QuestionId("T07_shin_left"): "down", QuestionId("T26"): 0.0})
@example(
    {
        QuestionId("T19_left"): "narrow",
        QuestionId("T23_double"): "no",
        QuestionId("T07_left"): "above",
        QuestionId("T16"): Sides(0.0, 0.0),
    }
)
@example({QuestionId("T19_left"): "wide", QuestionId("T13"): Sides(4.0, 2.0)})
def test_a_person_in_the_mirror_has_the_other_side(answers: Answers) -> None:
    ours, theirs = profile(answers, catalog()), profile(mirror(answers), catalog())
    swap = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH, None: None}
    turned = [replace(f, side=swap[f.side], worse=swap[f.worse]) for f in findings(ours)]
    assert turned == findings(theirs)


@few
@given(people())
def test_no_test_is_asked_that_must_be_skipped(answers: Answers) -> None:
    chosen = battery().chosen(answers)
    raised = {f.id for f in screen(answers, catalog().flags.values()).flags}
    assert len(chosen) == len({t.id for t in chosen})
    assert not any(t.skip_if & raised or t.skip_when.holds(answers) for t in chosen)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_order_of_the_tests_stays_while_answers_are_added(data: st.DataObject) -> None:
    asked: list[QuestionId] = []

    def answer(question: Question) -> Value:
        if question in battery().all:
            asked.append(question.id)
        if question.id in ("find_out", "go_on"):
            return "now" if question.id == "find_out" else "tests"
        return data.draw(values(question))

    answers = talk(answer)
    given_now = {q.id for q in battery().questions(answers)}
    assert [q.id for q in battery().questions(answers)] == [id for id in asked if id in given_now]
