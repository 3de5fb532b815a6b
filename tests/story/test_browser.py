"""The story in a real browser: `demo` as a process, everything by clicking and typing."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.steps import Move, Next, Say, Share, Step, Tap, read_steps

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")

PATIENCE = 20_000
"""Milliseconds until a step counts as unanswered, on a machine that does other things too."""


@contextmanager
def the_demo(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`demo` on a free port; its address and its process."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "bot", "demo", "--no-browser"),
            *("--port", "0", "--data", str(folder)),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "BOT_LOG_LEVEL": "WARNING"},
    )
    assert process.stdout is not None
    try:
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        yield address[0], process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)
        process.stdout.close()


async def take(page: Page, step: Step) -> None:
    """One step, until the page shows that something came of it."""
    chat = page.get_by_test_id("messages")
    of_bot = page.locator("[data-testid=message][data-out=false]")
    before = await chat.text_content()
    match step:
        case Say(words) if words.startswith("/start"):
            await page.get_by_test_id("start").click()
        case Say(words):
            await page.get_by_test_id("composer").fill(words)
            before_it = await of_bot.count()
            await page.get_by_test_id("send").click()
            await expect(of_bot.nth(before_it)).to_be_attached(timeout=PATIENCE)
        case Tap(label):
            await _tap(page, of_bot, label)
        case Share(latitude, longitude):
            await page.get_by_test_id("reply-button").click()
            await page.get_by_test_id("latitude").fill(latitude)
            await page.get_by_test_id("longitude").fill(longitude)
            await page.get_by_test_id("location-dialog").get_by_text("Send", exact=True).click()
        case Next():
            await _to_the_next_message(page)
        case Move(by):
            await _move(page, by)
            return  # of which no message need come
    await settled(page, before)


async def _tap(page: Page, of_bot: Locator, label: str) -> None:
    """Press a button of the last message, until that message has changed or a newer one came.

    A change elsewhere in the chat is no sign of it: on a slow machine the card still stands there,
    and the same button pressed again would be a second press on one card.
    """
    button = of_bot.last.get_by_test_id("inline-button").filter(
        has_text=re.compile(rf"^\s*{re.escape(label)}\s*$")
    )
    await expect(button).to_have_count(1, timeout=PATIENCE)
    last = await of_bot.count() - 1
    was = await of_bot.nth(last).text_content()
    await button.click()
    for _ in range(PATIENCE // 40):
        if await of_bot.count() - 1 > last or await of_bot.nth(last).text_content() != was:
            return
        await page.wait_for_timeout(40)
    raise AssertionError(f"nothing came of [{label}] under {str(was)[-300:]!r}")


async def _to_the_next_message(page: Page) -> None:
    """Press the button of the clock, and wait until nothing is due any more: it has been sent.

    That something has changed on the page is no sign of it: that may be the end of what was
    answered before.
    """
    async with page.expect_response(re.compile("/sim/clock$")) as moved:
        await page.get_by_test_id("clock-next").click()
    response = await moved.value
    instant = datetime.fromisoformat((await response.json())["now"])
    asked = response.request.post_data_json or {}
    upcoming = response.url.replace("/clock", f"/people/{asked['next']}/upcoming")
    for _ in range(PATIENCE // 40):
        promises = await (await page.request.get(upcoming)).json()
        if all(datetime.fromisoformat(one["due"]) > instant for one in promises):
            return
        await page.wait_for_timeout(40)
    raise AssertionError("what was due has not been sent")


async def _move(page: Page, by: timedelta) -> None:
    """Press the buttons of the clock, each until it has moved."""
    hours = by.seconds // 3600
    for name in by.days * ["clock-day"] + hours * ["clock-hour"]:
        async with page.expect_response(re.compile("/sim/clock")):
            await page.get_by_test_id(name).click()
        await expect(page.get_by_test_id(name)).not_to_have_attribute("aria-busy", "true")


async def settled(page: Page, before: str | None) -> None:
    """Wait until the chat has changed and nothing more comes: an answer is often two messages."""
    chat = page.get_by_test_id("messages")
    last, calm = before, 0
    for _ in range(PATIENCE // 40):
        now = await chat.text_content()
        drawing = await page.get_by_text("sending a picture").count()
        calm = calm + 1 if now == last != before and not drawing else 0
        if calm == 3:
            return
        last = now
        await page.wait_for_timeout(40)
    raise AssertionError(f"nothing came of it; the chat ends with {str(last)[-300:]!r}")


@pytest.mark.slow
async def test_the_story_runs_in_a_browser_and_goes_on_after_a_restart(tmp_path: Path) -> None:
    steps = read_steps()
    async with window() as page:
        with the_demo(tmp_path) as (url, process):
            page.set_default_timeout(PATIENCE)
            await page.goto(url)
            for step in steps:
                await take(page, step)
            await expect(page.get_by_test_id("messages")).to_contain_text("Noted:")
            process.send_signal(signal.SIGINT)
            process.wait(30)
        with the_demo(tmp_path) as (url, _):
            await page.goto(url)
            await expect(page.get_by_test_id("messages")).to_contain_text("Noted:")
            await take(page, Say("/today"))
