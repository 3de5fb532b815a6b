"""Charts show what was told, and there is none where nothing can be compared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.renderer import Renderer
from bot.domain.chart import Chart, Counts, Gains, Levels, Panel
from bot.domain.ids import QuestionId
from bot.domain.outcome.account import ProgressShown
from bot.domain.talk.answers import Sides
from bot.domain.training.measurements import Measured
from bot.domain.training.progress import Progress, Week
from bot.domain.training.review import NextThing, PainDay, Review
from bot.domain.training.routine import Block
from bot.figures.charts import chart_svg
from bot.main import RenderedPictures
from bot.views import charts
from bot.views.progress import pain_line, progress_shown
from tests.app.talker import CATALOG, ENGLISH

MONDAY = date(2027, 1, 4)


def week(number: int, *pains: float | None) -> Week:
    """A week of three sessions, with the pain during, after and the next morning."""
    levels = [pain for pain in pains if pain is not None]
    return Week(MONDAY + timedelta(days=7 * number), 3, 5, max(levels, default=None), pains)


def measured(test: str, *tries: Sides) -> Measured:
    """One number of a test, four weeks apart."""
    question = CATALOG.questions[QuestionId(test)]
    assert question.measure is not None
    owner = next(t for t in CATALOG.tests.values() if question in t.questions)
    days = (MONDAY + timedelta(days=28 * n) for n in range(len(tries)))
    return Measured(
        owner.id, question.id, question.unit, question.measure, tuple(zip(days, tries, strict=True))
    )


NOTHING = (None, None, None)
TOLD = (week(0, 4, None, 5), week(1, *NOTHING), week(2, 2, None, 3))


WEEK = Week(MONDAY, 3, 5, 3.0)


def review_of(*levels: int | None) -> Review:
    """A week with that pain on its days."""
    days = tuple(PainDay(MONDAY + timedelta(days=n), level) for n, level in enumerate(levels))
    return Review(WEEK, days, 2.0, 4.0, (), 15, NextThing.GO_ON)


def panels_of(picture: object) -> tuple[Panel, ...]:
    """The panels of a picture that has some."""
    chart = getattr(picture, "chart", None)
    assert isinstance(chart, Chart)
    return chart.panels


def test_a_review_shows_the_pain_of_each_day_beside_the_week_before() -> None:
    [panel] = panels_of(charts.of_review(review_of(4, None, 0), ENGLISH))
    assert isinstance(panel, Levels)
    assert (panel.labels, panel.levels) == (("Mon", "Tue", "Wed"), (4, None, 0))
    assert panel.before == 4.0


@pytest.mark.parametrize("levels", [(None, None), (4, None), (0, 0, 0)])
def test_a_week_with_nothing_to_compare_or_without_pain_has_no_picture(
    levels: tuple[int | None, ...],
) -> None:
    assert charts.of_review(review_of(*levels), ENGLISH) is None


def test_progress_is_one_picture_of_what_there_is() -> None:
    test = measured("T11", Sides(5, 9), Sides(8, None))
    whole = panels_of(charts.since_the_beginning(TOLD, (test,), ENGLISH, CATALOG))
    assert [type(panel) for panel in whole] == [Counts, Levels, Gains]
    quiet = (week(0, 4, None, None), week(1, *NOTHING))
    some = panels_of(charts.since_the_beginning(quiet, (), ENGLISH, CATALOG))
    assert [type(panel) for panel in some] == [Counts]
    assert charts.since_the_beginning(quiet[:1], (), ENGLISH, CATALOG) is None


def test_a_week_without_pain_told_is_a_gap_and_no_zero() -> None:
    pain = panels_of(charts.since_the_beginning(TOLD, (), ENGLISH, CATALOG))[1]
    assert isinstance(pain, Levels)
    assert pain.levels == (5, None, 3)


def test_what_changed_most_against_its_error_stands_first_even_where_it_got_worse() -> None:
    better = measured("T11", Sides(5, 9), Sides(6, 9))
    worse = measured("T16", Sides(40, 12), Sides(20, 12))
    once = measured("T11", Sides(5, 9))
    [panel] = panels_of(charts.of_tests((better, worse), ENGLISH, CATALOG))
    assert isinstance(panel, Gains)
    assert panel.rows[0].words == "One-leg bridge, left: 40 → 20 seconds"
    assert panel.rows[0].gain < -1
    assert all(abs(row.gain) < 1 for row in panel.rows[1:])
    assert charts.of_tests((once,), ENGLISH, CATALOG) is None


def summed_up(*, weeks: tuple[Week, ...] = TOLD, tests: tuple[Measured, ...] = ()) -> str:
    """What /progress says of these weeks and tests, and that its picture can be drawn."""
    so_far = Progress(MONDAY + timedelta(days=20), MONDAY, Block.BUILD, weeks, measured=tests)
    screen = progress_shown(ProgressShown(so_far), ENGLISH, CATALOG)
    if screen.picture is not None:
        drawn = RenderedPictures(Renderer(content_folder() / "figures")).draw(screen.picture)
        assert drawn.startswith(b"\x89PNG")
    return screen.text


def test_the_sentence_of_progress_says_what_changed_beyond_chance_and_else_what_was_done() -> None:
    beyond = measured("T16", Sides(12, 12), Sides(30, 12))
    same = measured("T16", Sides(12, 12), Sides(13, 12))
    less = measured("T16", Sides(30, 12), Sides(12, 12))
    steady = (week(0, 2), week(1, 2))
    assert "most for the better since you began: One-leg bridge, left" in summed_up(tests=(beyond,))
    assert "went from 5 to 3 of 10" in summed_up(tests=(same,))
    assert "less by more than chance" in summed_up(weeks=steady, tests=(less,))
    sentence = summed_up(weeks=steady, tests=(same,))
    assert "you did 6 routines" in sentence
    assert "not changed by more than chance" in sentence
    assert "not changed" not in summed_up(weeks=steady)
    assert "not done a routine yet" in summed_up(weeks=(replace(WEEK, done=0),))


def test_a_week_without_a_number_is_a_gap_in_the_words_too() -> None:
    weeks = (week(0, *NOTHING), week(1, 5), week(2, *NOTHING), week(3, *NOTHING), week(4, 3))
    line = pain_line((*weeks, week(5, *NOTHING)), ENGLISH)
    assert line is not None
    assert "5 → – → – → 3" in line
    assert "– is a week without a number" in line
    whole = pain_line((week(0, 5), week(1, 3)), ENGLISH)
    assert whole is not None
    assert whole.endswith("5 → 3")


def test_the_latest_weeks_are_weeks_of_the_calendar() -> None:
    weeks = tuple(week(n, *(NOTHING if n in (5, 6) else (n,))) for n in range(9))
    line = pain_line(weeks, ENGLISH)
    assert line is not None
    assert "3 → 4 → – → – → 7 → 8" in line
    assert "6 weeks" in line
    alone = (week(0, 5), *(week(n, *NOTHING) for n in range(1, 9)), week(9, 3))
    assert pain_line(alone, ENGLISH) is None


def test_a_gap_in_the_picture_has_a_mark_and_no_bar() -> None:
    bars = [svg.count('rx="4"') for svg in (_drawn(5, None, 3), _drawn(5, 0, 3))]
    assert bars == [2, 3]
    assert _drawn(5, None, 3).count(">–<") == 1
    assert ">–<" not in _drawn(5, 0, 3)


def _drawn(*levels: float | None) -> str:
    return chart_svg(Chart((Levels("Pain", ("1", "2", "3"), levels),)))
