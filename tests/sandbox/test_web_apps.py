"""Pages that a reply keyboard opens: what they are told, and what of theirs reaches the bot."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiogram.types
import pytest
from playwright.async_api import Page, expect
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from telegram_sandbox.buttons import reply_button
from telegram_sandbox.errors import ApiError
from telegram_sandbox.person import Person, Unanswered
from tests.sandbox.page_stage import CHROMIUM, Stage, staged, window

LABEL = "Measure"
PAGE = """<!doctype html><title>A page</title>
<p id="told"></p><button id="send">Send</button><script>
function post(eventType, eventData) {
  parent.postMessage(JSON.stringify({eventType, eventData}), "*");
}
let last = null;
addEventListener("message", (event) => {
  const {eventType, eventData} = JSON.parse(event.data);
  if (eventType === "accelerometer_changed") last = eventData;
  if (eventType === "device_orientation_changed") last = eventData;
  document.getElementById("told").textContent = eventType + " " + JSON.stringify(eventData);
});
document.getElementById("send").onclick = () => {
  post("web_app_data_send", {data: JSON.stringify(last)});
};
post("web_app_ready");
post(new URLSearchParams(location.search).get("sensor"), {refresh_rate: 20});
</script>"""


async def _page(_request: Request) -> HTMLResponse:
    return HTMLResponse(PAGE)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed: the chat page is not tested")
    async with window() as opened:
        yield opened


async def offered(stage: Stage, person: int, sensor: str) -> None:
    """Send the button that opens the page."""
    url = f"{stage.url}/app/?sensor={sensor}"
    keyboard = {"keyboard": [[{"text": LABEL, "web_app": {"url": url}}]]}
    await stage.bot("sendMessage", chat_id=person, text="Measure?", reply_markup=keyboard)


async def handed(stage: Stage, tilt: tuple[str, str], sensor: str, shown: str) -> dict[str, Any]:
    """What the page was told of a phone that was tilted so, as it reaches the bot."""
    page = stage.page
    await offered(stage, await stage.join(first_name="Ann"), sensor)
    await stage.open()
    await page.get_by_test_id("reply-button").click()
    slider, degrees = tilt
    await page.get_by_test_id(slider).fill(degrees)
    frame = page.frame_locator("[data-testid=web-app-frame]")
    await expect(frame.locator("#told")).to_contain_text(shown)
    await frame.locator("#send").click()
    update = await stage.update()
    read = aiogram.types.Update.model_validate(update)
    assert read.message is not None
    assert read.message.web_app_data is not None
    assert read.message.web_app_data.button_text == LABEL
    await expect(page.get_by_test_id("web-app")).to_have_count(0)
    await expect(page.get_by_test_id("messages")).to_contain_text("Data of the “Measure” button")
    return dict(json.loads(read.message.web_app_data.data))


@pytest.mark.slow
async def test_a_page_is_told_the_acceleration_of_a_tilted_phone(page: Page) -> None:
    async with staged(page, pages=[Route("/app/", _page)]) as stage:
        event = await handed(stage, ("tilt", "90"), "web_app_start_accelerometer", '"y":9.81')
    assert (round(event["x"], 2), round(event["y"], 2), round(event["z"], 2)) == (0, 9.81, 0)


@pytest.mark.slow
async def test_a_page_is_told_the_orientation_of_a_leaning_phone(page: Page) -> None:
    async with staged(page, pages=[Route("/app/", _page)]) as stage:
        event = await handed(
            stage, ("lean", "-30"), "web_app_start_device_orientation", '"gamma":0.52'
        )
    assert (round(event["beta"], 3), round(event["gamma"], 3)) == (0, 0.524)


@pytest.mark.parametrize("data", ["", "x" * 4097, "ü" * 2049])
async def test_what_telegram_would_not_send_is_refused(url: str, data: str) -> None:
    async with await Person.join(url, first_name="Ann") as ann:
        with pytest.raises(Unanswered, match="1 to 4096 bytes"):
            await ann.send_from_page(LABEL, data, reply=False)


async def test_without_its_button_no_page_sends_anything(url: str) -> None:
    async with await Person.join(url, first_name="Ann") as ann:
        with pytest.raises(Unanswered, match="opens a page"):
            await ann.send_from_page(LABEL, "{}", reply=False)


@pytest.mark.parametrize("address", ["http://a.b/", "http://10.0.0.1/", "ftp://127.0.0.1/"])
def test_a_page_elsewhere_needs_https(address: str) -> None:
    with pytest.raises(ApiError, match="Only HTTPS links are allowed"):
        reply_button({"text": "x", "web_app": {"url": address}}, private=True)
