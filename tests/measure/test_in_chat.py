"""The measuring page inside the chat page, with sliders for a phone, up to what the bot gets."""

import json
from dataclasses import dataclass

import pytest
from playwright.async_api import FrameLocator, Locator, Page, Route, expect

from bot.domain.talk.answers import Sides
from bot.domain.talk.phone_reading import read_sent, value_of
from tests.measure.phone import PATIENCE, address, measured_tests, page_files
from tests.sandbox.page_stage import CHROMIUM, staged, window

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser")

LABEL = "Measure with my phone"


@dataclass(frozen=True, slots=True)
class Sliders:
    """The phone to tilt."""

    tilt: Locator
    lean: Locator


async def at(frame: FrameLocator, *steps: str) -> None:
    """Wait until the page in the frame is at one of these steps."""
    wanted = ",".join(f'main[data-step="{name}"]' for name in steps)
    await expect(frame.locator(wanted)).to_be_visible(timeout=PATIENCE)


async def read_three(frame: FrameLocator, sliders: Sliders, degrees: int) -> None:
    """Three readings of an angle; between them the phone is askew, which is never a reading."""
    for _ in range(3):
        await at(frame, "move")
        await sliders.lean.fill("90")
        await at(frame, "read")
        await sliders.tilt.fill(str(degrees))
        await sliders.lean.fill("0")
        await at(frame, "move", "zero", "result")


async def measured(page: Page) -> None:
    """Measure a straight leg raise, 60 degrees left and 75 right, and send it."""
    await page.get_by_test_id("reply-button").click()
    frame = page.frame_locator("[data-testid=web-app-frame]")
    sliders = Sliders(page.get_by_test_id("tilt"), page.get_by_test_id("lean"))
    await frame.get_by_role("button", name="Start").click()
    for degrees in (60, 75):
        await at(frame, "zero")
        await sliders.tilt.fill("0")
        await read_three(frame, sliders, degrees)
    await at(frame, "result")
    await frame.get_by_role("button", name="Send to the chat").click()


@pytest.mark.slow
async def test_a_desk_measures_with_the_sliders_and_the_bot_gets_both_sides() -> None:
    async def away(route: Route) -> None:
        await route.abort()

    async with window() as page:
        await page.context.route("https://**", away)
        page.set_default_timeout(PATIENCE)
        async with staged(page, pages=page_files().routes("/measure")) as stage:
            ann = await stage.join(first_name="Ann")
            opens = {"text": LABEL, "web_app": {"url": address(f"{stage.url}/measure/", "T10")}}
            keyboard = {"keyboard": [[opens]], "resize_keyboard": True}
            await stage.bot("sendMessage", chat_id=ann, text="How far?", reply_markup=keyboard)
            await stage.open()
            await measured(page)
            handed = (await stage.update())["message"]["web_app_data"]
    assert handed["button_text"] == LABEL
    question = measured_tests()["T10"].by_phone
    assert question is not None
    assert value_of(read_sent(handed["data"]), question) == Sides(60.0, 75.0)
    assert json.loads(handed["data"])["token"] == "abc-123"
