"""Two people on a phone in the dark: a location, pictures that change in place, notices."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.cli.demo import BOT_ID, CLOCK
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from telegram_sandbox import acts
from telegram_sandbox.keeping import save
from telegram_sandbox.state import Sandbox
from tests.app.talker import Talker
from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.test_browser import PATIENCE, the_demo

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")

SHOTS = os.environ.get("SHOTS")
"""A folder for pictures of the page, to be looked at."""


async def people_in(folder: Path, push_at: time | None = None) -> list[UserId]:
    """A demo that has met two people; without a time to push, when and where is yet to be told."""
    clock = MovableClock()
    clock.move(timedelta(hours=36 - clock().hour) % timedelta(days=1))
    (folder / CLOCK).write_text(str(clock.shift.total_seconds()))
    sandbox = Sandbox(f"{BOT_ID}:of-this-test", clock)
    engine = connect(f"sqlite+aiosqlite:///{folder / 'bot.db'}")
    await upgrade(engine)
    met = []
    for name in ("Ann", "Bo"):
        person = acts.join(sandbox, first_name=name, time_zone="Europe/Kyiv")
        acts.write(sandbox, person, "Hello")
        met.append(UserId(person.id))
        talker = Talker(transactions(engine), clock, met[-1])
        await talker.settle_in(push_at=push_at)
    await engine.dispose()
    sandbox.updates.queue.clear()
    save(sandbox, folder)
    return met


@asynccontextmanager
async def opened(folder: Path, width: int, height: int) -> AsyncIterator[Page]:
    """The chat page of the demo, in a window of that size."""
    async with window() as page:
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        await page.set_viewport_size({"width": width, "height": height})
        with the_demo(folder) as (url, _):
            await page.goto(url)
            yield page


async def shot(page: Page, name: str) -> None:
    """What it looks like."""
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}.png")


async def say(page: Page, words: str) -> None:
    """Write and send."""
    await page.get_by_test_id("composer").fill(words)
    await page.get_by_test_id("send").click()


def button(page: Page, label: str) -> Locator:
    """The latest button with this label."""
    return page.get_by_test_id("inline-button").get_by_text(label, exact=True).last


async def test_two_people_on_a_phone_in_the_dark(tmp_path: Path) -> None:
    await people_in(tmp_path)
    async with opened(tmp_path, 390, 844) as page:
        await page.emulate_media(color_scheme="dark")
        chat = page.get_by_test_id("messages")
        await say(page, "/start")
        await expect(chat).to_contain_text("At what time")
        await say(page, "19:30")
        share = page.get_by_test_id("reply-button")
        await expect(share).to_have_text("Share my location")
        await expect(button(page, "Back")).to_be_visible()
        await shot(page, "1-where")
        await button(page, "Back").click()
        await expect(share).to_have_count(0)
        await button(page, "18:00").click()
        await share.click()
        await page.get_by_test_id("city").get_by_text("Kyiv").click()
        await expect(chat).to_contain_text("Kyiv time")
        await expect(share).to_have_count(0)
        await shot(page, "2-minutes")
        await button(page, "10 min").click()
        await button(page, "Do the first one now").click()
        card = page.get_by_test_id("message").filter(has=page.locator("img")).last
        await expect(card.locator("img")).to_have_js_property("complete", True)
        number = await card.get_attribute("data-message-id")
        words = await card.inner_text()
        await shot(page, "3-card")
        await button(page, "Done").click()
        await expect(card).not_to_have_text(words, use_inner_text=True)
        assert await card.get_attribute("data-message-id") == number
        await expect(card.locator("img")).to_be_visible()
        await shot(page, "3-next-card")
        await page.locator("#people-toggle").click()
        await page.get_by_test_id("person").nth(1).click()
        await expect(chat).not_to_contain_text("Kyiv time")
        await say(page, "/help")
        await expect(page.get_by_test_id("message").nth(2)).to_be_attached()
        await shot(page, "4-bo")
        await page.locator("#people-toggle").click()
        await shot(page, "5-people")
        await page.get_by_test_id("person").nth(0).click()
        await expect(chat).to_contain_text("Kyiv time")
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
