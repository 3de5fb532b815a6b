"""Several devices, old messages and haste, through the real loop: each thing once, in its order."""

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.domain.ids import UserId
from bot.domain.person import Preferences
from bot.domain.training.workout import CardState, Workout
from bot.telegram.respond import Responder
from telegram_sandbox import acts
from tests.app.talker import Talker
from tests.delivery.chat import Calls, Chat
from tests.delivery.conftest import Stage, both
from tests.delivery.crowd import until
from tests.delivery.test_receiving import handled, receiving

MANY = 50
LONG_AGO = timedelta(days=30)


@pytest.fixture
async def phones(stage: Stage) -> AsyncIterator[tuple[Responder, Responder]]:
    """Two replicas of the bot."""
    async with stage.responding() as one, stage.responding() as other:
        yield one, other


@pytest.fixture
async def chat(stage: Stage, phones: tuple[Responder, Responder]) -> Chat:
    """Somebody who is all set up."""
    chat = await Chat.join(stage, phones[0])
    await chat.settle_in()
    return chat


async def kept(chat: Chat) -> Workout:
    """Today's workout."""
    clock = chat.stage.deps.now
    assert isinstance(clock, MovableClock)
    workout = await Talker(chat.stage.deps.transaction, clock, UserId(chat.person.id)).workout()
    assert workout is not None
    return workout


def answered(calls: Calls) -> int:
    """Taps that no longer look as if the bot were thinking."""
    methods = [one["method"].lower() for one in calls if one["answer"]["ok"]]
    return methods.count("answercallbackquery")


def words_of(calls: Calls) -> list[str]:
    """What was sent or edited; to edit what another replica has just edited may be refused."""
    parameters = [one["parameters"] for one in calls if one["answer"]["ok"]]
    return [str(words) for one in parameters if (words := one.get("text") or one.get("caption"))]


@both
async def test_fifty_wishes_in_a_second_are_taken_in_their_order(stage: Stage) -> None:
    ann = acts.join(stage.sandbox)
    clock = stage.deps.now
    assert isinstance(clock, MovableClock)
    me = Talker(stage.deps.transaction, clock, UserId(ann.id))
    await me.settle_in()
    for number in range(MANY):
        acts.write(stage.sandbox, ann, f"every day at 08:{number:02d}")
    async with receiving(stage, None):
        await until(lambda: not stage.sandbox.updates.queue)
    chosen: Preferences = (await me.person()).preferences
    assert chosen.push_at == time(8, MANY - 1)
    assert await handled(stage) == MANY


@both
@pytest.mark.parametrize("label", ["Done", "Skip", "Stop for today"])
async def test_two_replicas_that_get_the_same_tap_count_it_once(
    label: str, stage: Stage, phones: tuple[Responder, Responder], chat: Chat
) -> None:
    await chat.goes("/today", "[Start]", *(() if label == "Done" else ("[More]",)))
    tap = chat.data(label)
    tablet = Chat(stage, phones[1], chat.person)
    before = stage.sandbox.journal.count
    await asyncio.gather(chat.taps(tap), tablet.taps(tap))
    calls = stage.sandbox.journal.after(before)
    assert answered(calls) == 2
    states = [card.state for card in (await kept(chat)).cards]
    settled = [state for state in states if state is not CardState.OPEN]
    assert len(settled) == (1 if label != "Stop for today" else 0)
    assert not [one for one in words_of(calls) if "wrong on my side" in one]


@both
@pytest.mark.parametrize("way", ["gone", "not told of"])
async def test_a_tap_on_a_message_that_is_out_of_reach_counts_and_is_answered_anew(
    way: str, chat: Chat
) -> None:
    await chat.goes("/today", "[Start]")
    message: dict[str, Any] | None = {"message_id": 9999, "date": 0, "chat": chat.person.chat()}
    count = len(chat.seen().chat)
    calls = await chat.taps(chat.data("Done"), message=message if way == "gone" else None)
    assert answered(calls) == 1
    assert (await kept(chat)).cards[0].state is CardState.DONE
    assert len(chat.seen().chat) > count
    assert any("2 of" in str(one.get("text") or one.get("caption")) for one in chat.seen().chat)


async def reply(chat: Chat, words: str, age: timedelta) -> list[str]:
    """Words in reply to a message of the bot that is so old."""
    quoted = {
        "message_id": 3,
        "date": chat.stage.sandbox.unix() - int(age.total_seconds()),
        "chat": chat.person.chat(),
        "text": "Your routine",
    }
    return words_of(await chat.does(text=words, reply_to_message=quoted))


@both
@pytest.mark.parametrize("words", ["done", "did 2 of 3, knee 4", "pain 3", "done, effort 6"])
async def test_a_report_in_reply_to_last_months_message_is_noted_on_no_day(
    words: str, chat: Chat
) -> None:
    await chat.goes("/today")
    before = await kept(chat)
    assert "its day is closed" in (await reply(chat, words, LONG_AGO))[0]
    assert await kept(chat) == before
    await reply(chat, words, timedelta(hours=2))
    assert await kept(chat) != before


@both
async def test_an_answer_in_reply_to_last_months_question_answers_nothing_open_today(
    chat: Chat,
) -> None:
    await chat.goes("/assess")
    while not any("Less than that" in row for row in chat.seen().buttons()):
        await chat.goes("[Skip]")
    before = await chat.answers()
    refused, again = await reply(chat, "Less than that", LONG_AGO)
    assert "its day is closed" in refused
    assert again
    assert await chat.answers() == before


@both
async def test_a_wish_in_reply_to_last_months_message_is_granted(chat: Chat) -> None:
    assert "I pause" in "".join(await reply(chat, "pause", LONG_AGO))


@both
async def test_what_was_written_last_month_and_is_edited_now_is_noted_on_no_day(
    chat: Chat,
) -> None:
    await chat.goes("/today")
    before = await kept(chat)
    then = chat.stage.sandbox.unix() - int(LONG_AGO.total_seconds())
    calls = await chat.does("edited_message", text="done", date=then, edit_date=then + 1)
    assert "its day is closed" in words_of(calls)[0]
    assert await kept(chat) == before


@both
async def test_a_red_flag_is_heard_in_reply_to_any_message(chat: Chat) -> None:
    words = await reply(chat, "my chest hurts and I cannot breathe", LONG_AGO)
    assert "and that worries me" in "".join(words)
