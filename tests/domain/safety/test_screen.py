"""The safety screen: short for the healthy, careful with every doubt."""

from datetime import date, timedelta

import pytest

from bot.domain.ids import DialogueId, FlagId, Movement, QuestionId, ScriptId
from bot.domain.safety.flag import FlagKind, Refer
from bot.domain.safety.lasting import spared
from bot.domain.safety.screening import Screening, screen
from bot.domain.talk.answers import NOT_SURE, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from tests.domain.assessment.people import as_answers, catalog, questions

TODAY = date(2026, 11, 22)
FLAGS = catalog().flags
RED = [f for f in FLAGS.values() if f.kind is FlagKind.RED]


def screened(answers: dict[str, object], today: date | None = None) -> Screening:
    return screen(as_answers(answers), FLAGS.values(), today)


def raised(answers: dict[str, object], today: date | None = None) -> set[str]:
    return {f.id for f in screened(answers, today).flags}


def healthy(question: Question) -> Value:
    """Nothing to report; one tap for each question."""
    for calm in ("none", "no", "yes", "male", "under_4", "over_150", "later"):
        if question.option(calm):
            return frozenset({calm}) if question.kind is Kind.SEVERAL else calm
    return 30.0


def taps(script: str) -> int:
    """One for each answer, one more to confirm what was ticked."""
    dialogue = Dialogue(DialogueId(1), catalog().scripts[ScriptId(script)], {})
    count = 0
    while (asked := dialogue.current) is not None:
        count += 2 if asked.kind is Kind.SEVERAL else 1
        dialogue = dialogue.answer(asked.id, healthy(asked))
    return count


def test_a_healthy_person_is_through_the_screen_in_eight_taps_and_the_short_form_in_25() -> None:
    assert taps("safety") <= 8
    assert taps("safety") + taps("assessment") <= 25


def test_all_flags_are_there_and_every_one_can_be_raised() -> None:
    asked = {f"R{n:02}" for n in range(1, 18)}
    heard_only = {f"R{n:02}" for n in range(18, 24)} | {f"C{n:02}" for n in range(1, 5)}
    assert {f.id for f in RED} == asked | heard_only
    conditions = {f.id for f in FLAGS.values() if f.kind is FlagKind.CONDITION}
    assert len(conditions) == 28
    assert {"SCOLIOSIS", "LEG_LENGTH"} <= conditions
    for flag in FLAGS.values():
        assert flag.id in heard_only or flag.when.alternatives
        assert flag.when.questions <= set(questions())


@pytest.mark.parametrize("flag", [f.id for f in RED])
def test_yes_and_not_sure_raise_every_red_flag(flag: str) -> None:
    red_flag = FLAGS[FlagId(flag)]
    for clauses in red_flag.when.alternatives:
        for clause in clauses:
            assert {"yes", NOT_SURE} <= clause.any_of
            for answer in ("yes", NOT_SURE):
                assert flag in raised({clause.question: answer})
            assert flag not in raised({clause.question: "no"})


@pytest.mark.parametrize("flag", ["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09"])
def test_the_first_nine_and_pregnancy_warnings_are_urgent(flag: str) -> None:
    assert FLAGS[FlagId(flag)].refer is Refer.URGENT
    assert FLAGS[FlagId("R17")].refer is Refer.URGENT


def test_every_red_flag_says_what_to_do_now_and_what_it_sounds_like() -> None:
    for flag in RED:
        assert flag.advice
        assert flag.name.english


def test_not_knowing_which_condition_is_for_a_clinician() -> None:
    assert "S_UNSURE" in raised({"health_which": NOT_SURE})
    assert "S_UNSURE" in raised({"body_which": NOT_SURE})


@pytest.mark.parametrize(
    ("treated", "reading", "refer"),
    [
        ("yes", "under_160", Refer.NONE),
        ("no", "under_160", Refer.CLINICIAN_FIRST),
        ("yes", NOT_SURE, Refer.CLINICIAN_FIRST),
        ("yes", "from_160", Refer.CLINICIAN_FIRST),
        ("yes", "from_180", Refer.CLINICIAN_FIRST),
    ],
)
def test_blood_pressure_goes_on_only_when_treated_and_low(
    treated: str, reading: str, refer: Refer
) -> None:
    answers: dict[str, object] = {
        "health_which": ["pressure"],
        "pressure_treated": treated,
        "pressure_reading": reading,
    }
    screening = screened(answers)
    assert screening.refer is refer
    assert Movement("long_isometric_hold") in screening.closed
    assert screening.no_plan is (reading == "from_180")


