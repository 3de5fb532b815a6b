"""Pictures: drawn once, changed in the message that was tapped, and less important than words."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.render_process import RenderProcess
from bot.catalog.renderer import Renderer
from bot.db.store import DatabaseAway
from bot.main import RenderedPictures
from bot.telegram.outbound import Attachments, Outbound
from bot.telegram.pictures import Pictures
from bot.telegram.respond import Responder
from bot.telegram.retry import once
from bot.views.screen import Picture, Screen
from bot.views.texts import Html
from tests.delivery.chat import Chat
from tests.delivery.conftest import Counted, Stage
from tests.delivery.crowd import join, until


@pytest.fixture
async def chat(stage: Stage) -> AsyncIterator[Chat]:
    """Somebody who wants pictures, before the first card of today."""
    stills = RenderedPictures(Renderer(content_folder() / "figures"))
    pictures = Pictures(stills, stage.deps.transaction, stage.bot.id)
    responder = Responder(stage.deps, stage.bot, stage.speak, Attachments(pictures))
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
    assert chat.seen().last["message_id"] != shown


async def test_an_exercise_moves_in_its_own_message_and_rests_again_with_the_next(
    stage: Stage, chat: Chat
) -> None:
    shown = chat.seen().last
    await chat.goes("[More]", "[See it move]")
    moving = chat.seen().last
    assert moving["message_id"] == shown["message_id"]
    assert moving["animation"]["file_id"]
    assert moving["caption"] == shown["caption"]
    await chat.goes("[Done]")
    assert chat.seen().last["message_id"] == shown["message_id"]
    assert "animation" not in chat.seen().last


SCREEN = Screen(Html("<b>Bridge</b>"), picture=Picture("glute_bridge"))


def outbound(stage: Stage, draws: Counted) -> Outbound:
    """A fresh one, which remembers nothing but what the database knows."""
    pictures = Pictures(draws, stage.deps.transaction, stage.bot.id)
    return Outbound(stage.bot, Attachments(pictures), tries=once)


async def test_a_picture_that_many_ask_for_at_once_is_drawn_and_uploaded_once(
    stage: Stage, draws: Counted
) -> None:
    out, people = outbound(stage, draws), join(stage.sandbox, 10)
    await asyncio.gather(*(out.send(person, SCREEN) for person in people))
    assert (draws.drawn, uploads(stage)) == (1, 1)
    assert all(stage.watch.arrived()[person] == 1 for person in people)


@pytest.mark.parametrize("moving", [False, True])
async def test_a_file_id_that_telegram_does_not_know_is_uploaded_again(
    stage: Stage, draws: Counted, moving: bool
) -> None:
    (person,) = join(stage.sandbox, 1)
    picture = Picture("glute_bridge", moving=moving)
    async with stage.deps.transaction() as store:
        await store.files.save(stage.bot.id, draws.key(picture) or "", "of-another-bot")
    out = outbound(stage, draws)
    sent = await out.send(person, replace(SCREEN, picture=picture))
    assert sent.animation if moving else sent.photo
    assert await outbound(stage, draws).send(person, replace(SCREEN, picture=picture))
    assert draws.drawn == 1


async def test_without_a_picture_the_words_arrive(stage: Stage, draws: Counted) -> None:
    (person,) = join(stage.sandbox, 1)
    draws.broken = True
    sent = await outbound(stage, draws).send(person, SCREEN)
    assert sent.text == "Bridge"
    assert not sent.photo


async def test_where_the_file_id_cannot_be_kept_the_picture_arrives_all_the_same(
    stage: Stage, draws: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    (person,) = join(stage.sandbox, 1)

    async def full(*_: object) -> None:
        raise DatabaseAway("disk full")

    monkeypatch.setattr("bot.db.files.Files.save", full)
    out = outbound(stage, draws)
    assert (await out.send(person, SCREEN)).photo
    assert (await out.send(person, SCREEN)).photo
    assert draws.drawn == 1


async def test_who_asks_when_the_drawing_process_dies_gets_the_picture_from_the_next(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = join(stage.sandbox, 2)
    with RenderProcess(content_folder() / "figures") as renderer:
        pictures = Pictures(RenderedPictures(renderer), stage.deps.transaction, stage.bot.id)
        out = Outbound(stage.bot, Attachments(pictures), tries=once)
        asked = asyncio.ensure_future(out.send(one, SCREEN))
        await until(lambda: renderer.pid is not None)
        os.kill(renderer.pid or 0, signal.SIGKILL)  # it has hardly been started
        assert (await asked).photo
        assert (await out.send(other, SCREEN)).photo
    assert not [record for record in caplog.records if record.levelno > logging.WARNING]
