"""Numbers that cannot be, and people at the edge of what the bot knows."""

from dataclasses import replace
from datetime import timedelta
from math import inf, nan

import pytest
from hypothesis import given

from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Conclusion, Finding
from bot.domain.errors import NotANumber, OutOfRange
from bot.domain.ids import Equipment, Movement, QuestionId, Side
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import Screening, screen
from bot.domain.talk.answers import Answers, Sides, Value
from bot.domain.talk.question import Kind, Question
from bot.domain.training.exercise import Phase, Position
from bot.domain.training.plan import plan
from tests.domain.assessment.people import catalog, questions, talk
from tests.domain.training.builders import CATALOG, MONDAY, PATTERNS, finding, trainee
from tests.domain.training.test_plan_properties import FEW, findings

NUMBERS = sorted(
    q.id
    for t in catalog().tests.values()
    for q in t.questions
    if q.kind in (Kind.NUMBER, Kind.SIDES)
)
UPRIGHT = {Position.STANDING, Position.SITTING, Position.WALKING}
FORTNIGHT = [MONDAY + timedelta(days=n) for n in range(14)]


@pytest.mark.parametrize("id", NUMBERS)
def test_a_result_that_cannot_be_is_refused(id: QuestionId) -> None:
    question = questions()[id]
    fine = float(question.low)
    for number in (question.low - 1, question.high + 1, nan, inf, -inf):
        odd = float(number)
        tries = [odd] if question.kind is Kind.NUMBER else [Sides(odd, fine), Sides(fine, odd)]
        for value in tries:
            with pytest.raises(OutOfRange):
                question.check(value)
    half: Value = "many" if question.kind is Kind.NUMBER else Sides(fine, None)
    with pytest.raises(NotANumber):
        question.check(half)


def measured(age: float, number: str) -> Answers:
    """Somebody whose every number is the least or the most there is, on both sides."""

    def answer(question: Question) -> Value:
        if question.id == "age":
            return age
        edge = float(question.low if number == "least" else question.high)
        match question.kind:
            case Kind.NUMBER | Kind.SCALE:
                return edge
            case Kind.SIDES:
                return Sides(edge, edge)
            case Kind.SEVERAL:
                return frozenset({str(question.options[-1].id)})
            case Kind.DATE:
                return "2027-01-01"
            case Kind.CHOICE:
                fitting = {"go_on": "tests", "sex": "female"}
                return fitting.get(question.id, str(question.options[0].id))
            case _:
                return "something"

    return talk(answer)


@pytest.mark.parametrize("number", ["least", "most"])
def test_two_sides_that_measure_the_same_are_told_apart_by_no_number(number: str) -> None:
    answers = measured(40, number)
    only = {q: v for q, v in answers.items() if isinstance(v, Sides)}
    assert only
    concluded = profile(only, catalog())
    for one in (*concluded.drivers, *concluded.others):
        assert one.side in (None, Side.BOTH)
        assert one.worse is None
        assert one.side_confirmed


@given(findings)
@FEW
def test_sides_swapped_swap_the_plan_and_nothing_else(drivers: list[Finding]) -> None:
    def turned(side: Side | None) -> Side | None:
        return None if side is None else side.other

    swapped = [replace(f, side=turned(f.side), worse=turned(f.worse)) for f in drivers]
    ours, theirs = trainee(*drivers, minutes=20), trainee(*swapped, minutes=20)
    for day in FORTNIGHT:
        mine, other = plan(ours, day, CATALOG).items, plan(theirs, day, CATALOG).items
        for here, there in zip(mine, other, strict=True):
            assert (here.exercise, here.sets, here.reps) == (there.exercise, there.sets, there.reps)
            assert here.seconds == there.seconds
            assert there.why.side is turned(here.why.side)
            if here.side_hold_s is not None:
                assert there.side_hold_s == here.side_hold_s[::-1]
            if here.why.side in (Side.LEFT, Side.RIGHT) and here.side_first is not None:
                assert there.side_first is turned(here.side_first)


def test_every_flag_at_once_is_urgent_and_whatever_is_planned_is_open() -> None:
    everything = Screening(tuple(catalog().flags.values()))
    assert everything.refer is Refer.URGENT
    assert everything.no_plan
    for pattern in PATTERNS:
        who = trainee(finding(pattern), closed=everything.closed, minutes=30)
        for day in FORTNIGHT:
            routine = plan(who, day, CATALOG)
            assert routine.seconds <= 30 * 60
            for item in routine.items:
                assert not CATALOG.exercises[item.exercise].closed_by & everything.closed


def test_who_has_no_flag_no_pain_and_no_finding_is_told_nothing_and_kept_moving() -> None:
    answers: dict[QuestionId, Value] = {
        QuestionId("age"): 35.0,
        QuestionId("pain_regions"): frozenset({"none"}),
        QuestionId("T01"): 1.0,
        QuestionId("T11"): Sides(12.0, 12.0),
        QuestionId("T12"): Sides(60.0, 60.0),
        QuestionId("T16"): Sides(50.0, 50.0),
    }
    assert screen(answers, catalog().flags.values()).refer is Refer.NONE
    concluded = profile(answers, catalog())
    assert concluded.conclusion is Conclusion.NOTHING
    routine = plan(replace(trainee(), profile=concluded), MONDAY, CATALOG)
    assert routine.general
    assert routine.items


@pytest.mark.parametrize("pattern", PATTERNS)
def test_without_any_equipment_or_floor_there_is_a_session_for_every_pattern(pattern: str) -> None:
    closed = next(f.closes for f in catalog().flags.values() if f.id == "CANNOT_GET_TO_FLOOR")
    who = trainee(finding(pattern), closed=closed, minutes=20, equipment=frozenset[Equipment]())
    phases = set()
    for day in FORTNIGHT:
        for item in plan(who, day, CATALOG).items:
            exercise = CATALOG.exercises[item.exercise]
            assert Movement("floor_position") not in exercise.closed_by & closed
            assert UPRIGHT & set(exercise.positions), item.exercise
            phases.add(item.phase)
    assert Phase.ACTIVATE in phases


def test_five_minutes_work_on_the_first_of_three_patterns() -> None:
    who = trainee(*(finding(p) for p in ("P03", "P07", "P11")), minutes=5)
    for day in FORTNIGHT:
        routine = plan(who, day, CATALOG)
        assert routine.seconds <= 5 * 60
        assert len(routine.items) <= 3
        assert {i.why.pattern for i in routine.items} <= {PATTERNS[2]}
        assert all(i.sets == 1 for i in routine.items)


@pytest.mark.parametrize("age", [17, 18, 69, 70, 110])
@pytest.mark.parametrize("number", ["least", "most"])
def test_every_age_has_a_profile_and_only_grown_ups_a_plan(age: int, number: str) -> None:
    answers = measured(age, number)
    assert screen(answers, catalog().flags.values()).no_plan is (age < 18)
    grown_up = {QuestionId("age"): float(age)}
    assert screen(grown_up, catalog().flags.values()).no_plan is (age < 18)
    concluded = profile(answers, catalog())
    assert len(concluded.drivers) <= 3


def test_an_age_that_nobody_has_is_refused() -> None:
    for age in (-1.0, 0.0, 121.0, 1000.0):
        with pytest.raises(OutOfRange):
            questions()[QuestionId("age")].check(age)
