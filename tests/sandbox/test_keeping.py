"""A sandbox goes on with yesterday's chats, in one process or as one of its own."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from aiogram import Bot

from bot.clock import MovableClock
from telegram_sandbox import acts
from telegram_sandbox.keeping import dump, keeping, load
from telegram_sandbox.params import Upload
from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import AT_ONCE, START, TOKEN
from tests.sandbox.pictures import png


def _sandbox() -> Sandbox:
    clock = MovableClock(lambda: START)
    return Sandbox(TOKEN, clock, clock.move)


async def _busy(sandbox: Sandbox, aio: Bot) -> None:
    eve = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, eve, "/start")
    sent = await aio.send_message(eve.id, "<b>x</b>", parse_mode="HTML")
    await aio.pin_chat_message(eve.id, sent.message_id)
    await aio.set_my_commands([])
    await aio.set_my_name("Coach")
    upload = Upload("a.png", "image/png", png())
    acts.send_file(sandbox, eve, "photo", upload, "look")


async def test_everything_is_there_after_a_restart(
    sandbox: Sandbox, aio: Bot, tmp_path: Path
) -> None:
    async with keeping(sandbox, tmp_path):
        await _busy(sandbox, aio)
    again = _sandbox()
    async with keeping(again, tmp_path):
        assert dump(again) | {"ids": 0} == dump(sandbox) | {"ids": 0}
        [file] = again.files.by_id.values()
        assert again.files.content(file) == png()
        eve = again.chats.people[100001]
        sent = acts.write(again, eve, "good morning")
        assert sent.message_id > 1000, "ids given out after the last save are not used again"
        assert again.updates.is_open(sent.update_id or 0)


async def test_it_is_saved_soon_after_each_change(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telegram_sandbox.keeping.EVERY", 0.01)
    async with keeping(sandbox, tmp_path):
        acts.join(sandbox, first_name="Eve")
        await asyncio.sleep(0.2)
        killed = _sandbox()
        assert load(killed, tmp_path)
        assert [person.first_name for person in killed.chats.people.values()] == ["Eve"]


async def test_a_moved_clock_does_not_go_back(sandbox: Sandbox, tmp_path: Path) -> None:
    async with keeping(sandbox, tmp_path):
        assert sandbox.move is not None
        sandbox.move(timedelta(days=3))
    again = _sandbox()
    assert load(again, tmp_path)
    assert again.now() == START + timedelta(days=3)


def test_there_is_nothing_to_go_on_from_at_first(tmp_path: Path) -> None:
    assert load(_sandbox(), tmp_path) is False


def test_the_clock_of_a_sandbox_is_the_one_it_was_given() -> None:
    clock = MovableClock(lambda: START)
    sandbox = Sandbox(TOKEN, clock)
    clock.move(timedelta(days=1))
    assert sandbox.unix() == int((START + timedelta(days=1)).timestamp())


async def _poll(http: httpx.AsyncClient, url: str) -> None:
    """However it ends."""
    with suppress(httpx.TransportError):
        await http.get(f"{url}/bot{TOKEN}/getUpdates?timeout=50")


async def test_alone_it_starts_serves_and_stops_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "telegram_sandbox", "--port", "0", "--token", TOKEN]
    process = await asyncio.create_subprocess_exec(
        *command,
        "--state",
        str(tmp_path),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert process.stdout is not None
    async with asyncio.timeout(20):
        url = (await process.stdout.readline()).decode().strip()
    async with (
        asyncio.timeout(AT_ONCE),
        httpx.AsyncClient(timeout=60) as http,
        http.stream("GET", f"{url}/sim/events") as events,
        asyncio.TaskGroup() as group,
    ):
        assert await anext(events.aiter_lines()) == ": open"
        await http.post(f"{url}/sim/people", json={"first_name": "Eve"})
        polls = {group.create_task(_poll(http, url)) for _ in range(2)}
        await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)  # ended by the other
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0
    assert "Eve" in (tmp_path / "sandbox.json").read_text()


async def test_alone_it_names_a_taken_port_and_a_bad_token(url: str) -> None:
    port = url.rsplit(":", 1)[1]
    for arguments, words in (
        (["--port", port], f"cannot listen on 127.0.0.1:{port}"),
        (["--token", "nonsense"], "--token must look like"),
    ):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "telegram_sandbox", *arguments, stderr=asyncio.subprocess.PIPE
        )
        _, complaint = await process.communicate()
        assert process.returncode in {1, 2}
        assert words in complaint.decode()
