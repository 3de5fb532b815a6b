"""Whatever Telegram refuses, the sandbox refuses in the same words, whoever asks."""

import json
from typing import Any

import aiogram.methods
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from telegram import Bot as PtbBot
from telegram.error import TelegramError

from tests.sandbox.conftest import TOKEN, World
from tests.sandbox.refusals import REFUSALS, Refusal


@pytest.fixture
async def filled(world: World, aio: Bot) -> World:
    """The world with a text and a photo of the bot in Ann's chat."""
    ann = world.names["ann"]
    world.names["text"] = (await aio.send_message(ann, "hello")).message_id
    photo = await aio.send_photo(ann, world.names["photo_id"])
    world.names["photo"] = photo.message_id
    return world


def test_there_are_at_least_forty_texts() -> None:
    assert len({refusal.description for refusal in REFUSALS}) >= 40


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda r: r.name)
async def test_aiogram_is_told_why(refusal: Refusal, filled: World, aio: Bot) -> None:
    kind = getattr(aiogram.methods, refusal.method[0].upper() + refusal.method[1:])
    call = kind.model_construct(**filled.fill(refusal.parameters))
    with pytest.raises(TelegramAPIError) as caught:
        await aio(call)
    assert refusal.description in caught.value.message


@pytest.mark.filterwarnings("ignore:Please use:telegram.warnings.PTBUserWarning")
async def test_ptb_is_told_the_same(filled: World, url: str) -> None:
    heard: list[tuple[str, str]] = []
    async with PtbBot(TOKEN, base_url=f"{url}/bot") as bot:
        for refusal in REFUSALS:
            if "media" in refusal.parameters:
                continue  # PTB stumbles over these before it sends them
            parameters: dict[str, Any] = filled.fill(refusal.parameters)
            with pytest.raises(TelegramError) as caught:
                await bot.do_api_request(refusal.method, api_kwargs=parameters)
            heard.append((refusal.text.lower(), caught.value.message.lower()))
    assert [answer for wanted, answer in heard if wanted not in answer] == []


def test_the_list_can_be_given_to_a_client_in_another_language() -> None:
    assert json.loads(json.dumps([refusal.as_json() for refusal in REFUSALS]))
