"""Pictures of cards: drawn once, and changed in the message that was tapped."""

from collections.abc import AsyncIterator

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.gallery import Gallery
from bot.main import Stills
from bot.telegram.pictures import Pictures
from bot.telegram.respond import Responder
from tests.delivery.chat import Chat
from tests.delivery.conftest import Stage


@pytest.fixture
async def chat(stage: Stage) -> AsyncIterator[Chat]:
    """Somebody who wants pictures, before the first card of today."""
    stills = Stills(Gallery(content_folder() / "figures"))
    pictures = Pictures(stills, stage.deps.transaction, stage.bot.id)
    responder = Responder(stage.deps, stage.bot, stage.speak, pictures)
    async with responder.running():
        chat = await Chat.join(stage, responder)
        await chat.settle_in(pictures=True)
        await chat.goes("/today", "[Start]")
        yield chat


def uploads(stage: Stage) -> int:
    """Files that the sandbox was given."""
    return len(stage.sandbox.files.by_id)


async def test_the_next_card_takes_the_place_of_the_last_picture_and_all(
    stage: Stage, chat: Chat
) -> None:
    shown, drawn = chat.seen().last, uploads(stage)
    await chat.goes("[Done]")
    last = chat.seen().last
    assert last["message_id"] == shown["message_id"]
    assert last["caption"] != shown["caption"]
    assert last["photo"][0]["file_unique_id"] != shown["photo"][0]["file_unique_id"]
    assert uploads(stage) == drawn + 1


async def test_a_card_whose_message_is_gone_is_followed_by_a_new_message(
    stage: Stage, chat: Chat
) -> None:
    tap, shown = chat.data("Done"), chat.seen().last["message_id"]
    stored = stage.sandbox.messages.get(chat.person.id, shown)
    assert stored is not None
    stage.sandbox.messages.remove(stored)
    await chat.taps(tap)
    assert chat.seen().last["photo"]
    assert chat.data("Done") != tap
