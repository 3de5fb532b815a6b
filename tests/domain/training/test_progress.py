"""Weeks are counted, not days; tests change only beyond their error."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.assessment.change import Change
from bot.domain.ids import QuestionId, Side
from bot.domain.talk.answers import Sides
from bot.domain.training.measurements import measured
from bot.domain.training.progress import Calendar, weeks
from bot.domain.training.routine import Block, Routine
from bot.domain.training.workout import Card, CardState, Ending, Pains, Workout
from tests.app.talker import CATALOG

MONDAY = date(2027, 3, 1)
EVERY_DAY = frozenset(range(7))


def day(n: int, *, done: bool = True, pain: int | None = None) -> Workout:
    """The workout of a day after that Monday."""
    state = CardState.DONE if done else CardState.OPEN
    ending = Ending.DONE if done else Ending.NOT_TODAY
    routine = Routine(MONDAY + timedelta(days=n), (), 300, 10, Block.CALM)
    return Workout(routine.day, routine, (Card(state),), done, ending, Pains(during=pain))


def test_a_week_plans_five_days_at_the_most_and_more_than_planned_is_fine() -> None:
    [week] = weeks([day(n) for n in range(3)], MONDAY, MONDAY, Calendar(EVERY_DAY))
    assert (week.done, week.planned) == (3, 5)
    [week] = weeks([day(n) for n in range(6)], MONDAY, MONDAY, Calendar(EVERY_DAY))
    assert (week.done, week.planned) == (6, 6)


def test_days_before_the_first_one_and_in_a_planned_break_are_not_planned() -> None:
    thursday = MONDAY + timedelta(days=3)
    [begun] = weeks([], thursday, thursday, Calendar(EVERY_DAY))
    assert begun.planned < 5
    away = (MONDAY + timedelta(days=7), MONDAY + timedelta(days=14))
    all_weeks = weeks([], MONDAY, MONDAY + timedelta(days=14), Calendar(EVERY_DAY, [away]))
    assert [week.planned for week in all_weeks] == [5, 0, 5]


def test_two_declined_days_a_month_are_free_and_a_third_is_not() -> None:
    declined = [day(n, done=False) for n in (0, 1, 2)]
    planned = [
        weeks(declined[:n], MONDAY, MONDAY, Calendar(EVERY_DAY))[0].planned for n in range(4)
    ]
    assert planned == [5, 4, 3, 3]


def test_a_week_is_kept_with_three_of_five() -> None:
    two, three = (
        weeks([day(n) for n in range(k)], MONDAY, MONDAY, Calendar(EVERY_DAY)) for k in (2, 3)
    )
    assert [two[0].kept, three[0].kept] == [False, True]


def test_the_pain_of_a_week_is_the_median_of_its_days() -> None:
    days = [day(n, pain=p) for n, p in enumerate((5, 1, 2))]
    assert weeks(days, MONDAY, MONDAY, Calendar(EVERY_DAY))[0].pain == 2


def test_a_number_changes_only_beyond_the_error_of_its_test_each_side_for_itself() -> None:
    test = CATALOG.tests[next(t for t in CATALOG.tests if t == "T11")]
    first = test.questions[0]
    assert first.measure is not None
    error = first.measure.error
    before = {QuestionId("T11"): Sides(5.0, 5.0)}
    after = {QuestionId("T11"): Sides(5.0 + error * 0.9, 5.0 + error * 1.1)}
    runs = [(MONDAY, before), (MONDAY + timedelta(days=28), after)]
    [number] = measured(runs, {test.id: replace(test, questions=(first,))})
    assert number.change(Side.LEFT) is Change.SAME
    better = Change.BETTER if first.measure.higher_is_better else Change.WORSE
    assert number.change(Side.RIGHT) is better


def test_only_a_week_that_is_over_is_quiet() -> None:
    all_weeks = weeks([], MONDAY, MONDAY + timedelta(days=7), Calendar(EVERY_DAY))
    assert [week.quiet for week in all_weeks] == [True, False]
    assert [week.under_way for week in all_weeks] == [False, True]


def test_who_is_written_to_three_times_a_week_is_counted_by_three() -> None:
    fewer = Calendar(frozenset({0, 2, 4}))
    [week] = weeks([day(n) for n in (0, 2, 4)], MONDAY, MONDAY + timedelta(days=6), fewer)
    assert (week.done, week.planned) == (3, 3)


def test_a_day_off_that_does_not_count_is_counted_beside_the_week() -> None:
    declined = [day(n, done=False) for n in (0, 1, 2)]
    [week] = weeks(declined, MONDAY, MONDAY, Calendar(EVERY_DAY))
    assert (week.planned, week.free) == (3, 2)
    [weekend] = weeks([day(5, done=False)], MONDAY, MONDAY, Calendar(frozenset({0, 2, 4})))
    assert weekend.free == 0
