"""People, groups and channels: who may be written to, what the bot gets to see there."""

from typing import Any

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from telegram import Bot as PtbBot

from telegram_sandbox import acts
from telegram_sandbox.chats import Person
from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import TOKEN


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    person = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, person, "/start")
    sandbox.updates.queue.clear()
    return person


async def _room(url: str, eve: Person, **fields: Any) -> int:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{url}/sim/chats", json={"members": [eve.id], **fields})
        assert answer.status_code == 200, answer.text
        return int(answer.json()["id"])


async def _say(url: str, eve: Person, chat_id: int, text: str, **more: Any) -> int | None:
    async with httpx.AsyncClient() as http:
        body = {"text": text, "chat_id": chat_id, **more}
        answer = await http.post(f"{url}/sim/people/{eve.id}/messages", json=body)
        update_id: int | None = answer.json()["update_id"]
        return update_id


async def test_blocking_and_coming_back_are_told(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    acts.change(sandbox, eve, {"blocked": True})
    with pytest.raises(TelegramForbiddenError):
        await aio.send_message(eve.id, "x")
    acts.write(sandbox, eve, "I am back")
    updates = await aio.get_updates()
    changes = [u.my_chat_member.new_chat_member.status for u in updates if u.my_chat_member]
    assert changes == ["kicked", "member"]
    assert updates[-1].message is not None
    await aio.send_message(eve.id, "welcome")


async def test_nobody_can_be_written_to_before_they_wrote(sandbox: Sandbox, aio: Bot) -> None:
    stranger = acts.join(sandbox, first_name="Max")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aio.send_message(stranger.id, "x")


async def test_a_chats_full_description_fits_foreign_types(
    sandbox: Sandbox, eve: Person, url: str, aio: Bot
) -> None:
    group = await _room(url, eve, type="supergroup", title="Walkers", username="walkers")
    sent = await aio.send_message(eve.id, "x")
    await aio.pin_chat_message(eve.id, sent.message_id)
    async with PtbBot(TOKEN, base_url=f"{url}/bot") as ptb:
        for chat_id, kind in ((eve.id, "private"), (group, "supergroup")):
            assert (await aio.get_chat(chat_id)).type == kind
            assert (await ptb.get_chat(chat_id)).type == kind
        pinned = (await ptb.get_chat(eve.id)).pinned_message
        assert pinned is not None
        assert (await ptb.get_chat("@walkers")).title == "Walkers"
        assert (await ptb.get_chat_member(group, eve.id)).status == "creator"
        assert (await ptb.get_chat_member(group, ptb.id)).status == "member"
        assert await ptb.get_chat_member_count(group) == 2
        assert [m.status for m in await ptb.get_chat_administrators(group)] == ["creator"]
        assert (await ptb.get_user_profile_photos(eve.id)).total_count == 0


async def test_in_a_group_the_bot_sees_what_is_meant_for_it(
    sandbox: Sandbox, eve: Person, url: str, aio: Bot
) -> None:
    group = await _room(url, eve, type="group", title="Walkers")
    [added] = await aio.get_updates()
    assert added.my_chat_member is not None
    assert added.my_chat_member.new_chat_member.status == "member"
    assert await _say(url, eve, group, "just talking") is None
    assert await _say(url, eve, group, "/help") is not None
    assert await _say(url, eve, group, "hey @sandbox_bot") is not None
    sent = await aio.send_message(group, "hello all")
    assert await _say(url, eve, group, "thanks", reply_to=sent.message_id) is not None
    async with httpx.AsyncClient() as http:
        await http.patch(f"{url}/sim/chats/{group}", json={"bot_status": "administrator"})
    assert await _say(url, eve, group, "just talking") is not None
    async with httpx.AsyncClient() as http:
        chat = (await http.get(f"{url}/sim/chats/{group}/messages")).json()
    assert [message["text"] for message in chat][-1] == "just talking"


async def test_a_channel_posts_in_its_own_name(
    sandbox: Sandbox, eve: Person, url: str, aio: Bot
) -> None:
    channel = await _room(url, eve, type="channel", title="News")
    await aio.get_updates(offset=-1)
    assert await _say(url, eve, channel, "news!") is not None
    post = (await aio.get_updates())[-1].channel_post
    assert post is not None
    assert (post.from_user, post.sender_chat and post.sender_chat.id) == (None, channel)
    assert (await aio.send_message(channel, "by the bot")).chat.type == "channel"


async def test_a_thrown_out_bot_may_not_write(eve: Person, url: str, aio: Bot) -> None:
    group = await _room(url, eve, type="supergroup", title="Walkers")
    async with httpx.AsyncClient() as http:
        await http.patch(f"{url}/sim/chats/{group}", json={"bot_status": "kicked"})
    with pytest.raises(TelegramForbiddenError, match="kicked from the supergroup chat"):
        await aio.send_message(group, "x")
    last = (await aio.get_updates())[-1].my_chat_member
    assert last is not None
    assert last.new_chat_member.status == "kicked"


async def test_an_upgraded_group_names_its_successor(eve: Person, url: str, aio: Bot) -> None:
    group = await _room(url, eve, type="group", title="Walkers")
    async with httpx.AsyncClient() as http:
        answer = await http.patch(f"{url}/sim/chats/{group}", json={"migrate": True})
    fresh = answer.json()["id"]
    with pytest.raises(TelegramMigrateToChat) as caught:
        await aio.send_message(group, "x")
    assert caught.value.migrate_to_chat_id == fresh
    await aio.send_message(fresh, "x")
    messages = [u.message for u in await aio.get_updates() if u.message]
    assert [m.migrate_to_chat_id for m in messages] == [fresh, None]
    assert [m.migrate_from_chat_id for m in messages] == [None, group]


async def test_the_bot_leaves_a_group_but_no_person(eve: Person, url: str, aio: Bot) -> None:
    group = await _room(url, eve, type="group", title="Walkers")
    assert await aio.leave_chat(group)
    with pytest.raises(TelegramForbiddenError, match="not a member of the group chat"):
        await aio.send_message(group, "x")
    with pytest.raises(TelegramBadRequest, match="private chats"):
        await aio.leave_chat(eve.id)


@pytest.mark.parametrize("fields", [{"type": "club"}, {"members": []}, {"bot_status": "king"}])
async def test_impossible_chats_are_refused(fields: dict[str, Any], eve: Person, url: str) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{url}/sim/chats", json={"members": [eve.id], **fields})
    assert answer.status_code == 422
