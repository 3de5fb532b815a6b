"""What is typed to a question is read as it is meant; each line was read otherwise once."""

import pytest

from tests.understanding.corpora.replies import verdict


@pytest.mark.parametrize(
    ("question", "words", "want"),
    [
        ("pressure_reading", "150 over 95 i think the nurse said", "from_160"),
        ("pressure_reading", "182 over 104 last night", "from_180"),
        ("pressure_reading", "118/76", "under_160"),
        ("pressure_reading", "about 165", "from_160"),
        ("pain_low_back", "used to be 8, now more like 3", 3),
        ("pain_neck", "three normally but an eight when I drive far", 3),
        ("chest_month", "not in the last month", "no"),
        ("health_which", "no to all of them", ["none"]),
    ],
)
def test_a_reply_is_read_as_it_is_meant(question: str, words: str, want: object) -> None:
    assert verdict({"question": question, "words": words, "want": want}) == "right"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("pain_shoulder", "maybe for out of ten"),
        ("activity", "20 minutes a day"),
        ("habits", "all day I pace up and down"),
    ],
)
def test_a_reply_that_cannot_be_read_is_asked_again(question: str, words: str) -> None:
    assert verdict({"question": question, "words": words, "want": None}) == "right"


@pytest.mark.parametrize(
    ("question", "words", "want"),
    [("push_at", "630", "06:30"), ("push_at", "evenings", None), ("push_at", "it pinches", None)],
)
def test_a_time_is_read_from_three_figures_and_asked_for_where_it_is_vague(
    question: str, words: str, want: object
) -> None:
    assert verdict({"question": question, "words": words, "want": want}) == "right"
