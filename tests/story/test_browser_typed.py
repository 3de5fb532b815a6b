"""Somebody who types everything, in a real browser: five days, a day card by card, an open sign."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.steps import Next, Say, Tap, read_steps
from tests.story.test_browser import PATIENCE, take, the_demo

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")

STORY = Path(__file__).with_name("types_everything.said")
CARDS = Path(__file__).with_name("types_cards.said")


@asynccontextmanager
async def chat_after(story: Path, folder: Path) -> AsyncIterator[Locator]:
    """The chat of somebody who has typed a story through, and tapped nothing."""
    steps = read_steps(story)
    assert not any(isinstance(step, Tap) for step in steps)
    async with window() as page:
        with the_demo(folder) as (url, _):
            page.set_default_timeout(PATIENCE)
            await page.goto(url)
            for step in steps:
                await take(page, step)
            yield page.get_by_test_id("messages")


@pytest.mark.slow
async def test_who_types_everything_gets_from_the_hello_to_the_fifth_day(tmp_path: Path) -> None:
    async with chat_after(STORY, tmp_path) as chat:
        for day in ("Noted: all done", "2 of 4 done", "That is fine. Rest is part of it."):
            await expect(chat).to_contain_text(day)
        await expect(chat).not_to_contain_text("I did not understand")
        await expect(chat).not_to_contain_text("could not match")


@pytest.mark.slow
async def test_who_types_gets_through_a_day_card_by_card(tmp_path: Path) -> None:
    async with chat_after(CARDS, tmp_path) as chat:
        await expect(chat).to_contain_text("This is for your neck")
        await expect(chat).to_contain_text("That was all for today: 3 of 4 done.")
        await expect(chat).to_contain_text("Noted: 3 of 4 done, worst pain 2 of 10")
        for doubt in ("I did not understand", "could not match", "more than one way"):
            await expect(chat).not_to_contain_text(doubt)


@pytest.mark.slow
async def test_a_warning_sign_stays_open_over_two_nights_and_a_restart(tmp_path: Path) -> None:
    steps = read_steps(STORY)
    first_day = steps.index(Next()) + 1
    question = "Is it you, now or lately?"
    async with window() as page:
        last = page.locator("[data-testid=message][data-out=false]").last
        with the_demo(tmp_path) as (url, process):
            page.set_default_timeout(PATIENCE)
            await page.goto(url)
            for step in steps[:first_day]:
                await take(page, step)
            await take(page, Say("i get a tight pressure in my chest when i climb the stairs"))
            await expect(last).to_contain_text(question)
            await take(page, Next())
            await expect(last).to_contain_text(question)
            process.send_signal(signal.SIGINT)
            process.wait(30)
        with the_demo(tmp_path) as (url, _):
            await page.goto(url)
            await take(page, Next())
            await expect(last).to_contain_text(question)
            await take(page, Say("lets start"))
            await expect(last).to_contain_text(question)
            await take(page, Say("yes"))
            await expect(last).to_contain_text("no exercises from me until a clinician")
            await take(page, Say("lets start"))
            await expect(last).to_contain_text("no exercises from me until a clinician")
