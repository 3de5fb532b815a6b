"""A day's workout in a real browser: reshaped, held by the timer, and told about afterwards."""

from datetime import time
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.test_browser import PATIENCE, the_demo
from tests.story.test_browser_phone import button, people_in, say, shot

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")


@pytest.mark.slow
async def test_a_workout_is_reshaped_timed_and_told_about_in_a_browser(tmp_path: Path) -> None:
    await people_in(tmp_path, push_at=time(18))
    async with window() as page:
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        with the_demo(tmp_path) as (url, _):
            await page.goto(url)
            chat = page.get_by_test_id("messages")
            forward = page.get_by_test_id("clock-next")
            await forward.click()
            await expect(button(page, "Start")).to_be_visible()
            await say(page, "tired, 5 min")
            await expect(chat).to_contain_text("Noted: 5 minutes; tired")
            await shot(page, "1-reshaped")
            await button(page, "Start").click()
            await button(page, "Timer").click()
            card = page.get_by_test_id("message").filter(has_text="Get into position").last
            number = await card.get_attribute("data-message-id")
            card = page.locator(f"[data-testid=message][data-message-id='{number}']")
            await forward.click()
            await expect(card).to_contain_text("Change sides now")
            await shot(page, "2-change-of-side")
            await forward.click()
            await expect(card).to_contain_text("That hold is over")
            await shot(page, "3-end")
            await say(page, "did 2 of 3, pain 2")
            of_bot = page.locator("[data-testid=message][data-out=false]")
            noted = of_bot.filter(has_text="Noted: 2 of 3 done; pain 2")
            await expect(noted).to_be_visible()
            await shot(page, "4-noted")
