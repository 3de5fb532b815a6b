"""Everything that can go wrong on the way is to be had on demand, once or often."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError

from telegram_sandbox import acts
from telegram_sandbox.chats import Person
from telegram_sandbox.faults import Fault
from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import TOKEN


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    person = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, person, "/start")
    return person


async def _send(url: str, person: Person, patience: float = 5.0) -> httpx.Response:
    async with httpx.AsyncClient(timeout=patience) as http:
        body = {"chat_id": person.id, "text": "x"}
        return await http.post(f"{url}/bot{TOKEN}/sendMessage", json=body)


def _sent(sandbox: Sandbox, person: Person) -> int:
    return sum(stored.from_bot for stored in sandbox.messages.of(person.id))


async def test_429_says_how_long_to_wait_twice(sandbox: Sandbox, eve: Person, url: str) -> None:
    sandbox.faults.add(Fault("too_many", seconds=7))
    answer = await _send(url, eve)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "7"
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert _sent(sandbox, eve) == 0
    [entry] = sandbox.journal.after(0)
    assert (entry["method"], entry["answer"]["fault"]) == ("sendMessage", "too_many")
    assert (await _send(url, eve)).status_code == 200, "used up"


async def test_aiogram_reads_429_and_500(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    sandbox.faults.add(Fault("too_many", seconds=3))
    with pytest.raises(TelegramRetryAfter) as caught:
        await aio.send_message(eve.id, "x")
    assert caught.value.retry_after == 3
    sandbox.faults.add(Fault("500"))
    with pytest.raises(TelegramServerError):
        await aio.send_message(eve.id, "x")


async def test_502_is_a_page_of_html(sandbox: Sandbox, eve: Person, url: str) -> None:
    sandbox.faults.add(Fault("502"))
    answer = await _send(url, eve)
    assert answer.status_code == 502
    assert answer.text.startswith("<html>")
    assert _sent(sandbox, eve) == 0


@pytest.mark.parametrize(("kind", "sent"), [("reset_before", 0), ("reset_after", 1)])
async def test_a_reset_may_come_before_or_after_the_deed(
    kind: str, sent: int, sandbox: Sandbox, eve: Person, url: str
) -> None:
    sandbox.faults.add(Fault(kind))
    with pytest.raises(httpx.TransportError):
        await _send(url, eve)
    assert _sent(sandbox, eve) == sent


async def test_no_answer_ever_comes(sandbox: Sandbox, eve: Person, url: str) -> None:
    sandbox.faults.add(Fault("no_answer"))
    with pytest.raises(httpx.ReadTimeout):
        await _send(url, eve, patience=0.2)
    assert _sent(sandbox, eve) == 0


async def test_a_slow_answer_comes_in_the_end(sandbox: Sandbox, eve: Person, url: str) -> None:
    waited = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    sandbox.sleep = sleep
    sandbox.faults.add(Fault("slow", seconds=9))
    assert (await _send(url, eve)).status_code == 200
    assert waited == [9]


async def test_a_call_is_told_of_when_it_comes_not_when_its_fault_is_over(
    sandbox: Sandbox, eve: Person, url: str
) -> None:
    order = []

    async def sleep(seconds: float) -> None:
        order.append("fault")

    sandbox.sleep = sleep
    sandbox.on_call = lambda _method, _parameters: order.append("call")
    sandbox.faults.add(Fault("slow"))
    await _send(url, eve)
    assert order == ["call", "fault"]


async def test_bad_json_comes_after_the_deed(sandbox: Sandbox, eve: Person, url: str) -> None:
    sandbox.faults.add(Fault("bad_json"))
    answer = await _send(url, eve)
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert _sent(sandbox, eve) == 1


async def test_an_update_comes_twice(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    [first] = await aio.get_updates()
    sandbox.faults.add(Fault("duplicate_update"))
    [again] = await aio.get_updates(offset=first.update_id + 1)
    assert again.update_id == first.update_id
    assert await aio.get_updates(offset=first.update_id + 1) == []


async def test_a_fault_keeps_to_its_method_chat_and_number(
    sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    sandbox.faults.add(Fault("500", times=2, method="sendMessage", chat_id=eve.id))
    await aio.get_me()
    await aio.send_chat_action(eve.id, "typing")
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await aio.send_message(eve.id, "x")
    await aio.send_message(eve.id, "x")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"kind": "502", "times": 3}, 200), ({"kind": "meteor"}, 422), ({"times": 1}, 422)],
)
async def test_faults_are_armed_over_http(body: dict[str, Any], status: int, url: str) -> None:
    async with httpx.AsyncClient() as http:
        assert (await http.post(f"{url}/sim/faults", json=body)).status_code == status
