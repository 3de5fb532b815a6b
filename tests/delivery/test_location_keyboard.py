"""Where are you? Buttons in the message, and below the input field one that shares a location."""

from typing import Any

import pytest

from bot.telegram.respond import Responder
from tests.delivery.chat import Chat
from tests.delivery.conftest import Stage

SHARE = [["Share my location"]]


async def asked_where(stage: Stage, responder: Responder) -> Chat:
    """Somebody in the middle of setting up."""
    chat = await Chat.join(stage, responder)
    await chat.settle_in(push_at=None)
    await chat.goes("/start", "7:30")
    return chat


async def test_the_question_keeps_its_own_buttons_beside_the_location(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await asked_where(stage, responder)
        assert "time zone" in chat.seen().messages()[-2]
        assert chat.seen().reply_keyboard() == SHARE
        assert chat.seen().last_keyboard() == [["Back"]]


async def test_back_takes_the_location_away_and_leaves_no_message_of_it(stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await asked_where(stage, responder)
        before = len(chat.seen().messages())
        await chat.goes("[Back]")
        assert chat.seen().reply_keyboard() == []
        assert len(chat.seen().messages()) == before
        assert "At what time" in chat.seen().screen


@pytest.mark.parametrize(
    "answer",
    [{"text": "Kyiv"}, {"location": {"latitude": 50.45, "longitude": 30.52}}],
    ids=["a city", "a location"],
)
async def test_an_answer_takes_the_location_away(answer: dict[str, Any], stage: Stage) -> None:
    async with stage.responding() as responder:
        chat = await asked_where(stage, responder)
        await chat.does(**answer)
        assert chat.seen().reply_keyboard() == []
