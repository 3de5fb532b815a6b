"""A stage for tests of the chat page: a sandbox, a bot of direct calls, a browser window."""

import json
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from playwright.async_api import Error, Page, async_playwright
from starlette.routing import BaseRoute

from bot.clock import MovableClock
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox, Upcoming

TOKEN = "4200000000:page"
MONDAY = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
"""Where the browser is; empty when there is none, and the tests that need it are skipped."""

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One window, one sandbox; the test itself is the bot."""

    page: Page
    url: str
    sandbox: Sandbox
    http: httpx.AsyncClient

    async def bot(self, method: str, **parameters: Any) -> Any:
        """Call the Bot API; the result, or a failed test."""
        files = {k: parameters.pop(k) for k in list(parameters) if isinstance(parameters[k], tuple)}
        data = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
        answer = await self.http.post(f"/bot{TOKEN}/{method}", data=data, files=files or None)
        assert answer.json()["ok"], answer.text
        return answer.json()["result"]

    async def update(self) -> dict[str, Any]:
        """The next thing a person did, confirmed."""
        [update] = await self.bot("getUpdates", limit=1, timeout=5)
        await self.bot("getUpdates", offset=update["update_id"] + 1, limit=1, timeout=0)
        return dict(update)

    async def join(self, **fields: Any) -> int:
        """Somebody who has started the bot, whose /start is already read; gives their id."""
        person = (await self.http.post("/sim/people", json=fields)).json()["id"]
        await self.http.post(f"/sim/people/{person}/messages", json={"text": "/start"})
        await self.update()
        return int(person)

    async def open(self) -> None:
        """Load the page and wait until it knows who is there."""
        await self.page.goto(self.url)
        await self.page.get_by_test_id("person").first.wait_for(state="attached")


@asynccontextmanager
async def window() -> AsyncIterator[Page]:
    """One window of a headless Chromium, in Tokyo; opening it takes longer than most tests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        context = await browser.new_context(timezone_id="Asia/Tokyo", reduced_motion="reduce")
        context.set_default_timeout(5000)
        yield await context.new_page()
        await browser.close()


@asynccontextmanager
async def staged(
    page: Page, port: int = 0, people: Sequence[str] = (), pages: Sequence[BaseRoute] = ()
) -> AsyncIterator[Stage]:
    """A fresh sandbox for the window; a script error on the page fails the test.

    Each sandbox is an origin of its own, so nothing the page remembers reaches the next test.
    The `people` have said hello before the server opens.
    """
    clock = MovableClock(lambda: MONDAY)

    async def upcoming() -> list[Upcoming]:
        seven = clock().replace(hour=7) + timedelta(days=1)
        return [Upcoming(id_, "daily_routine", seven) for id_ in sandbox.chats.people]

    sandbox = Sandbox(TOKEN, clock, clock.move, upcoming, first_name="Counterpose")
    for name in people:
        acts.write(sandbox, acts.join(sandbox, first_name=name), f"Hello from {name}")
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    page.on("pageerror", note)
    async with (
        serving(create_app(sandbox, pages=pages), port=port) as url,
        httpx.AsyncClient(base_url=url, trust_env=False) as http,
    ):
        yield Stage(page, url, sandbox, http)
    page.remove_listener("pageerror", note)
    assert errors == []
