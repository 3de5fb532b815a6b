"""Intents as callback data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import DialogueId, FlagId, OptionId, QuestionId
from bot.domain.intent import (
    Back,
    CardVerb,
    Change,
    Command,
    Consent,
    Intent,
    OnCard,
    OnFlag,
    OnRoutine,
    OnSetting,
    RoutineVerb,
    Tap,
    Text,
    Ticked,
)
from bot.telegram.buttons import LONGEST, decode, encode

slugs = st.from_regex(r"[a-z][a-z0-9_]{0,18}", fullmatch=True)
dialogues = st.integers(0, 10**12).map(DialogueId)
options = st.one_of(slugs, st.just("07:30"), st.just("Europe/Kyiv"), st.integers(0, 10).map(str))
days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
intents: st.SearchStrategy[Intent] = st.one_of(
    st.builds(Tap, dialogues, slugs.map(QuestionId), options.map(OptionId)),
    st.builds(Change, dialogues, slugs.map(QuestionId), options.map(OptionId)),
    st.builds(Ticked, dialogues, slugs.map(QuestionId)),
    st.builds(Back, dialogues),
    st.builds(Command, slugs, st.one_of(st.just(""), slugs)),
    st.builds(Consent, st.just("1")),
    st.builds(OnRoutine, days, st.sampled_from(RoutineVerb), st.sampled_from(["", "5", "60"])),
    st.builds(OnCard, days, st.integers(0, 9), st.sampled_from(CardVerb)),
    st.builds(
        OnSetting, st.sampled_from(["", "more", "quiet"]), st.sampled_from(["", "21:00-07:00"])
    ),
    st.builds(OnFlag, st.sampled_from(["R01", "S_HEART"]).map(FlagId), st.just("yes")),
)


@given(intents)
def test_every_button_comes_back_as_the_intent_it_carried(intent: Intent) -> None:
    data = encode(intent)
    assert 0 < len(data.encode()) <= LONGEST
    assert decode(data) == intent


@given(st.text(max_size=64))
def test_made_up_data_comes_to_nothing_or_to_an_intent_and_never_fails(data: str) -> None:
    decode(data)


@given(
    st.sampled_from("tcsbxyrwfe"),
    st.lists(
        st.sampled_from(["", "zz", "1", "-1", "99999999", "20270230", "20270104", "done", "٣"]),
        max_size=4,
    ),
)
def test_half_true_data_never_fails(kind: str, parts: list[str]) -> None:
    decode(":".join([kind, *parts]))


def test_what_no_button_carries_is_refused() -> None:
    with pytest.raises(ValueError, match="Text"):
        encode(Text("hello"))


def test_data_over_64_bytes_is_refused_before_telegram_does() -> None:
    with pytest.raises(ValueError, match="bytes"):
        encode(Tap(DialogueId(1), QuestionId("q" * 40), OptionId("o" * 40)))
