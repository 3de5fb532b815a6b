"""A profile without a finding says what was learned, and what is missing."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.assessment.assess import profile
from bot.domain.outcome.assessed import Assessed
from bot.domain.outcome.faq import FoundTold, QuestionAnswered
from bot.views.screens import view
from bot.views.texts import Texts
from tests.content import real_catalog
from tests.domain.assessment.people import as_answers

CATALOG = real_catalog()
ENGLISH = Texts("en", CATALOG.words)
SITS = {"sitting": "over_7", "activity": "under_150", "habits": ["heels"]}


def shown(answers: Mapping[str, Any], *, plan_possible: bool = True) -> str:
    outcome = Assessed(profile(as_answers(answers), CATALOG), plan_possible=plan_possible)
    return view(outcome, ENGLISH, CATALOG).text


def test_what_the_habits_told_is_said_though_it_is_not_enough() -> None:
    words = shown(SITS)
    assert "you sit more than 7 hours a day and move little" in words
    assert "you wear high heels" in words
    assert "A few self-tests would;" in words
    assert "I cannot say yet" not in words


def test_each_answer_is_said_once() -> None:
    words = shown(SITS)
    assert words.count("7 hours") == 1


def test_answers_that_point_nowhere_are_said_to_point_nowhere() -> None:
    words = shown({"sitting": "under_4"})
    assert "Your answers so far do not show which muscles are tight or weak." in words
    assert "You told me" not in words


def test_where_tests_must_wait_it_is_said_what_they_wait_for() -> None:
    assert "they wait until somebody has had a look at you" in shown(SITS, plan_possible=False)


@pytest.mark.parametrize("plan_possible", [True, False])
def test_a_place_that_hurts_is_what_the_routines_go_by(plan_possible: bool) -> None:
    sore = {**SITS, "pain_regions": ["knee"], "pain_knee": 3}
    words = shown(sore, plan_possible=plan_possible)
    assert ("go by the place that hurts" in words) is plan_possible
    assert "go by the place that hurts" not in shown(SITS)


def test_a_question_about_it_gets_the_same_answer() -> None:
    answered = QuestionAnswered(FoundTold(profile(as_answers(SITS), CATALOG)))
    assert "you wear high heels" in view(answered, ENGLISH, CATALOG).text
