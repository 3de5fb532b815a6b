"""The pinned card of today: made once, in silence, and true from then on."""

from datetime import timedelta
from functools import partial
from typing import Any

from bot.clock import MovableClock
from telegram_sandbox.faults import Fault
from tests.delivery.chat import Chat
from tests.delivery.conftest import Stage, both
from tests.delivery.crowd import until


def pinned(chat: Chat) -> list[str]:
    """The words of what stands on top of the chat, the oldest first."""
    messages = chat.stage.sandbox.messages
    ids = messages.pinned.get(chat.person.id, [])
    on_top = [messages.get(chat.person.id, id) for id in ids]
    return [str(one.for_person()["text"]) for one in on_top if one is not None]


def calls(chat: Chat, method: str) -> list[dict[str, Any]]:
    """The parameters of every call of that method."""
    journal = chat.stage.sandbox.journal.after(0)
    return [one["parameters"] for one in journal if one["method"].lower() == method]


def _more(chat: Chat, than: int) -> bool:
    return len(chat.seen().messages()) > than


async def begun(chat: Chat) -> None:
    """The first card of the first workout is up."""
    await chat.settle_in()
    await chat.goes("/today", "[Start]")


@both
async def test_the_first_session_pins_one_card_without_a_sound_above_the_answer(
    stage: Stage,
) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        assert pinned(chat) == []
        await chat.goes("did all four")
        (card,) = pinned(chat)
        assert "Done: 4 of 4" in card
        (pin,) = calls(chat, "pinchatmessage")
        assert pin["disable_notification"] in (True, "true")
        assert "Done: 4 of 4" not in chat.seen().screen


@both
async def test_it_is_edited_as_the_day_goes_and_after_a_restart(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        await chat.goes("did all four")
    async with stage.responding() as responder:
        chat.responder = responder
        await chat.goes("[Undo]")
        (card,) = pinned(chat)
        assert "Begun: 4 exercises" in card
        await chat.goes("did 2")
        (card,) = pinned(chat)
        assert "Done: 2 of 4" in card
    assert len(calls(chat, "pinchatmessage")) == 1


@both
async def test_it_says_begun_while_the_question_before_the_first_card_is_open(
    stage: Stage,
) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        await chat.goes("did all four, low back 3")
        clock = stage.deps.now
        assert isinstance(clock, MovableClock)
        clock.move(timedelta(days=1))
        await chat.goes("/today")
        assert "Planned: " in pinned(chat)[0]
        await chat.goes("[Start]")
        assert "Before you begin" in chat.seen().screen
        assert "Begun: " in pinned(chat)[0]


async def test_what_is_taken_back_or_declined_stands_there_too(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        await chat.goes("did all four", "[Undo]", "not today")
        (card,) = pinned(chat)
        assert "Not today" in card


async def test_the_routine_of_the_next_day_is_put_on_it(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        await chat.goes("did all four")
    clock = stage.deps.now
    assert isinstance(clock, MovableClock)
    async with stage.pushing():
        for _ in range(7):  # days of rest, and what is said on them, may be between
            async with stage.deps.transaction() as store:
                due = await store.deliveries.next_due()
            assert due is not None
            clock.move(max(due - clock(), timedelta()) + timedelta(seconds=1))
            sent = len(chat.seen().messages())
            await until(partial(_more, chat, sent))
            if "Today:" in chat.seen().screen:
                break
        await until(lambda: "Planned" in pinned(chat)[0])
    (card,) = pinned(chat)
    assert "Planned" in card


async def test_where_telegram_refuses_to_pin_everything_is_said_in_the_chat(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        stage.sandbox.faults.add(Fault("500", times=9, method="pinChatMessage"))
        await begun(chat)
        await chat.goes("did all four")
        assert pinned(chat) == []
        words = "\n".join(chat.seen().messages())
        assert "all done" in words
        assert words.count("Done: 4 of 4") == 1


async def test_a_card_that_was_deleted_stays_away(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await begun(chat)
        await chat.goes("did 2")
        (id,) = stage.sandbox.messages.pinned[chat.person.id]
        assert await stage.bot.delete_message(chat.person.id, id)
        await chat.goes("did all 4")
        assert pinned(chat) == []
        assert "Done: 4 of 4" not in "\n".join(chat.seen().messages())
