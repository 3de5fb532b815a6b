"""Charts show what was told, and there is none where nothing can be compared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.renderer import Renderer
from bot.domain.ids import QuestionId, UserId
from bot.domain.outcome.account import Look, ProgressShown
from bot.domain.person import Person
from bot.domain.talk.answers import Sides
from bot.domain.training.progress import Measured, Progress, Week
from bot.domain.training.routine import Block
from bot.main import RenderedPictures
from bot.views import charts
from bot.views.progress import progress_shown
from bot.views.screen import Chart
from tests.app.talker import CATALOG, ENGLISH

MONDAY = date(2027, 1, 4)


def week(number: int, *pains: float | None) -> Week:
    """A week of three sessions, with the pain during, after and the next morning."""
    told = [pain for pain in pains if pain is not None]
    return Week(MONDAY + timedelta(days=7 * number), 3, 5, max(told, default=None), pains)


def measured(test: str, *tries: Sides) -> Measured:
    """One number of a test, four weeks apart."""
    question = CATALOG.questions[QuestionId(test)]
    assert question.measure is not None
    found = next(t for t in CATALOG.tests.values() if question in t.questions)
    days = (MONDAY + timedelta(days=28 * n) for n in range(len(tries)))
    return Measured(
        found.id, question.id, question.unit, question.measure, tuple(zip(days, tries, strict=True))
    )


NOTHING = (None, None, None)
TOLD = (week(0, 4, None, 5), week(1, *NOTHING), week(2, 2, None, 3))


def chart_of(picture: object) -> Chart:
    """The chart of a picture that has one."""
    chart = getattr(picture, "chart", None)
    assert isinstance(chart, Chart)
    return chart


def test_pain_has_a_line_for_each_moment_it_was_told_of_and_a_gap_where_it_was_not() -> None:
    chart = chart_of(charts.pain(TOLD, ENGLISH))
    assert [words for name, words in chart.words if name != "title"] == ["during", "next morning"]
    assert chart.series == ((4, None, 2), (5, None, 3))


def test_a_review_without_pain_in_two_weeks_shows_sessions_and_a_first_week_nothing() -> None:
    weeks = (week(0, 4, None, None), week(1, *NOTHING))
    assert chart_of(charts.of_weeks(weeks, ENGLISH)).kind == "sessions"
    assert chart_of(charts.of_weeks(TOLD, ENGLISH)).kind == "pain"
    assert charts.of_weeks(weeks[:1], ENGLISH) is None


def test_the_test_that_changed_most_against_its_error_is_shown_even_where_it_got_worse() -> None:
    better = measured("T11", Sides(5, 9), Sides(6, 9))
    worse = measured("T16", Sides(40, 12), Sides(20, 12))
    once = measured("T11", Sides(5, 9))
    chart = chart_of(charts.sides((better, worse), ENGLISH, CATALOG))
    assert chart.series == ((40, 12), (20, 12))
    assert chart.error == worse.measure.error
    assert charts.sides((once,), ENGLISH, CATALOG) is None


@pytest.mark.parametrize("look", Look)
def test_progress_shows_one_chart_and_offers_the_others(look: Look) -> None:
    told = Progress(
        MONDAY + timedelta(days=20),
        MONDAY,
        Block.BUILD,
        weeks=TOLD,
        measured=(measured("T11", Sides(5, 9), Sides(8, None)),),
    )
    shown = ProgressShown(told, Person(UserId(1)), look)
    screen = progress_shown(shown, ENGLISH, CATALOG)
    words = {Look.SESSIONS: "Routines", Look.PAIN: "Pain", Look.TESTS: "Tests"}
    assert [b.text for b in screen.rows[0]] == [w for one, w in words.items() if one is not look]
    assert screen.picture is not None
    drawn = RenderedPictures(Renderer(content_folder() / "figures")).draw(screen.picture)
    assert drawn.startswith(b"\x89PNG")
    alone = replace(shown, progress=replace(told, weeks=(), measured=()))
    assert progress_shown(alone, ENGLISH, CATALOG).picture is None
