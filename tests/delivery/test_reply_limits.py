"""Many people write at once, and Telegram takes thirty messages a second: all are answered."""

import pytest

from bot.meter import OVERTAKEN
from bot.telegram.polling import poll
from bot.telegram.reply_queue import ReplyQueue
from telegram_sandbox import acts
from telegram_sandbox.chats import Person
from tests.delivery.conftest import Stage
from tests.delivery.crowd import until
from tests.delivery.test_receiving import receiving

PEOPLE = 120


@pytest.fixture
def crowd(stage: Stage) -> list[Person]:
    """So many people, and the strict limits."""
    stage.sandbox.strict_pace = True
    return [acts.join(stage.sandbox) for _ in range(PEOPLE)]


def answered(stage: Stage, crowd: list[Person]) -> list[int]:
    """How many messages each got."""
    return [sum(m.from_bot for m in stage.sandbox.messages.of(person.id)) for person in crowd]


async def test_everybody_who_writes_at_once_is_answered_once(
    stage: Stage, crowd: list[Person]
) -> None:
    for person in crowd:
        acts.write(stage.sandbox, person, "/help")
    async with receiving(stage, None):
        await until(lambda: all(answered(stage, crowd)), 120)
    assert answered(stage, crowd) == [1] * PEOPLE
    refused = [
        call for call in stage.sandbox.journal.after(0) if call["answer"].get("error_code") == 429
    ]
    assert 0 < len(refused) < 2 * PEOPLE


@pytest.mark.slow
async def test_who_writes_again_meanwhile_gets_the_newer_answer(
    stage: Stage, crowd: list[Person]
) -> None:
    left_out = OVERTAKEN.values.get((), 0)
    async with receiving(stage, None):
        for words in ("/help", "/privacy", "/help"):
            for person in crowd:
                acts.write(stage.sandbox, person, words)
        await until(lambda: not stage.sandbox.updates.queue, 120)
        await until(lambda: all(answered(stage, crowd)), 120)
        total = 3 * PEOPLE
        await until(
            lambda: sum(answered(stage, crowd)) + OVERTAKEN.values[()] - left_out == total, 120
        )
    last = {stage.sandbox.messages.of(p.id)[-1].body["text"].partition("\n")[0] for p in crowd}
    assert len(last) == 1
    assert OVERTAKEN.values[()] > left_out


@pytest.mark.slow
async def test_pushes_wait_until_everybody_is_answered(stage: Stage, crowd: list[Person]) -> None:
    queue = ReplyQueue(30.0)
    waiting = await stage.crowd(5)
    for person in crowd:
        acts.write(stage.sandbox, person, "/help")
    async with stage.responding(queue=queue) as responder:
        task = responder._group.create_task(poll(stage.bot, responder))
        await until(lambda: queue.waiting > PEOPLE / 4, 60)
        async with stage.pushing(queue=queue):
            await until(lambda: all(answered(stage, crowd)), 120)
            early = sum(stage.watch.arrived()[id] for id in waiting)
            await stage.settled({("sent", 1): 5}, 60)
        task.cancel()
    assert early == 0