@pytest.mark.parametrize(("age", "young"), [(17, True), (17.9, True), (18, False), (110, False)])
def test_there_is_no_plan_before_eighteen(age: float, young: bool) -> None:
    assert screened({"age": age}).no_plan is young


@pytest.mark.parametrize(
    ("age", "active", "flagged"),
    [(69, "no", False), (70, "no", True), (70, NOT_SURE, True), (70, "yes", False)],
)
def test_over_69_and_inactive_is_for_a_clinician(age: float, active: str, flagged: bool) -> None:
    assert ("OVER_69_INACTIVE" in raised({"age": age, "active": active})) is flagged


@pytest.mark.parametrize(
    ("weeks_along", "comfortable", "closed"),
    [(12, "yes", False), (13, "yes", True), (12, "no", True), (30, "yes", True), (-2, "yes", True)],
)
def test_lying_on_the_back_opens_before_the_fourth_month_if_comfortable(
    weeks_along: int, comfortable: str, closed: bool
) -> None:
    due = TODAY + timedelta(weeks=40 - weeks_along)
    answers: dict[str, object] = {
        "pregnancy": "pregnant",
        "due_date": due.isoformat(),
        "supine_ok": comfortable,
    }
    screening = screened(answers, TODAY)
    assert (Movement("supine_lying") in screening.closed) is closed
    assert screening.refer is Refer.CLINICIAN_FIRST
    assert Movement("supine_lying") in screened(answers).closed


@pytest.mark.parametrize(
    ("weeks", "stands", "no_plan"),
    [(0, True, True), (5, True, True), (6, True, False), (11, True, False), (12, False, False)],
)
def test_after_a_birth_there_is_no_plan_for_six_weeks_and_care_for_twelve(
    weeks: int, stands: bool, no_plan: bool
) -> None:
    born = TODAY - timedelta(weeks=weeks)
    answers: dict[str, object] = {"pregnancy": "birth", "birth_date": born.isoformat()}
    screening = screened(answers, TODAY)
    assert ("POSTPARTUM_12W" in {f.id for f in screening.flags}) is stands
    assert screening.no_plan is no_plan


@pytest.mark.parametrize(("weeks", "stands"), [(1, True), (11, True), (12, False), (-3, True)])
def test_an_operation_counts_for_twelve_weeks(weeks: int, stands: bool) -> None:
    done = TODAY - timedelta(weeks=weeks)
    answers: dict[str, object] = {"body_which": ["surgery"], "surgery_date": done.isoformat()}
    assert ("RECENT_SURGERY" in raised(answers, TODAY)) is stands
    assert "RECENT_SURGERY" in raised(answers)


def test_what_was_operated_on_is_left_alone_until_it_has_healed() -> None:
    done = (TODAY - timedelta(weeks=5)).isoformat()
    answers = as_answers({"surgery_region": ["knee", "hip"], "surgery_date": done})
    assert spared(answers, TODAY) == {"knee", "hip"}
    assert spared(answers, TODAY + timedelta(weeks=7)) == frozenset()
    assert spared(answers) == {"knee", "hip"}
    assert spared({}, TODAY) == frozenset()


def test_a_date_that_is_not_sure_leaves_the_careful_reading() -> None:
    screening = screened({"pregnancy": "birth", "birth_date": NOT_SURE}, TODAY)
    assert screening.no_plan


def test_two_of_five_loose_joints_are_enough_and_one_is_not() -> None:
    one: dict[str, object] = {"T23_palms": "yes", "T23_thumb": "no", "T23_splits": NOT_SURE}
    assert "HYPERMOBILITY" not in raised(one)
    assert "HYPERMOBILITY" in raised({**one, "T23_out": "yes"})


def test_reasons_name_the_flags_of_the_most_careful_referral() -> None:
    screening = screened({"red_numb": "yes", "slow_night": "yes", "body_which": ["hernia"]})
    assert screening.refer is Refer.URGENT
    assert [f.id for f in screening.reasons] == ["R01"]
    assert screened({}).reasons == ()


def test_every_question_takes_its_answers_within_the_limits_of_telegram() -> None:
    for id in questions():
        question = questions()[QuestionId(id)]
        assert len(question.ask.english) <= 250
        assert question.note is None or len(question.note.english) <= 250
        for option in question.options:
            assert len(option.text.english) <= 30, (question.id, option.id)
            assert len(question.id) + len(option.id) <= 44
