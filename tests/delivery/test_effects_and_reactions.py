"""Effects and reactions: where Telegram has them, and plain where it has not."""

import pytest

from bot.telegram.outbound import EFFECTS
from bot.views.screen import Effect
from telegram_sandbox import acts
from tests.delivery.chat import Calls, Chat
from tests.delivery.conftest import Stage


async def done(chat: Chat) -> Calls:
    """The first routine, told as done by a message that is really there."""
    await chat.settle_in()
    await chat.goes("/today")
    stage = chat.stage
    before = stage.sandbox.journal.count
    acts.write(stage.sandbox, chat.person, "done")
    message = stage.sandbox.messages.of(chat.person.id)[-1].for_bot()
    await chat.gets({"message": message})
    return stage.sandbox.journal.after(before)


async def test_a_message_that_says_done_gets_a_thumb(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        calls = await done(chat)
        assert all(call["answer"]["ok"] for call in calls)
        reacted = [m for m in stage.sandbox.messages.of(chat.person.id) if m.bot_reaction]
        assert [m.bot_reaction for m in reacted] == ["👍"]


async def test_a_milestone_is_a_new_message_with_an_effect(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        calls = await done(chat)
        effects = [one["parameters"].get("message_effect_id") for one in calls]
        assert EFFECTS[Effect.PARTY] in effects


async def test_where_the_effect_is_not_known_the_words_come_without_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(EFFECTS, Effect.PARTY, "1")
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await done(chat)
        assert "Your first routine is done." in "\n".join(chat.seen().messages())


async def test_a_thumb_that_telegram_refuses_costs_nothing(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await Chat.join(stage, responder)
        await chat.settle_in()
        await chat.goes("/today", "done")  # a message of that id is not there
        assert not any(m.bot_reaction for m in stage.sandbox.messages.of(chat.person.id))
        assert "all done" in "\n".join(chat.seen().messages())
