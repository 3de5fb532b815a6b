"""Webhook delivery: secret, lanes, retries, Retry-After, answers that call a method."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from telegram_sandbox import acts, taps
from telegram_sandbox.chats import Person
from telegram_sandbox.faults import Fault
from telegram_sandbox.state import Sandbox
from tests.sandbox.receiver import Receiver, receiving

pauses: list[float] = []


@pytest.fixture
async def hook(sandbox: Sandbox) -> AsyncIterator[Receiver]:
    """A bot's server; waiting between tries is written down and not done."""
    pauses.clear()
    sandbox.local = True

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    sandbox.sleep = pause
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    return acts.join(sandbox, first_name="Eve")


async def _quiet(sandbox: Sandbox) -> None:
    async with asyncio.timeout(30):
        while sandbox.updates.queue:
            await sandbox.updates.change(1)


async def test_updates_come_with_the_secret(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    await aio.set_webhook(hook.url, secret_token="s3cret_-")
    acts.write(sandbox, eve, "hello")
    await _quiet(sandbox)
    assert hook.updates[0]["message"]["text"] == "hello"
    assert hook.headers[0]["x-telegram-bot-api-secret-token"] == "s3cret_-"
    assert hook.headers[0]["content-type"] == "application/json"


async def test_a_refused_update_comes_again_after_1_2_4_seconds(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    hook.answers = ["500 Oops", "500 Oops", "503 Away"]
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "hello")
    await _quiet(sandbox)
    assert pauses == [1, 2, 4]
    assert len({update["update_id"] for update in hook.updates}) == 1
    assert len(hook.updates) == 4
    info = await aio.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Away"


async def test_retry_after_is_honoured_up_to_an_hour(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    hook.answers = ["503 Away\r\nRetry-After: 7", "503 Away\r\nRetry-After: 99999"]
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "hello")
    await _quiet(sandbox)
    assert pauses == [7, 3600]


async def test_one_chat_is_served_in_order_and_others_do_not_wait(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    max_ = acts.join(sandbox, first_name="Max")
    hook.gate.clear()
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "e1")
    acts.write(sandbox, eve, "e2")
    acts.write(sandbox, max_, "m1")
    await hook.wait(2)
    assert sorted(u["message"]["text"] for u in hook.updates) == ["e1", "m1"]
    hook.gate.set()
    await _quiet(sandbox)
    assert hook.updates[-1]["message"]["text"] == "e2"


async def test_messages_and_taps_of_one_person_travel_apart(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    message_id = acts.write(sandbox, eve, "first").message_id
    sandbox.updates.queue.clear()
    hook.gate.clear()
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "second")
    taps.press(sandbox, eve, message_id, "x")
    await hook.wait(2)
    assert {next(k for k in u if k != "update_id") for u in hook.updates} == {
        "message",
        "callback_query",
    }
    hook.gate.set()
    await _quiet(sandbox)


async def test_the_answer_may_be_a_call(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    hook.body = json.dumps({"method": "sendMessage", "chat_id": eve.id, "text": "by answer"})
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "hello")
    await _quiet(sandbox)
    async with asyncio.timeout(30):
        while len(sandbox.messages.of(eve.id)) < 2:
            await sandbox.updates.change(1)
    assert sandbox.messages.of(eve.id)[-1].body["text"] == "by answer"


async def test_an_update_is_delivered_twice_on_demand(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    sandbox.faults.add(Fault("duplicate_update"))
    await aio.set_webhook(hook.url)
    acts.write(sandbox, eve, "hello")
    await _quiet(sandbox)
    assert [u["message"]["text"] for u in hook.updates] == ["hello", "hello"]


async def test_removal_stops_delivery_and_may_drop_what_waits(
    sandbox: Sandbox, eve: Person, aio: Bot, hook: Receiver
) -> None:
    await aio.set_webhook(hook.url)
    await aio.delete_webhook()
    acts.write(sandbox, eve, "hello")
    assert (await aio.get_webhook_info()).pending_update_count == 1
    await aio.delete_webhook(drop_pending_updates=True)
    assert await aio.get_updates() == []
    assert hook.updates == []


async def test_what_was_set_is_told(aio: Bot, hook: Receiver) -> None:
    await aio.set_webhook(hook.url, max_connections=7, allowed_updates=["message"])
    info = await aio.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (hook.url, 7, ["message"])
