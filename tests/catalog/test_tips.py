"""Tips: said at their moment, to whom they concern, and not twice."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import question_models as qm
from bot.catalog.parse import parse
from bot.catalog.tips import load_tips
from bot.domain.ids import QuestionId
from bot.domain.talk.answers import Answers
from bot.domain.tip import Moment, Tip, TipId, tip_for

CONTENT = Path(__file__).parents[2] / "content"
TIPS = load_tips(CONTENT)
ALL = tuple(TIPS.values())
RUNNER: Answers = {QuestionId("sports"): frozenset({"run"})}


def _heard(moment: Moment, answers: Answers, first_day: int = 0) -> list[TipId]:
    heard: list[TipId] = []
    while tip := tip_for(ALL, moment, answers, first_day + len(heard), heard):
        heard.append(tip.id)
    return heard


@given(moment=st.sampled_from(Moment), day=st.integers(0, 5000))
def test_no_tip_is_said_twice_and_the_last_one_is_followed_by_silence(
    moment: Moment, day: int
) -> None:
    heard = _heard(moment, RUNNER, day)
    assert len(heard) == len(set(heard))
    assert tip_for(ALL, moment, RUNNER, day, heard) is None


@given(moment=st.sampled_from(Moment), day=st.integers(0, 5000))
def test_the_same_day_gives_the_same_tip(moment: Moment, day: int) -> None:
    backwards = tuple(reversed(ALL))
    assert tip_for(ALL, moment, {}, day) == tip_for(backwards, moment, {}, day)


def test_another_day_gives_another_tip() -> None:
    first = tip_for(ALL, Moment.FIRST_WEEK, {}, 0)
    assert first != tip_for(ALL, Moment.FIRST_WEEK, {}, 1)


def test_a_tip_for_runners_reaches_runners_first_and_nobody_else() -> None:
    assert _heard(Moment.REST_DAY, RUNNER)[0] == "before_a_run"
    assert "before_a_run" not in _heard(Moment.REST_DAY, {})


@pytest.mark.parametrize("moment", Moment)
def test_every_moment_has_something_to_say_to_somebody(moment: Moment) -> None:
    assert [tip for tip in ALL if moment in tip.moments] != []


@pytest.mark.parametrize("moment", sorted(set(Moment) - {Moment.LIFTING, Moment.RUNNING}))
def test_whoever_skipped_the_habits_still_hears_tips(moment: Moment) -> None:
    assert tip_for(ALL, moment, {}, 0) is not None


@pytest.mark.parametrize("tip", ALL, ids=lambda tip: tip.id)
def test_a_tip_is_one_or_two_short_calm_sentences(tip: Tip) -> None:
    words = tip.text.english
    assert len(words) <= 190
    assert 1 <= len(re.findall(r"[.?](?= |$)", words)) <= 2
    assert not re.search(r"!|\b(?:cure|heal|fix|relie(?:f|ve)|pain-free|guarante)\w*", words, re.I)


def test_a_tip_asks_only_for_answers_that_can_be_given() -> None:
    script = parse(CONTENT / "scripts" / "assessment.yaml", qm.ScriptFile)
    safety = parse(CONTENT / "scripts" / "safety.yaml", qm.ScriptFile)
    options = {
        question.id: {option.id for option in question.options}
        for file in (script, safety)
        for question in qm.questions_of(file)
    }
    unknown = {
        (tip.id, clause.question, wanted)
        for tip in ALL
        for clauses in tip.when.alternatives
        for clause in clauses
        for wanted in clause.any_of | clause.none_of or {"a number"}
        if clause.question not in options
        or (wanted != "a number" and wanted not in options[clause.question])
    }
    assert unknown == set()


def test_a_tip_that_speaks_of_something_tight_is_only_for_who_has_that() -> None:
    assert [
        tip.id for tip in ALL if "tight" in tip.text.english.lower() and not tip.of_tightness
    ] == []


def test_the_hours_of_the_tips_about_a_habit_cover_the_day_and_do_not_overlap() -> None:
    anchors = [tip for tip in ALL if tip.id.startswith("anchor")]
    for hour in range(4, 24):
        assert sum(hour in tip.hours for tip in anchors) == 1
    assert all("coffee" not in tip.text.english for tip in anchors if 18 in tip.hours)
