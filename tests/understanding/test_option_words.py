"""Whoever types the very words of an option has chosen it."""

import pytest

from bot.catalog.folder import content_folder
from bot.domain.talk.question import Kind, Question
from bot.understanding.context import Option, Shape, TextContext
from bot.understanding.load import understander
from tests.content import real_catalog

CONTENT = content_folder()
CHOICES = [
    question
    for script in real_catalog().scripts.values()
    for question in script.questions
    if question.kind is Kind.CHOICE
]


def test_the_words_of_an_option_are_that_answer() -> None:
    assert [wrong for question in CHOICES for wrong in misread(question)] == []


def misread(question: Question) -> list[tuple[str, str]]:
    """The words of its options that do not give just that option."""
    options = tuple(Option(str(o.id), o.text.english) for o in question.options)
    context = TextContext("choice", shape=Shape.OPTION, options=options)
    understand = understander(CONTENT, "en").understand
    return [
        (question.id, words)
        for option in options
        for words in (option.text, option.text.lower())
        if [dict(act.slots) for act in understand(words, context).acts] != [{"value": option.id}]
    ]


LISTS = [
    question
    for script in real_catalog().scripts.values()
    for question in script.questions
    if question.kind is Kind.SEVERAL
]
TELLS_NOTHING = (
    "i work in a bank, it is quiet",
    "dunno, maybe ask me later",
    "10 min is ok, 15 at weekends",
    "half past six in the morning, please",
)


def ticked(question: Question, words: str) -> list[str]:
    options = tuple(Option(str(o.id), o.text.english, o.examples) for o in question.options)
    context = TextContext("ticks", shape=Shape.TICKS, options=options)
    return understander(CONTENT, "en").ticked(words, context)


def test_the_words_of_an_option_tick_it() -> None:
    for question in LISTS:
        for option in question.options:
            assert str(option.id) in ticked(question, option.text.english), question.id


@pytest.mark.parametrize("words", TELLS_NOTHING)
def test_what_names_no_option_ticks_none(words: str) -> None:
    ticks = {question.id: ticked(question, words) for question in LISTS}
    assert {id: options for id, options in ticks.items() if options} == {}


@pytest.mark.parametrize("words", ["dunno, looks normal", "all fine", "it all looks fine to me"])
def test_where_all_looks_well_nothing_is_ticked_but_none(words: str) -> None:
    ticks = {question.id: ticked(question, words) for question in LISTS}
    none = (["none"], ["nothing"])
    assert {id: options for id, options in ticks.items() if options not in none} == {}
