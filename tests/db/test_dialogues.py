"""Dialogues and answers."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.dialogues import Dialogues
from bot.db.store import Store, Transaction
from bot.domain.ids import DialogueId, QuestionId, ScriptId
from bot.domain.talk.answers import Sides, Value
from bot.domain.talk.dialogue import Dialogue
from tests.db.builders import ANNA, BORIS, OTHER, SCRIPTS, TALK

Given = dict[str, Value]


async def begun(store: Store, clock: MovableClock, script: ScriptId = TALK) -> Dialogue:
    """A dialogue of Anna's, just opened."""
    await store.people.lock(ANNA, "en", clock())
    id = await store.dialogues.open(ANNA, script, clock())
    dialogue = await store.dialogues.find(ANNA, id, SCRIPTS)
    assert dialogue is not None
    return dialogue


async def say(store: Store, dialogue: Dialogue, clock: MovableClock, **answers: Value) -> Dialogue:
    """Answer the questions one after the other, and keep it."""
    after = dialogue
    for question, value in answers.items():
        after = after.answer(QuestionId(question), value)
    await store.dialogues.save(dialogue, after, clock())
    return after


async def test_every_kind_of_answer_comes_back_as_it_was(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        dialogue = await say(
            store,
            await begun(store, clock),
            clock,
            pain="no",
            hold=Sides(6.5, 9.0),
            age=41.0,
            likes=frozenset({"yes", "maybe"}),
        )
    async with transaction() as store:
        assert await store.dialogues.find(ANNA, dialogue.id, SCRIPTS) == dialogue


@pytest.mark.parametrize("draft", [Sides(left=6.5), frozenset({"yes", "no"}), frozenset[str]()])
async def test_half_an_answer_survives(
    transaction: Transaction, clock: MovableClock, draft: Value
) -> None:
    async with transaction() as store:
        before = await begun(store, clock)
        after = Dialogue(before.id, before.script, {}, draft)
        await store.dialogues.save(before, after, clock())
    async with transaction() as store:
        assert await store.dialogues.current(ANNA, SCRIPTS) == after
        await store.dialogues.save(after, before, clock())
        assert await store.dialogues.current(ANNA, SCRIPTS) == before


async def test_going_back_forgets_the_last_answer_only(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        dialogue = await say(store, await begun(store, clock), clock, pain="yes", where="no")
        await store.dialogues.save(dialogue, dialogue.back(), clock())
        assert await store.dialogues.find(ANNA, dialogue.id, SCRIPTS) == dialogue.back()
        assert await store.dialogues.answers(ANNA, [TALK]) == {"pain": "yes"}


async def test_an_answer_off_the_path_is_kept_but_does_not_count(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        dialogue = await say(store, await begun(store, clock), clock, pain="yes", where="maybe")
        changed = dialogue.change(QuestionId("pain"), "no")
        await store.dialogues.save(dialogue, changed, clock())
        assert await store.dialogues.answers(ANNA, [TALK]) == {"pain": "no"}
        again = changed.change(QuestionId("pain"), "yes")
        await store.dialogues.save(changed, again, clock())
        assert await store.dialogues.answers(ANNA, [TALK]) == {"pain": "yes", "where": "maybe"}


async def test_a_closed_dialogue_is_stale(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        dialogue = await begun(store, clock)
        await store.dialogues.close(dialogue.id, clock())
        assert await store.dialogues.find(ANNA, dialogue.id, SCRIPTS) is None
        assert await store.dialogues.current(ANNA, SCRIPTS) is None


async def test_nobody_reads_anothers_dialogue(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        dialogue = await begun(store, clock)
        assert await store.dialogues.find(BORIS, dialogue.id, SCRIPTS) is None
        assert await store.dialogues.find(ANNA, DialogueId(dialogue.id + 1), SCRIPTS) is None


async def test_a_dialogue_whose_script_is_gone_is_stale(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        dialogue = await begun(store, clock)
        left = {OTHER: SCRIPTS[OTHER]}
        assert await store.dialogues.find(ANNA, dialogue.id, left) is None
        assert await store.dialogues.current(ANNA, left) is None


async def test_the_dialogue_touched_last_is_the_current_one(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        first = await begun(store, clock)
        clock.move(timedelta(minutes=1))
        second = await begun(store, clock, OTHER)
        assert await store.dialogues.current(ANNA, SCRIPTS) == second
        clock.move(timedelta(minutes=1))
        answered = await say(store, first, clock, pain="no")
        assert await store.dialogues.current(ANNA, SCRIPTS) == answered


async def test_an_id_is_never_given_twice(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        gone = await begun(store, clock)
        await store.people.erase(ANNA)
        assert (await begun(store, clock)).id != gone.id


async def _three_runs(store: Store, clock: MovableClock) -> Dialogues:
    for age in (30.0, 31.0):
        dialogue = await say(
            store, await begun(store, clock), clock, pain="no", hold=Sides(1, age), age=age
        )
        await store.dialogues.close(dialogue.id, clock())
        clock.move(timedelta(days=1))
    await say(store, await begun(store, clock), clock, pain="yes")
    return store.dialogues


async def test_what_is_known_is_the_last_run_and_the_open_one_over_it(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        known = await (await _three_runs(store, clock)).answers(ANNA, [TALK])
        assert known == {"pain": "yes", "hold": Sides(1, 31.0), "age": 31.0}


async def test_of_two_scripts_the_later_named_wins(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await say(store, await begun(store, clock, TALK), clock, pain="yes")
        await say(store, await begun(store, clock, OTHER), clock, pain="no")
        assert await store.dialogues.answers(ANNA, [TALK, OTHER]) == {"pain": "no"}
        assert await store.dialogues.answers(ANNA, [OTHER, TALK]) == {"pain": "yes"}
        assert await store.dialogues.answers(BORIS, [TALK]) == {}
        assert await store.dialogues.answers(ANNA, []) == {}


async def test_a_question_asked_again_has_a_history(
    transaction: Transaction, clock: MovableClock
) -> None:
    start = clock()
    async with transaction() as store:
        history = await (await _three_runs(store, clock)).history(ANNA, QuestionId("hold"))
    assert history == (
        (start, Sides(1, 30.0)),
        (start + timedelta(days=1), Sides(1, 31.0)),
    )


async def test_answers_of_a_script_are_read_once_in_a_transaction(
    transaction: Transaction, engine: AsyncEngine, clock: MovableClock
) -> None:
    async with transaction() as store:
        await say(store, await begun(store, clock), clock, pain="no")
        await say(store, await begun(store, clock, OTHER), clock, pain="yes")
    asked: list[str] = []

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    async with transaction() as store:
        both = await store.dialogues.answers(ANNA, [TALK, OTHER])
        asked.clear()
        assert await store.dialogues.answers(ANNA, [OTHER, TALK]) == {"pain": "no"}
        assert await store.dialogues.answers(ANNA, [OTHER]) == both == {"pain": "yes"}
    assert asked == []
