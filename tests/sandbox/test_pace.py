"""A bot that writes too fast gets 429 by the sandbox's clock, if the sandbox is strict."""

import asyncio
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.clock import MovableClock
from telegram_sandbox import acts
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.state import Sandbox


def _people(sandbox: Sandbox, count: int) -> list[Person]:
    people = []
    for _ in range(count):
        person = acts.join(sandbox)
        acts.write(sandbox, person, "/start")
        people.append(person)
    return people


async def test_one_chat_takes_a_burst_of_five_then_one_a_second(
    sandbox: Sandbox, clock: MovableClock, aio: Bot
) -> None:
    sandbox.strict_pace = True
    [eve] = _people(sandbox, 1)
    for _ in range(5):
        await aio.send_message(eve.id, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await aio.send_message(eve.id, "x")
    assert caught.value.retry_after == 1
    clock.move(timedelta(seconds=1))
    sent = await aio.send_message(eve.id, "x")
    with pytest.raises(TelegramRetryAfter):
        await aio.edit_message_text("y", chat_id=eve.id, message_id=sent.message_id)


async def test_the_whole_bot_sends_thirty_a_second(
    sandbox: Sandbox, clock: MovableClock, aio: Bot
) -> None:
    sandbox.strict_pace = True
    people = _people(sandbox, 31)
    for person in people[:30]:
        await aio.send_message(person.id, "x")
    with pytest.raises(TelegramRetryAfter):
        await aio.send_message(people[30].id, "x")
    await aio.send_chat_action(people[30].id, "typing")
    clock.move(timedelta(seconds=1))
    await aio.send_message(people[30].id, "x")


async def test_a_group_takes_twenty_a_minute(sandbox: Sandbox, aio: Bot) -> None:
    sandbox.strict_pace = True
    [eve] = _people(sandbox, 1)
    sandbox.chats.rooms[-5] = Room(-5, "group", "G", members=[eve.id])
    for _ in range(20):
        await aio.send_message(-5, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await aio.send_message(-5, "x")
    assert caught.value.retry_after == 3


async def test_without_strictness_nobody_is_held_up(sandbox: Sandbox, aio: Bot) -> None:
    [eve] = _people(sandbox, 1)
    for _ in range(40):
        await aio.send_message(eve.id, "x")


async def test_a_webhook_is_set_once_a_second(
    sandbox: Sandbox, clock: MovableClock, aio: Bot
) -> None:
    sandbox.strict_pace = True
    await aio.set_webhook("https://a.b/c")
    with pytest.raises(TelegramRetryAfter):
        await aio.set_webhook("https://a.b/d")
    clock.move(timedelta(seconds=1))
    await aio.set_webhook("https://a.b/d")


@pytest.mark.slow
async def test_polling_again_and_again_at_one_place_is_held_back(
    sandbox: Sandbox, aio: Bot
) -> None:
    sandbox.strict_pace = True
    loop = asyncio.get_running_loop()
    [eve] = _people(sandbox, 1)
    sandbox.updates.queue.clear()
    begun = loop.time()
    assert await aio.get_updates(timeout=0) == []
    acts.write(sandbox, eve, "a")
    acts.write(sandbox, eve, "b")
    assert len(await aio.get_updates(timeout=0)) == 1
    sandbox.updates.queue.clear()
    assert await aio.get_updates(timeout=0) == []
    assert loop.time() - begun >= 3
