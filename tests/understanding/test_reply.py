"""Replies in plain words: what they mean, and that none of them breaks anything."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BotError, NotADate, NotATime, OutOfRange
from bot.understanding import meaning as m
from bot.understanding.reply import understand
from tests.understanding.corpus import HERE, LEXICON, NOW, ZONE, score

LONGEST_MESSAGE = 4096
"""Characters Telegram lets through in one message."""


def told(text: str, context: m.Context = m.Context(total=5)) -> m.Understood:  # noqa: B008
    return understand(text, LEXICON, NOW, ZONE, context)


def test_the_corpus_is_understood_above_its_floors() -> None:
    result = score(HERE / "corpus.yaml")
    assert result.cases >= 400
    assert result.precision() >= 0.98
    assert result.recall() >= 0.98
    low = [n for n in result.names if min(result.precision(n), result.recall(n)) < 0.9]
    assert low == [], "\n".join(result.faults)


def test_several_things_in_one_message_are_all_understood() -> None:
    understood = told("did 3 of 5, left knee 4, rest tomorrow")
    assert [type(one) for one in understood.meanings] == [m.Done, m.Later, m.Pain]
    assert understood.left == ""


def test_what_is_not_understood_is_handed_back_as_written() -> None:
    assert told("done! Also my Zebra sneezed").left == "Zebra sneezed"


@pytest.mark.parametrize(
    "text", ["done, not done", "did it. didn't do it", "all done but not done"]
)
def test_a_contradiction_is_asked_back(text: str) -> None:
    understood = told(text)
    assert understood.ambiguous
    assert not any(isinstance(one, m.Done) for one in understood.meanings)


@pytest.mark.parametrize(
    ("asked", "meaning"),
    [
        (m.Asked.PAIN, m.Pain(4)),
        (m.Asked.DONE, m.Done(4, 5)),
        (m.Asked.EFFORT, m.Effort(4)),
        (m.Asked.MINUTES, m.Minutes(4)),
    ],
)
def test_a_number_alone_answers_what_was_asked_last(asked: m.Asked, meaning: m.Meaning) -> None:
    assert told("4", m.Context(asked, total=5)).meanings == (meaning,)


def test_a_number_alone_is_asked_back_when_nothing_was_asked() -> None:
    assert told("3").ambiguous == ((m.Done(3, 5), m.Pain(3)),)
    assert told("7").ambiguous == ((m.Pain(7), m.Effort(7)),)


def test_a_pain_of_twelve_is_refused_with_its_range() -> None:
    [error] = told("pain 12").refused
    assert isinstance(error, OutOfRange)
    assert (error.details["low"], error.details["high"]) == (0, 10)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("pause until yesterday", NotADate),
        ("pause until 1 march 2020", NotADate),
        ("pause until 30 february", NotADate),
        ("at 26:00", NotATime),
        ("change time to 24:00", NotATime),
        ("did 9 of 5", OutOfRange),
        ("skipped number 8", OutOfRange),
    ],
)
def test_what_cannot_be_is_refused(text: str, error: type[BotError]) -> None:
    understood = told(text)
    assert [type(one) for one in understood.refused] == [error]
    assert understood.meanings == ()


def test_a_time_that_does_not_exist_that_day_becomes_the_first_that_does() -> None:
    saturday = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
    understood = understand("tomorrow at 2:30 am", LEXICON, saturday, ZONE)
    assert understood.meanings == (m.Later(datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),)


def test_days_and_times_are_those_of_the_persons_zone() -> None:
    auckland = ZoneInfo("Pacific/Auckland")  # 22:00 there
    understood = understand("tomorrow at 7", LEXICON, NOW, auckland)
    assert understood.meanings == (m.Later(datetime(2026, 11, 25, 18, 0, tzinfo=UTC)),)


def test_a_day_without_a_time_means_the_persons_own_time() -> None:
    understood = told("friday", m.Context(usual=time(18, 45)))
    assert understood.meanings == (m.Later(datetime(2026, 11, 27, 17, 45, tzinfo=UTC)),)


def test_a_clinician_closes_movements_until_a_day() -> None:
    [closed] = told("my physio says no overhead until May").meanings
    assert isinstance(closed, m.PhysioSays)
    assert closed.movements == {"overhead_position", "overhead_loading"}
    assert closed.until == date(2027, 5, 1)


def test_a_clinicians_permission_closes_nothing() -> None:
    assert told("my physio says squats are fine again").meanings == ()


def test_never_again_keeps_the_words_that_may_name_the_exercise() -> None:
    [never] = told("never again, that wall angel thing").meanings
    assert isinstance(never, m.NeverAgain)
    assert "wall angel" in never.words


NEGATIONS = sorted(LEXICON.negations - {"nope", "without", "nothing", "nor"})
DEEDS = ["done", "finished", "did it", "completed", "done everything", "did all", "did the workout"]
AFTER = ["", " yet", " today", " sorry", "!", " 😞"]


@given(st.sampled_from(NEGATIONS), st.sampled_from(DEEDS), st.sampled_from(AFTER))
def test_a_deed_that_is_only_denied_is_never_taken_as_done(no: str, deed: str, after: str) -> None:
    for one in told(f"{no} {deed}{after}").meanings:
        assert not isinstance(one, m.Done) or one.none


def words() -> st.SearchStrategy[str]:
    known: list[str] = sorted(
        {w for ways in LEXICON.intents.values() for way in ways for w in way.split()}
    )
    known = [w for w in known if "{" not in w and "|" not in w]
    numbers = st.integers(-5, 10**12).map(str) | st.floats(0, 100).map(lambda n: f"{n:.2f}")
    signs = st.sampled_from(list(",.;:/-!?#*()½'’\n\u200d"))
    names = [way for ids in LEXICON.names.values() for ways in ids.values() for way in ways]
    return st.sampled_from(known) | st.sampled_from(names) | numbers | signs | st.text(max_size=8)


@settings(max_examples=400, deadline=None)
@given(st.lists(words(), max_size=25).map(" ".join), st.sampled_from([None, *m.Asked]))
def test_no_text_breaks_it(text: str, asked: m.Asked | None) -> None:
    understood = told(text, m.Context(asked, total=5))
    for one in _all(understood):
        assert not isinstance(one, m.Pain) or one.level is None or 0 <= one.level <= 10
        assert not isinstance(one, m.Later) or one.until is None or one.until > NOW
        assert not isinstance(one, m.Done) or one.count is None or 0 < one.count < 100


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=LONGEST_MESSAGE))
def test_any_characters_are_read(text: str) -> None:
    told(text)


def _all(understood: m.Understood) -> Iterator[m.Meaning]:
    yield from understood.meanings
    for pair in understood.ambiguous:
        yield from pair


@pytest.mark.parametrize(
    "unit", ["done ", "1 ", "a", "left knee 4 ", "🙂", "half ", "no ", "physio says ", "xyzzyq "]
)
def test_the_longest_message_takes_under_twenty_milliseconds(unit: str) -> None:
    text = (unit * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    told(text)
    took = []
    for _ in range(5):
        start = process_time()
        told(text)
        took.append(process_time() - start)
    assert min(took) < 0.020


@pytest.mark.parametrize("text", ["sat on the train", "sat down now", "on sat", "next sat"])
def test_the_short_name_of_a_day_breaks_nothing(text: str) -> None:
    told(text)


@pytest.mark.parametrize("text", ["pain minus two", "knee pain negative 2"])
def test_a_pain_below_zero_is_refused(text: str) -> None:
    [error] = told(text).refused
    assert isinstance(error, OutOfRange)


@pytest.mark.parametrize("text", ["delete my account", "erase everything", "forget about me"])
def test_deleting_is_more_than_leaving(text: str) -> None:
    assert told(text).meanings == (m.StopAll(erase=True),)
