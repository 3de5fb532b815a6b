"""The rows of what people met, and the promises of the contract."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.acts import ACTS, LOSING, Understanding
from bot.understanding.fixtures import example_situations
from bot.understanding.load import understander
from bot.understanding.situations import SITUATIONS

CONTENT = Path(__file__).parents[2] / "content"
CONTEXTS = example_situations(CONTENT).contexts
EAR = understander(CONTENT)
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def heard(text: str, situation: str) -> Understanding:
    """What a text means in a situation."""
    return EAR.understand(text, CONTEXTS[situation])


def acts_of(text: str, situation: str) -> list[dict[str, Any]]:
    """The acts of a text, as the command prints them."""
    return [{"act": act.name, **act.slots} for act in heard(text, situation).acts]


def one(act: str, **slots: Any) -> list[dict[str, Any]]:
    """A single act with its slots."""
    return [{"act": act, **slots}]


OWNED = [
    ("next", "card", one("card_done")),
    ("skip", "card", one("card_skip")),
    ("skip this one", "card", one("card_skip")),
    ("too easy", "card", one("card_harder")),
    ("too hard", "card", one("card_easier")),
    ("done that one", "card", one("card_done")),
    ("5", "setup", one("answer", value=5)),
    ("10 minutes maybe", "setup", one("answer", value=10)),
    ("about 8 hrs i guess", "choice", one("answer", value="over_7")),
    ("no", "safety", one("answer", value="none")),
    ("nope", "safety", one("answer", value="none")),
    ("nothing like that", "safety", one("answer", value="none")),
    ("yes", "safety", one("answer", value="some")),
    ("some", "safety", one("answer", value="some")),
    ("yes I agree", "consent", one("yes")),
    ("0", "morning", one("pain", level=0)),
]
NEWS = [
    ("im 14 weeks pregnant", "pregnant"),
    ("i have osteoporosis", "condition"),
    ("had a knee operation last week", "surgery"),
    ("i broke my wrist", "injury"),
    ("doctor said herniated disc", "condition"),
    ("im on blood thinners", "medicine"),
    ("i fell yesterday", "injury"),
]
TIMES = [
    ("every day", "idle", one("set_days", days=WEEK)),
    ("change to 20 minutes", "idle", one("set_minutes", minutes=20)),
    ("holiday for 2 weeks", "idle", one("pause", days=14)),
    ("after work so like half six", "time", one("set_time", time="18:30")),
]
PLACES = [
    ("I am in Manchester", "manchester"),
    ("im in leeds", "leeds"),
    ("UTC+3", "UTC+3"),
    ("GMT+5:30", "UTC+5:30"),
]
ANSWERED = [
    ("why this one", "card", "ask_why"),
    ("how long do i hold", "card", "ask_how_long"),
    ("which leg first", "card", "ask_side"),
    ("show me", "card", "card_show"),
    ("how am i doing", "idle", "progress"),
    ("what did you find", "idle", "ask_found"),
    ("what is wrong with me?", "idle", "ask_found"),
    ("what is a hip flexor", "idle", "ask_what"),
    ("how long till i see results", "idle", "ask_how_long"),
    ("can i run", "idle", "ask_safe"),
    ("is it normal to be sore", "idle", "ask_sore"),
    ("who are you", "idle", "ask_who"),
    ("can i talk to a human", "idle", "ask_human"),
    ("why do you need to know", "number", "ask_why"),
    ("is this exercise bad for my knee?", "card", "ask_safe"),
    ("what if it hurts", "card", "ask_safe"),
    ("can I go running?", "safety", "ask_safe"),
    ("whats a deep low back arch", "choice", "ask_what"),
]
SIGNS = [
    ("👍", "card", "card_done"),
    ("✅", "card", "card_done"),
    ("👍", "consent", "yes"),
    ("nah", "flag", "no"),
    ("ok lets go", "routine", "start"),
    ("im on it", "routine", "start"),
    ("hurts", "card", "card_hurts"),
    ("finished", "card", "card_done"),
]


@pytest.mark.parametrize(("text", "situation", "acts"), OWNED)
def test_the_situation_owns_the_words(
    text: str, situation: str, acts: list[dict[str, Any]]
) -> None:
    assert acts_of(text, situation) == acts


@pytest.mark.parametrize(("text", "situation", "act"), ANSWERED)
def test_a_question_is_never_a_report(text: str, situation: str, act: str) -> None:
    assert [meant.name for meant in heard(text, situation).acts] == [act]


@pytest.mark.parametrize(("text", "kind"), NEWS)
def test_news_about_the_body_are_news(text: str, kind: str) -> None:
    [act] = acts_of(text, "idle")
    assert (act["act"], act["kind"]) == ("news", kind)


@pytest.mark.parametrize(("text", "situation", "acts"), TIMES)
def test_times_days_and_minutes_keep_apart(
    text: str, situation: str, acts: list[dict[str, Any]]
) -> None:
    assert acts_of(text, situation) == acts


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_place_is_found_behind_small_words(text: str, place: str) -> None:
    assert acts_of(text, "zone") == one("answer", value=place)


@pytest.mark.parametrize(("text", "situation", "act"), SIGNS)
def test_short_signs_mean_something_by_situation(text: str, situation: str, act: str) -> None:
    assert [meant.name for meant in heard(text, situation).acts] == [act]


def test_a_bare_stop_on_a_card_asks_what_shall_stop() -> None:
    understanding = heard("stop", "card")
    assert (understanding.acts, understanding.asks_back) == ((), "confirm")
    assert {act.name for act in understanding.readings} == {"card_stop", "stop"}


def test_a_report_keeps_the_pain_beside_it_and_asks_the_level() -> None:
    understanding = heard("done but my back is killing me", "idle")
    assert {act.name: dict(act.slots) for act in understanding.acts} == {
        "done": {},
        "pain": {"region": "low_back"},
    }
    assert understanding.asks_back == "level"


def test_a_rest_that_was_too_much_is_heard_beside_the_count() -> None:
    hard = one("effort", feel="hard")
    assert acts_of("did 2, the rest was too much", "idle") == one("partly", done=2) + hard
    assert hard[0] not in acts_of("did 3, not too much pain", "routine")
    assert hard[0] not in acts_of("done, not too hard", "routine")


def test_a_position_is_no_level() -> None:
    acts = {act.name: dict(act.slots) for act in heard("1 and 2 done, 3 hurt", "idle").acts}
    assert acts.get("partly", acts.get("done")) == {"done": 2}
    assert "level" not in acts.get("pain", {})


def test_a_level_is_not_invented() -> None:
    understanding = heard("couldnt sleep knee was bad", "idle")
    assert acts_of("couldnt sleep knee was bad", "idle") == one("pain", region="knee")
    assert understanding.asks_back == "level"


@pytest.mark.parametrize("situation", ["morning", "safety", "routine"])
@pytest.mark.parametrize("text", ["5 min", "only 5 min today", "5 minutes please"])
def test_a_number_with_a_unit_of_time_is_no_level_and_no_condition(
    text: str, situation: str
) -> None:
    assert acts_of(text, situation) == one("shorter", minutes=5)


def test_where_a_level_is_asked_for_a_duration_asks_for_it_again() -> None:
    understanding = heard("10 min", "checkin")
    assert (understanding.acts, understanding.asks_back) == ((), "level")


def test_a_duration_of_pain_is_still_told_of_the_pain() -> None:
    assert [act.name for act in heard("pain for 5 minutes", "morning").acts] == ["pain"]


def test_tired_names_nothing_of_a_list_of_conditions() -> None:
    assert acts_of("tired", "safety") == one("tired")


def test_what_was_left_out_is_not_lost() -> None:
    assert acts_of("did it but skipped the bridges", "idle") in (
        one("done", but=[1]),
        one("partly", skipped=1),
    )


def test_a_train_is_no_journey_and_a_weak_shoulder_no_office() -> None:
    assert [act["act"] for act in acts_of("but I want to train now", "idle")] in (
        ["start"],
        ["now"],
    )
    assert acts_of("weak left shoulder, please work on it", "idle") == one(
        "focus", region="shoulder", side="left"
    )
    assert [act["act"] for act in acts_of("that was way too short", "after")] == ["longer"]


def test_mornings_for_good_ask_which_time() -> None:
    assert acts_of("can we do mornings", "idle") == one("set_time")
    assert heard("can we do mornings", "idle").asks_back == "time"


def test_one_number_of_two_asks_for_the_other_side() -> None:
    assert (heard("60", "sides").acts, heard("60", "sides").asks_back) == ((), "side")


def test_two_numbers_where_one_is_asked_ask_which() -> None:
    assert (heard("60 and 11", "number").acts, heard("60 and 11", "number").asks_back) == (
        (),
        "which",
    )


BAD = [
    "",
    " ",
    "a" * 4096,
    "😀" * 500,
    "knее больно 膝 ρόδα done",
    "\u202edone\u202c \u200f3\u200f",
    "1" * 40,
    "done " * 800,
    "?" * 300,
    "{}",
    '{"text": 5}',
    "\x00\x01",
]


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("text", BAD)
def test_whatever_is_typed_is_answered(text: str, situation: str) -> None:
    understanding = heard(text, situation)
    assert all(act.name in ACTS for act in understanding.acts)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n"])
def test_nothing_typed_is_no_act(text: str) -> None:
    assert heard(text, "card") == Understanding()


@pytest.mark.parametrize("text", ["done", "stop", "erase everything", "pain 7"])
def test_forwarded_text_is_no_report_and_no_command(text: str) -> None:
    context = replace(CONTEXTS["idle"], forwarded=True)
    assert EAR.understand(text, context).acts == ()


def test_the_same_text_is_understood_the_same_twice() -> None:
    for text, situation, _ in ANSWERED:
        assert heard(text, situation) == heard(text, situation)


@pytest.mark.parametrize("text", ["no", "skip", "stop it", "quit", "cancel", "enough"])
def test_what_would_lose_something_is_never_done_beside_a_doubt(text: str) -> None:
    understanding = heard(text, "card")
    if understanding.asks_back in ("reading", "confirm"):
        assert understanding.acts == ()
    assert not {act.name for act in understanding.acts} & (LOSING - {"card_stop"})


def run(lines: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command, as a shell runs it."""
    command = [sys.executable, "-m", "bot", "understand", "--now", "2026-11-28T09:00Z"]
    return subprocess.run(
        [*command, *arguments], input=lines, capture_output=True, text=True, check=False
    )


def test_the_command_prints_one_object_a_line() -> None:
    lines = (
        'next\n{"text": "5", "situation": "setup"}\n[1, 2]\n{"text": "stop", "forwarded": true}\n'
    )
    process = run(lines, "--situation", "card")
    told_back: list[Mapping[str, Any]] = [json.loads(line) for line in process.stdout.splitlines()]
    assert [set(one) for one in told_back] == [
        {"text", "situation", "language", "flag", "acts", "asks_back", "confidence"}
    ] * 4
    assert told_back[0]["acts"] == one("card_done")
    assert told_back[1]["acts"] == one("answer", value=5)
    assert told_back[2]["text"] == "[1, 2]"
    assert told_back[3]["acts"] == []


def test_an_unknown_situation_is_exit_2() -> None:
    assert run("x\n", "--situation", "moon").returncode == 2
    assert run('{"text": "x", "situation": "moon"}\n').returncode == 2


@pytest.mark.parametrize("words", ["10 min is ok, 15 at weekends", "10 min, 20 on saturdays"])
def test_a_day_named_for_its_minutes_is_no_day_of_training(words: str) -> None:
    acts = heard(words, "settings").acts
    assert not any(act.get("days") for act in acts)
