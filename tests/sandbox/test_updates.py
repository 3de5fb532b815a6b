"""Long polling hands out, confirms, forgets and refuses as Telegram does."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from bot.clock import MovableClock
from telegram_sandbox import acts, taps
from telegram_sandbox.app import create_app
from telegram_sandbox.chats import Person
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import AT_ONCE, called


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    return acts.join(sandbox, first_name="Eve")


def _ids(updates: list[Any]) -> list[int]:
    return [update.update_id for update in updates]


async def test_an_offset_confirms_all_before_it(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    for text in "abc":
        acts.write(sandbox, eve, text)
    first = await aio.get_updates()
    assert [update.message.text for update in first if update.message] == ["a", "b", "c"]
    assert _ids(await aio.get_updates()) == _ids(first), "nothing was confirmed"
    assert _ids(await aio.get_updates(offset=first[1].update_id)) == _ids(first[1:])
    assert await aio.get_updates(offset=first[2].update_id + 1) == []
    assert _ids(first) == list(range(first[0].update_id, first[0].update_id + 3))


async def test_a_negative_offset_keeps_only_the_last(
    sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    for text in "abc":
        acts.write(sandbox, eve, text)
    assert [u.message.text for u in await aio.get_updates(offset=-1) if u.message] == ["c"]
    assert len(await aio.get_updates()) == 1


async def test_the_limit_is_kept_and_clamped(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    for text in "abc":
        acts.write(sandbox, eve, text)
    assert len(await aio.get_updates(limit=2)) == 2
    assert len(await aio.get_updates(limit=1000)) == 3


async def test_a_poll_waits_for_the_first_update(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    async with asyncio.TaskGroup() as group:
        arrived = called(sandbox)
        poll = group.create_task(aio.get_updates(timeout=20))
        await arrived.wait()
        assert not poll.done()
        acts.write(sandbox, eve, "now")
    assert len(poll.result()) == 1


async def test_the_older_of_two_polls_is_ended(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    async with asyncio.TaskGroup() as group:
        arrived = called(sandbox)
        older = group.create_task(_refused(aio))
        await arrived.wait()
        newer = group.create_task(aio.get_updates(timeout=20))
        assert "terminated by other getUpdates request" in await older
        acts.write(sandbox, eve, "for the newer one")
    assert len(newer.result()) == 1


async def _refused(aio: Bot) -> str:
    with pytest.raises(TelegramConflictError) as caught:
        await aio.get_updates(timeout=20)
    return caught.value.message


async def test_a_webhook_ends_polling_and_forbids_it(sandbox: Sandbox, aio: Bot) -> None:
    async with asyncio.TaskGroup() as group:
        arrived = called(sandbox)
        poll = group.create_task(_refused(aio))
        await arrived.wait()
        await aio.set_webhook("https://bot.example/hook")
        assert "terminated by setWebhook request" in await poll
    assert "webhook is active; use deleteWebhook" in await _refused(aio)
    await aio.delete_webhook()
    assert await aio.get_updates() == []


async def test_kinds_not_asked_for_are_not_queued(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    sent = acts.write(sandbox, eve, "hello")
    assert taps.react(sandbox, eve, sent.message_id, "👍") is None, "reactions must be asked for"
    await aio.get_updates(offset=-1, allowed_updates=["message_reaction"])
    assert acts.write(sandbox, eve, "unheard").update_id is None
    assert taps.react(sandbox, eve, sent.message_id, "🔥") is not None
    await aio.get_updates(allowed_updates=[])
    assert acts.write(sandbox, eve, "heard").update_id is not None


async def test_taps_live_150_seconds_and_messages_a_day(
    sandbox: Sandbox, clock: MovableClock, eve: Person, aio: Bot
) -> None:
    acts.write(sandbox, eve, "/start")
    sent = await aio.send_message(eve.id, "x")
    taps.press(sandbox, eve, sent.message_id, "y")
    clock.move(timedelta(seconds=149))
    assert len(await aio.get_updates()) == 2
    clock.move(timedelta(seconds=1))
    assert len(await aio.get_updates()) == 1
    clock.move(timedelta(hours=24))
    assert await aio.get_updates() == []


async def test_a_stopping_server_ends_a_waiting_poll_at_once(sandbox: Sandbox) -> None:
    import httpx

    arrived = called(sandbox)
    async with httpx.AsyncClient() as http, asyncio.timeout(AT_ONCE), asyncio.TaskGroup() as group:
        async with serving(create_app(sandbox)) as url:
            address = f"{url}/bot{sandbox.token}/getUpdates?timeout=50"
            poll = group.create_task(http.get(address, timeout=60))
            await arrived.wait()
        assert (await poll).json() == {"ok": True, "result": []}
