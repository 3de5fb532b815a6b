"""One person's avalanche costs the others nothing."""

import asyncio
from time import monotonic

import pytest

from bot.meter import OVERTAKEN
from bot.telegram.flood import PILE
from telegram_sandbox import acts
from telegram_sandbox.faults import Fault
from telegram_sandbox.person import Person
from tests.delivery.conftest import Stage, both
from tests.delivery.crowd import until
from tests.delivery.test_receiving import START, handled, post, receiving, webhook

MANY = 50


def answers(stage: Stage, person: int) -> list[str]:
    """What the bot said to somebody."""
    return [str(m.body.get("text", "")) for m in stage.sandbox.messages.of(person) if m.from_bot]


@both
async def test_an_avalanche_is_handled_whole_and_answered_by_a_few(stage: Stage) -> None:
    ann, bo = acts.join(stage.sandbox), acts.join(stage.sandbox)
    for number in range(MANY):
        acts.write(stage.sandbox, ann, f"/help {number}")
    acts.write(stage.sandbox, bo, "/start")
    left_out = OVERTAKEN.values.get((), 0)
    async with receiving(stage, None):
        begun = monotonic()
        await until(lambda: bool(answers(stage, bo.id)))
        waited = monotonic() - begun
        said_before = len(answers(stage, ann.id))
        await until(lambda: not stage.sandbox.updates.queue)
        took = monotonic() - begun
    await until(lambda: len(answers(stage, ann.id)) >= PILE)
    print(f"{MANY} messages of one person: another waited {waited:.2f} s of {took:.2f} s")
    assert await handled(stage) == MANY + 1
    assert OVERTAKEN.values[()] - left_out + len(answers(stage, ann.id)) == MANY
    assert len(answers(stage, ann.id)) < MANY / 2
    assert said_before < MANY / 2


@pytest.mark.slow
async def test_a_chat_that_has_to_wait_does_not_hold_the_batch(stage: Stage) -> None:
    async with receiving(stage, None), await Person.join(stage.url, patience=30) as bo:
        ann = acts.join(stage.sandbox)
        stage.sandbox.faults.add(Fault("too_many", MANY, "sendMessage", ann.id, 60))
        for number in range(MANY):
            acts.write(stage.sandbox, ann, f"/help {number}")
        await bo.say("/start")
    assert "I am Counterpose" in bo.screen
    assert answers(stage, ann.id) == []


@pytest.mark.parametrize("words", ["chest pain and short of breath"])
async def test_a_red_flag_in_an_avalanche_is_answered(stage: Stage, words: str) -> None:
    ann = acts.join(stage.sandbox)
    for number in range(MANY):
        acts.write(stage.sandbox, ann, words if number == MANY // 3 else f"/help {number}")
    async with receiving(stage, None):
        await until(lambda: any("and that worries me" in reply for reply in answers(stage, ann.id)))
        await until(lambda: not stage.sandbox.updates.queue)


async def test_a_webhook_takes_an_avalanche_as_well(stage: Stage) -> None:
    async with webhook(stage) as url:
        updates = [
            {**START, "update_id": n, "message": {**START["message"], "text": "/help"}}  # type: ignore[dict-item]
            for n in range(MANY)
        ]
        replies = await asyncio.gather(*(post(f"{url}/hook", update) for update in updates))
        assert [status for status, _ in replies] == [200] * MANY
    assert await handled(stage) == MANY
