"""Somebody who types everything, in a real browser: from the first hello to the fifth day."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.steps import Tap, read_steps
from tests.story.test_browser import PATIENCE, take, the_demo

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")

STORY = Path(__file__).with_name("types_everything.said")


@pytest.mark.slow
async def test_who_types_everything_gets_from_the_hello_to_the_fifth_day(tmp_path: Path) -> None:
    steps = read_steps(STORY)
    assert not any(isinstance(step, Tap) for step in steps)
    async with window() as page:
        with the_demo(tmp_path) as (url, _):
            page.set_default_timeout(PATIENCE)
            await page.goto(url)
            for step in steps:
                await take(page, step)
            chat = page.get_by_test_id("messages")
            for day in ("I understood: all done", "2 of 4 done", "I understood: not today"):
                await expect(chat).to_contain_text(day)
            await expect(chat).not_to_contain_text("I did not understand")
            await expect(chat).not_to_contain_text("could not match")
