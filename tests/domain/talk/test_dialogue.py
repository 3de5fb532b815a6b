"""The conversation machine."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    AlreadyAnswered,
    NotAnOption,
    NotANumber,
    NotAsked,
    NothingBefore,
    NothingChosen,
    OutOfRange,
)
from bot.domain.ids import DialogueId, OptionId, QuestionId, ScriptId, Side
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import NOT_SURE, Sides
from bot.domain.talk.condition import Clause, Condition
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Option, Question
from bot.domain.talk.script import Script
from tests.content import real_catalog

Q = QuestionId


def a_question(id: str, options: str = "yes no", when: str = "", **fields: object) -> Question:
    """`when="sitting=long"`."""
    condition = Condition()
    if when:
        question, _, option = when.partition("=")
        condition = Condition(((Clause(Q(question), frozenset({option})),),))
    options_of_it = tuple(
        Option(OptionId(o.rstrip("!")), Phrase(o, o), alone=o.endswith("!"))
        for o in options.split()
    )
    return Question(Q(id), Phrase(id, id), options=options_of_it, when=condition, **fields)  # type: ignore[arg-type]


def a_dialogue(*questions: Question) -> Dialogue:
    return Dialogue(DialogueId(1), Script(ScriptId("talk"), Phrase("t", "t"), questions), {})


def test_the_current_question_is_the_first_without_an_answer() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b"))
    assert dialogue.current is not None
    assert dialogue.current.id == "a"
    after = dialogue.answer(Q("a"), "yes")
    assert after.current is not None
    assert after.current.id == "b"
    assert after.answer(Q("b"), "no").current is None


def test_a_question_is_asked_only_when_its_condition_holds() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b", when="a=yes"), a_question("c"))
    asked = dialogue.answer(Q("a"), "no").current
    assert asked is not None
    assert asked.id == "c"
    asked = dialogue.answer(Q("a"), "yes").current
    assert asked is not None
    assert asked.id == "b"


def test_the_same_answer_again_changes_nothing() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b")).answer(Q("a"), "yes")
    assert dialogue.answer(Q("a"), "yes") == dialogue


def test_another_answer_to_an_answered_question_must_be_confirmed() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b")).answer(Q("a"), "yes")
    with pytest.raises(AlreadyAnswered):
        dialogue.answer(Q("a"), "no")
    assert dialogue.change(Q("a"), "no").answers == {"a": "no"}


def test_a_question_further_ahead_is_not_taken() -> None:
    with pytest.raises(NotAsked):
        a_dialogue(a_question("a"), a_question("b")).answer(Q("b"), "yes")


def test_answers_that_left_the_path_no_longer_count_and_come_back_with_it() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b", when="a=yes"))
    dialogue = dialogue.answer(Q("a"), "yes").answer(Q("b"), "no")
    changed = dialogue.change(Q("a"), "no")
    assert changed.given == {"a": "no"}
    assert changed.change(Q("a"), "yes").given == {"a": "yes", "b": "no"}


def test_back_takes_away_the_last_answer_on_the_path() -> None:
    dialogue = a_dialogue(a_question("a"), a_question("b")).answer(Q("a"), "yes")
    assert dialogue.back().answers == {}
    with pytest.raises(NothingBefore):
        dialogue.back().back()


def test_several_are_ticked_and_unticked_until_they_are_taken() -> None:
    dialogue = a_dialogue(a_question("a", "x y none!", kind=Kind.SEVERAL))
    ticked = dialogue.toggle(Q("a"), "x").toggle(Q("a"), "y")
    assert ticked.draft == frozenset({"x", "y"})
    assert ticked.toggle(Q("a"), "x").draft == frozenset({"y"})
    assert ticked.finish_ticking(Q("a")).answers == {"a": frozenset({"x", "y"})}


def test_none_of_these_is_the_whole_answer_at_once() -> None:
    dialogue = a_dialogue(a_question("a", "x y none!", kind=Kind.SEVERAL))
    none = {"a": frozenset({"none"})}
    assert dialogue.toggle(Q("a"), "none").answers == none
    assert dialogue.toggle(Q("a"), "x").toggle(Q("a"), "none").answers == none


LONG_LIST = " ".join(f"o{n}" for n in range(11))


def test_a_long_list_is_shown_in_parts_and_answered_as_one() -> None:
    dialogue = a_dialogue(a_question("a", f"{LONG_LIST} none!", kind=Kind.SEVERAL))
    assert [o.id for o in dialogue.part] == [f"o{n}" for n in range(6)]
    second = dialogue.toggle(Q("a"), "o1").finish_ticking(Q("a"))
    assert second.answers == {}
    assert [o.id for o in second.part] == [f"o{n}" for n in range(6, 11)]
    assert second.toggle(Q("a"), "o9").finish_ticking(Q("a")).answers == {
        "a": frozenset({"o1", "o9"})
    }
    assert second.toggle(Q("a"), "none").answers == {"a": frozenset({"o1"})}
    assert second.back().part == dialogue.part


def test_none_of_every_part_is_none_of_the_list() -> None:
    dialogue = a_dialogue(a_question("a", f"{LONG_LIST} none!", kind=Kind.SEVERAL))
    over = dialogue.toggle(Q("a"), "none").toggle(Q("a"), "none")
    assert over.answers == {"a": frozenset({"none"})}


def test_a_list_without_none_needs_a_tick_in_some_part() -> None:
    dialogue = a_dialogue(a_question("a", LONG_LIST, kind=Kind.SEVERAL))
    with pytest.raises(NothingChosen):
        dialogue.finish_ticking(Q("a")).finish_ticking(Q("a"))


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({}, (range(6), range(6, 11))),
        ({"opens_at": 4.0}, (range(4, 11), range(4))),
        ({"high": 7.0}, (range(8),)),
    ],
)
def test_a_scale_shows_eight_numbers_at_most_and_takes_every_one_of_its_range(
    fields: dict[str, Any], parts: tuple[range, ...]
) -> None:
    question = a_question("a", "", kind=Kind.SCALE, **fields)
    assert question.scale_parts() == parts
    dialogue = a_dialogue(question)
    assert dialogue.answer(Q("a"), 7.0).answers == {"a": 7.0}
    second = dialogue.finish_ticking(Q("a")) if not dialogue.last_part else dialogue
    assert second.last_part
    assert second.answer(Q("a"), 2.0).answers == {"a": 2.0}


def test_what_an_earlier_script_was_told_is_not_asked_again() -> None:
    asked = replace(a_question("a"), once=True)
    empty = a_dialogue(asked, a_question("b"))
    assert replace(empty, known={Q("a"): "yes"}).path == [a_question("b")]
    assert empty.path == [asked, a_question("b")]


def test_what_is_unasked_counts_only_where_it_was_told() -> None:
    unasked_question = replace(a_question("a"), unasked=True)
    empty = a_dialogue(unasked_question, a_question("b"))
    assert empty.path == [a_question("b")]
    assert replace(empty, answers={Q("a"): "yes"}).given == {"a": "yes"}


def test_nothing_ticked_is_no_answer() -> None:
    dialogue = a_dialogue(a_question("a", "x y", kind=Kind.SEVERAL))
    with pytest.raises(NothingChosen):
        dialogue.finish_ticking(Q("a"))


def test_two_sides_may_be_told_one_after_the_other() -> None:
    dialogue = a_dialogue(a_question("a", "", kind=Kind.SIDES, high=20))
    half = dialogue.measure(Q("a"), Side.RIGHT, 9)
    assert half.current is not None
    assert half.measure(Q("a"), Side.LEFT, 7).answers == {"a": Sides(7, 9)}


def test_a_number_that_cannot_be_is_refused_with_its_range() -> None:
    dialogue = a_dialogue(a_question("a", "", kind=Kind.NUMBER, high=25, unit="cm"))
    with pytest.raises(OutOfRange) as refused:
        dialogue.answer(Q("a"), 60.0)
    assert refused.value.details["high"] == 25
    with pytest.raises(NotANumber):
        dialogue.answer(Q("a"), "sixty")


def test_not_sure_is_taken_only_where_it_is_offered() -> None:
    with pytest.raises(NotAnOption):
        a_dialogue(a_question("a")).answer(Q("a"), NOT_SURE)
    assert a_dialogue(a_question("a", not_sure=True)).answer(Q("a"), NOT_SURE).current is None


def test_not_sure_of_a_list_keeps_what_is_ticked_and_says_so_once() -> None:
    places = a_question("where", "neck knee none!", kind=Kind.SEVERAL, not_sure=True)
    dialogue = a_dialogue(places, a_question("which", when="where=knee"))
    unsure = dialogue.toggle(Q("where"), "knee").answer(Q("where"), NOT_SURE)
    assert unsure.answers == {Q("where"): frozenset({"knee", NOT_SURE})}
    assert unsure.current is not None
    assert unsure.current.id == "which"
    assert unsure.answer(Q("where"), NOT_SURE) == unsure
    assert dialogue.answer(Q("where"), NOT_SURE).answers == {Q("where"): NOT_SURE}


def test_a_release_in_the_middle_asks_what_is_new_and_keeps_what_was_said() -> None:
    before = a_dialogue(a_question("a"), a_question("c")).answer(Q("a"), "yes")
    released = a_dialogue(a_question("a"), a_question("b"), a_question("c"))
    after = Dialogue(before.id, released.script, before.answers)
    assert after.current is not None
    assert after.current.id == "b"


@given(st.lists(st.sampled_from(["yes", "no", "back"]), max_size=30))
def test_any_walk_stays_on_the_path_and_back_undoes_one_step(walk: list[str]) -> None:
    dialogue = a_dialogue(
        a_question("a"),
        a_question("b", when="a=yes"),
        a_question("c", when="b=no"),
        a_question("d"),
    )
    for step in walk:
        asked = dialogue.current
        if step == "back":
            if dialogue.answers:
                dialogue = dialogue.back()
        elif asked is not None:
            after = dialogue.answer(asked.id, step)
            assert after.back().answers == dialogue.answers
            dialogue = after
        assert set(dialogue.given) == set(dialogue.answers)


@pytest.mark.parametrize(
    ("own", "beside"),
    [
        ("knee", {"hip", "thigh", "calf", "ankle", "foot"}),
        ("neck", {"head", "shoulder", "upper_back"}),
        ("low_back", {"upper_back", "hip", "thigh"}),
    ],
)
@pytest.mark.parametrize("question", ["hurts_where", "pain_place"])
def test_a_list_of_places_begins_with_ones_own_and_those_beside_it(
    question: str, own: str, beside: set[str]
) -> None:
    asked = real_catalog().questions[Q(question)]
    parts = asked.parts({Q("pain_regions"): frozenset({own})})
    assert parts[0][0].id == own
    assert beside <= {option.id for option in parts[0]}
    offered = {str(option.id) for part in parts for option in part}
    assert offered == set(map(str, real_catalog().plan_rules.areas))
    assert all(len(part) <= 7 for part in parts)  # and one that leads to the others
