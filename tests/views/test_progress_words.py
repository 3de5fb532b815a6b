"""How progress is worded: weeks by the calendar, days off named, tests as they were counted."""

from datetime import date

from bot.domain.ids import QuestionId, TestId
from bot.domain.outcome.account import ProgressShown
from bot.domain.talk.answers import Answers, Sides
from bot.domain.training.choices import chosen_on
from bot.domain.training.measurements import measured
from bot.domain.training.progress import Progress, Week
from bot.domain.training.routine import Block
from bot.views.progress import week_line
from bot.views.screens import view
from bot.views.self_test_lines import lines_of_tests
from bot.views.texts import Texts
from tests.views.test_every_outcome import the_catalog

CATALOG = the_catalog()
ENGLISH = Texts("en", CATALOG.words)
TUESDAY = date(2027, 1, 5)
CURLS: Answers = {QuestionId("T21"): Sides(16, 16), QuestionId("T21_triceps"): Sides(14, 12)}


def words_of(day: date, *runs: tuple[date, Answers]) -> str:
    tests = {TestId("T21"): CATALOG.tests[TestId("T21")]}
    shown = Progress(day, TUESDAY, Block.CALM, weeks=(Week(day, 2, 4),))
    numbers = measured(runs, tests)
    return view(
        ProgressShown(
            Progress(shown.day, shown.started, shown.block, weeks=shown.weeks, measured=numbers)
        ),
        ENGLISH,
        CATALOG,
    ).text


def test_the_week_in_the_head_is_counted_as_the_weeks_below() -> None:
    for days, week in ((0, 1), (5, 1), (6, 2), (13, 3)):
        day = date.fromordinal(TUESDAY.toordinal() + days)
        assert f"Week {week}:" in words_of(day)


def test_a_line_is_of_a_week_and_names_the_days_off_that_do_not_count() -> None:
    assert week_line(Week(date(2027, 1, 4), 2, 4), ENGLISH) == "Week of Jan 4: ●●○○ 2 of 4"
    with_free = week_line(Week(date(2027, 1, 4), 2, 3, free=1), ENGLISH)
    assert with_free == "Week of Jan 4: ●●○ 2 of 3, and a day off"


def test_what_was_measured_once_is_told_as_it_was_counted() -> None:
    words = words_of(TUESDAY, (TUESDAY, CURLS))
    assert "Your tests on Tue, Jan 5" in words
    assert "the first time" not in words
    assert "Curls: left 16, right 16 times" in words
    assert "Elbow straightenings: left 14, right 12 times" in words
    assert "0.9" not in words


def test_two_tries_are_compared_by_the_number_for_each_curl() -> None:
    better: Answers = {QuestionId("T21"): Sides(16, 16), QuestionId("T21_triceps"): Sides(16, 20)}
    words = words_of(TUESDAY, (TUESDAY, CURLS), (date(2027, 2, 2), better))
    assert "Your tests: the first time, and on Tue, Feb 2" in words
    assert "Elbow straightenings for each curl, right: 0.8 → 1.2" in words


def lines_of(test: str, *runs: tuple[date, Answers]) -> list[str]:
    own = CATALOG.tests[TestId(test)]
    numbers = measured(runs, {own.id: own})
    chosen = chosen_on(runs[-1][0], runs, [own])
    return [str(line) for line in lines_of_tests(numbers, chosen, ENGLISH, CATALOG)]


def test_a_test_that_showed_the_same_is_named_once() -> None:
    seen: Answers = {**CURLS, QuestionId("T21_elbow"): "straight"}
    twice = lines_of("T21", (TUESDAY, seen), (date(2027, 2, 2), seen))
    assert twice == ["No real change: Curl and elbow."]


def test_what_one_test_showed_once_stands_in_one_line() -> None:
    numbers: Answers = {QuestionId("T03"): Sides(6, 6), QuestionId("T03_hands"): "side"}
    [line] = lines_of("T03", (TUESDAY, numbers))
    assert line.count("Shoulders lying down") == 1
