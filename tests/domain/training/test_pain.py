"""The pain table: three moments, three colours, the start level."""

from dataclasses import replace

import pytest

from bot.domain.ids import Region
from bot.domain.safety.flag import Refer
from bot.domain.training.exercise import Phase
from bot.domain.training.pain import (
    Colour,
    afterwards,
    colour,
    next_morning,
    strengthening,
    stretching,
)
from bot.domain.training.pain_response import Advice, judge
from bot.domain.training.pain_trend import trend
from bot.domain.training.plan import plan
from bot.domain.training.workout import CardState, Pains, Workout
from tests.domain.training.builders import CATALOG, MONDAY, done, finding, on, trainee

GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED
GUIDE = CATALOG.plan_rules
ROUTINE = plan(trainee(finding("P01"), minutes=20), MONDAY, CATALOG)


def session(day: int, **pains: object) -> Workout:
    routine = replace(ROUTINE, day=on(day))
    return done(routine, Pains(**pains))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pain", "expected"), [(0, GREEN), (2, GREEN), (3, AMBER), (4, RED), (9, RED)]
)
def test_while_stretching(pain: int, expected: Colour) -> None:
    assert stretching(pain) is expected


@pytest.mark.parametrize(
    ("pain", "start", "expected"),
    [
        (3, 3, GREEN),
        (4, 3, AMBER),
        (5, 3, RED),  # two points more than usual
        (4, 4, GREEN),
        (5, 4, GREEN),
        (6, 4, RED),
        (6, 6, RED),  # 5 is the ceiling
    ],
)
def test_who_lives_with_pain_is_judged_by_change_on_a_day_of_stretching_too(
    pain: int, start: int, expected: Colour
) -> None:
    light = replace(session(1, before=start, during=pain), routine=replace(ROUTINE, light=True))
    assert colour(light, start) is expected


def test_the_pull_of_a_stretch_itself_has_no_usual_level() -> None:
    light = Workout.of(replace(ROUTINE, light=True))
    cards = (replace(light.cards[0], pain=4), *light.cards[1:])
    assert ROUTINE.items[0].phase is Phase.LENGTHEN
    assert colour(replace(light, cards=cards, pains=Pains(before=4, during=4)), 4) is RED


def test_who_told_a_usual_level_of_4_and_stays_there_is_never_referred() -> None:
    week = [
        replace(one, routine=replace(one.routine, light=day % 2 == 1))
        for day, one in ((day, session(day, during=4)) for day in range(6))
    ]
    for day in range(6):
        response = judge(week, on(day), GUIDE, usual=4)
        assert (response.colour, response.rescreen, response.refer) == (GREEN, False, Refer.NONE)
    assert judge(week, on(5), GUIDE).refer is Refer.CLINICIAN_FIRST


def test_the_level_told_at_the_beginning_counts_as_long_as_reports_reach_it() -> None:
    better = [session(day, during=1) for day in range(3)]
    assert judge([*better, session(3, during=4)], on(3), GUIDE, usual=4).colour is AMBER
    same = [session(day, during=4) for day in range(3)]
    assert judge([*same, session(3, during=5)], on(3), GUIDE, usual=4).colour is GREEN


@pytest.mark.parametrize(
    ("pain", "start", "sharp", "expected"),
    [
        (3, 0, False, GREEN),
        (4, 0, False, AMBER),
        (5, 3, False, AMBER),
        (5, 4, False, GREEN),  # who lives at 4 is judged by change, 5 is the ceiling
        (6, 5, False, RED),
        (1, 0, True, RED),
    ],
)
def test_during_strength_work(pain: int, start: int, sharp: bool, expected: Colour) -> None:
    assert strengthening(pain, start, sharp=sharp) is expected


@pytest.mark.parametrize(
    ("pain", "start", "expected"),
    [(1, 0, GREEN), (2, 0, AMBER), (3, 2, GREEN), (4, 3, AMBER), (5, 4, GREEN), (6, 6, RED)],
)
def test_up_to_an_hour_after(pain: int, start: int, expected: Colour) -> None:
    assert afterwards(pain, start) is expected


@pytest.mark.parametrize(
    ("pain", "start", "expected"),
    [
        (1, 0, GREEN),
        (2, 0, AMBER),
        (3, 0, RED),
        (4, 3, AMBER),
        (5, 4, GREEN),
        (6, 5, RED),
    ],
)
def test_the_next_morning(pain: int, start: int, expected: Colour) -> None:
    assert next_morning(pain, start) is expected


def test_an_exercise_that_hurt_without_a_number_is_red_and_with_a_low_one_amber() -> None:
    hurt = Workout.of(ROUTINE).mark(0, CardState.HURT)
    assert colour(hurt) is RED
    assert colour(replace(hurt, pains=Pains(during=2))) is AMBER


