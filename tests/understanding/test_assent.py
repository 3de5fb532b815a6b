"""A short reply to yes or no, to a grouped question and to a list means the same everywhere."""

import pytest

from bot.catalog.folder import content_folder
from bot.understanding.context import Option, Shape, TextContext
from bot.understanding.load import understander

YES_OR_NO = TextContext(
    "choice", shape=Shape.OPTION, options=(Option("no", "No"), Option("yes", "Yes"))
)
GROUPED = TextContext(
    "safety",
    shape=Shape.NONE_SOME,
    options=(Option("none", "None of these"), Option("some", "Yes")),
)
LIST = TextContext(
    "ticks",
    shape=Shape.TICKS,
    options=(
        Option("dizzy", "Dizzy spells"),
        Option("fever", "Fever today"),
        Option("none", "None of these"),
    ),
)
NO = (
    *("no", "nope", "Nah", "n", "never", "neither", "nein", "👎", "no thanks", "nah i'm good"),
    *("not that I know of", "none that i know of", "not to my knowledge", "not lately"),
    *("I don't", "i havent", "no i havent had any", "I have none", "nothing like that"),
    *("of course not", "not at all", "all clear", "no to all", "luckily no", "thankfully not"),
)
YES = ("yes", "yep", "y", "yeah i do", "sure", "i have", "I'm afraid so", "a bit", "sometimes")
UNSURE = ("not sure", "no idea", "dunno", "I don't know", "I don't think so", "maybe")


NOT_SETTLED = (
    *("not good", "I'm not healthy", "it is not fine", "a bit hard but fine"),
    *("I feel great, though my calf is hot", "healthy but I get tired"),
)


def answers(words: str, context: TextContext) -> list[object]:
    acts = understander(content_folder(), "en").understand(words, context).acts
    return [act.get("value") or act.name for act in acts]


@pytest.mark.parametrize("words", NO)
def test_no_is_no_whatever_is_asked(words: str) -> None:
    assert answers(words, YES_OR_NO) == ["no"]
    assert answers(words, GROUPED) == ["none"]
    assert answers(words, LIST) == [["none"]]


@pytest.mark.parametrize("words", NOT_SETTLED)
def test_a_word_for_being_well_is_no_none_where_it_is_denied_or_something_speaks_against_it(
    words: str,
) -> None:
    assert "none" not in answers(words, GROUPED)
    assert "no" not in answers(words, YES_OR_NO)
    assert ["none"] not in answers(words, LIST)


@pytest.mark.parametrize("words", ["no", "nope", "nah"])
def test_a_bare_no_is_no_level_of_usual_pain_and_none_is(words: str) -> None:
    usual = TextContext("scale", shape=Shape.LEVEL, low=0, high=10)
    understand = understander(content_folder(), "en").understand
    assert all(act.get("value") != 0 for act in understand(words, usual).acts)
    assert [act.get("value") for act in understand("none", usual).acts] == [0]


@pytest.mark.parametrize("words", YES)
def test_yes_is_yes_and_ticks_nothing(words: str) -> None:
    assert answers(words, YES_OR_NO) == ["yes"]
    assert answers(words, GROUPED) == ["some"]
    assert not [value for value in answers(words, LIST) if isinstance(value, list)]


@pytest.mark.parametrize("words", UNSURE)
def test_being_unsure_is_neither(words: str) -> None:
    for context in (YES_OR_NO, GROUPED, LIST):
        assert answers(words, context) == ["not_sure"]


@pytest.mark.parametrize(
    "words",
    [
        "no, except at night",
        "no but sometimes when I climb",
        "no, yes",
        "only when I run",
        "once last week",
        "in the last month or so",
    ],
)
def test_a_yes_or_no_with_something_beside_is_asked_again(words: str) -> None:
    assert answers(words, YES_OR_NO) in ([], ["not_sure"])


def test_the_last_month_is_not_the_last_option() -> None:
    assert answers("not in the last month", YES_OR_NO) == ["no"]
