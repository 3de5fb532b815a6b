"""A sandbox on a loopback socket, a clock that stands still, and people in it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.clock import MovableClock
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.params import Upload
from telegram_sandbox.person import Person as Driver
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.sandbox.pictures import png

TOKEN = "4200000000:sandbox-secret"
START = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)

AT_ONCE = 20
"""Seconds in which a busy machine does what a quiet one does at once; polls would wait 50."""


def called(sandbox: Sandbox) -> asyncio.Event:
    """Set as soon as the next call has come."""
    event = asyncio.Event()
    sandbox.on_call = lambda _method, _parameters: event.set()
    return event


_trust = cache(ssl.create_default_context)
"""Certificates, which take longer to read than a test; nobody looks at them here."""


class _Session(AiohttpSession):
    """aiogram prepares for TLS and pauses for it when it closes, and there is none here."""

    def __init__(self, url: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ssl, "create_default_context", lambda **_: _trust())
            super().__init__(api=TelegramAPIServer.from_base(url))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@dataclass(frozen=True, slots=True)
class World:
    """A sandbox with somebody in each condition a bot can meet."""

    sandbox: Sandbox
    names: dict[str, Any]

    def fill(self, value: Any) -> Any:
        """Put the real ids where a test says `$ann` and the like."""
        if isinstance(value, str) and value.startswith("$"):
            return self.names[value[1:]]
        if isinstance(value, dict):
            return {name: self.fill(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(lambda: START)


@pytest.fixture
def sandbox(clock: MovableClock) -> Sandbox:
    return Sandbox(TOKEN, clock, clock.move, local=False)


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(create_app(sandbox)) as address:
        yield address


@pytest.fixture
async def aio(url: str) -> AsyncIterator[Bot]:
    """aiogram's Bot, a client by other people."""
    session = _Session(url)
    bot = Bot(TOKEN, session=session)
    yield bot
    await session.close()


@pytest.fixture
async def ann(url: str) -> AsyncIterator[Driver]:
    """Somebody at the other end."""
    async with await Driver.join(url, first_name="Ann", username="ann") as person:
        yield person


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    chats = sandbox.chats
    ann, blocked, gone = (_met(sandbox, name) for name in ("Ann", "Bob", "Cy"))
    shy = acts.join(sandbox, first_name="Dee")
    own = acts.write(sandbox, ann, "mine").message_id
    acts.change(sandbox, blocked, {"blocked": True})
    gone.deactivated = True
    for room in (
        Room(-11, "group", "Walkers", members=[ann.id, shy.id]),
        Room(-12, "group", "Runners", members=[ann.id], bot_status="kicked"),
        Room(-1000000000013, "channel", "News", members=[ann.id], bot_status="left"),
    ):
        chats.rooms[room.id] = room
    photo = sandbox.files.keep("photo", Upload("a.png", "image/png", png()))
    names = {
        "ann": ann.id,
        "bot": sandbox.bot_id,
        "blocked": blocked.id,
        "gone": gone.id,
        "shy": shy.id,
        "group": -11,
        "kicked": -12,
        "left": -1000000000013,
        "own": own,
        "photo_id": photo.file_id,
    }
    sandbox.updates.queue.clear()
    return World(sandbox, names)


def _met(sandbox: Sandbox, name: str) -> Person:
    person = acts.join(sandbox, first_name=name)
    acts.write(sandbox, person, "/start")
    return person