def test_two_exercises_that_hurt_are_red() -> None:
    hurt = Workout.of(ROUTINE).mark(0, CardState.HURT).mark(1, CardState.HURT)
    assert colour(replace(hurt, pains=Pains(during=2))) is RED


def test_a_red_asks_the_safety_questions_and_rests_the_area() -> None:
    response = judge([session(0, during=7, region="knee")], on(0), GUIDE, known={Region("knee")})
    assert (response.colour, response.advice, response.rescreen) == (RED, Advice.REST_AREA, True)
    assert response.refer is Refer.NONE


@pytest.mark.parametrize(("gap", "refer"), [(14, Refer.CLINICIAN_FIRST), (15, Refer.NONE)])
def test_a_second_red_within_fourteen_days_is_for_a_clinician(gap: int, refer: Refer) -> None:
    history = [session(0, during=7, region="knee"), session(gap, during=7, region="knee")]
    assert judge(history, on(gap), GUIDE).refer is refer


def test_three_ambers_in_a_week_ask_the_safety_questions() -> None:
    history = [session(day, during=4) for day in (0, 2, 4)]
    assert not judge(history[:2], on(2), GUIDE).rescreen
    assert judge(history, on(4), GUIDE).rescreen


def test_pain_of_seven_at_rest_stops() -> None:
    response = judge([session(0, before=7, during=7)], on(0), GUIDE)
    assert (response.advice, response.rescreen) == (Advice.STOP, True)


def test_an_exercise_is_graded_by_its_own_pain_whatever_the_day_was_said_to_be() -> None:
    stretch = next(n for n, i in enumerate(ROUTINE.items) if i.phase is Phase.LENGTHEN)
    strength = next(n for n, i in enumerate(ROUTINE.items) if i.phase is Phase.ACTIVATE)
    assert colour(session(0, during=3).noted(stretch, pain=5)) is RED
    assert colour(session(0, during=3).noted(stretch, pain=3)) is AMBER
    assert colour(session(0, during=3).noted(strength, pain=5)) is AMBER
    assert colour(session(0, during=3).noted(strength, pain=6)) is RED


def test_a_new_place_is_asked_about_once() -> None:
    first = [session(0, during=4, region="knee")]
    assert judge(first, on(0), GUIDE).new_place == "knee"
    assert judge(first, on(0), GUIDE, known={Region("knee")}).new_place is None
    assert judge([*first, session(2, during=4, region="knee")], on(2), GUIDE).new_place is None


def weeks(*medians: int) -> list[tuple[object, int]]:
    return [(on(7 * n + d), pain) for n, pain in enumerate(medians) for d in (0, 2, 4)]


@pytest.mark.parametrize(
    ("medians", "rising", "leap"),
    [((2, 4, 6), True, False), ((2, 4, 5), False, False), ((2, 2, 5), False, True)],
)
def test_weekly_medians_that_rise(medians: tuple[int, ...], rising: bool, leap: bool) -> None:
    course = trend(weeks(*medians), on(20), 1.0)  # type: ignore[arg-type]
    assert (course.rising, course.leap) == (rising, leap)


def test_two_reports_make_no_median() -> None:
    few = [r for r in weeks(2, 4, 6) if r[0] != on(18)]
    assert not trend(few, on(20), 1.0).rising  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("medians", "better"), [((5, 3), True), ((3, 2), True), ((5, 4), False), ((1, 0), False)]
)
def test_two_points_or_a_third_less_is_a_real_change(
    medians: tuple[int, ...], better: bool
) -> None:
    assert trend(weeks(*medians), on(13), 1.0).better is better  # type: ignore[arg-type]


def test_a_real_change_compares_weeks_that_share_no_day_and_is_told_once() -> None:
    reports = weeks(5, 2, 2)
    days = [n for n in range(21) if trend(reports, on(n), 1.0).better]  # type: ignore[arg-type]
    assert days == [13]


def test_a_real_change_is_told_with_its_numbers() -> None:
    history = [session(7 * n + d, during=pain) for n, pain in ((0, 3), (1, 0)) for d in (0, 2, 4)]
    [change] = judge(history, on(13), GUIDE).changes
    assert change.levels == (3, 0)


def test_no_fall_in_four_weeks_counts_only_with_adherence_and_pain_at_the_start() -> None:
    same = weeks(5, 5, 5, 5, 5)
    assert trend(same, on(33), 0.7).no_fall  # type: ignore[arg-type]
    assert not trend(same, on(33), 0.6).no_fall  # type: ignore[arg-type]
    assert not trend(weeks(3, 3, 3, 3, 3), on(33), 1.0).no_fall  # type: ignore[arg-type]
