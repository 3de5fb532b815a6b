"""Every kind of picture, really loaded by a browser: still, movement, body map and charts."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.cli.demo import CLOCK
from bot.clock import MovableClock
from bot.db.store import connect, transactions
from bot.domain.catalog import DeliveryKind
from tests.app.lived import live
from tests.app.talker import Talker
from tests.app.test_retest import measure
from tests.sandbox.page_stage import CHROMIUM
from tests.story.test_browser_phone import button, opened, people_in, say, shot

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")


async def before_a_review(folder: Path) -> None:
    """Ann has trained and told her pain until the day before her second review."""
    person, _ = await people_in(folder, push_at=time(18))
    clock = MovableClock()
    clock.move(timedelta(seconds=float((folder / CLOCK).read_text())))
    begun = clock()
    engine = connect(f"sqlite+aiosqlite:///{folder / 'bot.db'}")
    talker = Talker(transactions(engine), clock, person)
    while not (clock() - begun > timedelta(days=8) and await _next(talker) == "review"):
        await talker.next_push()
        first_week = clock() - begun < timedelta(days=7)
        await talker.say(f"done, pain {2 if first_week else 1}")
    await engine.dispose()
    (folder / CLOCK).write_text(str(clock.shift.total_seconds()))


async def _next(talker: Talker) -> DeliveryKind:
    async with talker.transaction() as store:
        promised = await store.deliveries.upcoming(talker.id)
    assert promised is not None
    return promised.kind


def latest(page: Page, words: str, picture: str) -> Locator:
    """The picture over the latest message with these words."""
    message = page.get_by_test_id("message").filter(has_text=words)
    return message.filter(has=page.get_by_alt_text(picture)).last.get_by_alt_text(picture)


async def wide(image: Locator) -> int:
    """How many pixels the browser has really loaded, across."""
    await image.scroll_into_view_if_needed()
    return int(await image.evaluate("image => image.decode().then(() => image.naturalWidth)"))


@pytest.mark.slow
async def test_every_kind_of_picture_is_loaded_by_a_browser(tmp_path: Path) -> None:
    await before_a_review(tmp_path)
    async with opened(tmp_path, 520, 900) as page:
        await say(page, "/profile")
        profile = page.get_by_test_id("message").filter(has_text="Your profile")
        await expect(profile).to_be_visible()  # too long for a caption: the map comes first
        assert await wide(page.get_by_alt_text("Picture").last) >= 1000
        await shot(page, "1-body-map")
        await say(page, "/progress")
        progress = latest(page, "How it is going", "Picture")
        assert await wide(progress) >= 1000
        await shot(page, "2-progress")
        await page.get_by_test_id("clock-next").click()
        await expect(button(page, "My progress")).to_be_visible()
        assert await wide(latest(page, "Your week", "Picture")) >= 1000
        await shot(page, "3-review")
        await page.emulate_media(color_scheme="dark")
        await shot(page, "4-review-dark")
        await page.emulate_media(color_scheme="light")
        await page.get_by_test_id("clock-next").click()
        await expect(button(page, "Start")).to_be_visible()
        await shot(page, "5-routine")
        await button(page, "Start").click()
        await button(page, "Skip").click()  # how much it hurts before
        still = latest(page, "1 of", "Picture")
        assert await wide(still) >= 1000
        await shot(page, "6-still")
        await button(page, "Done").click()  # a massage, shown on the body, has no motion
        card = page.get_by_test_id("message").filter(has_text="2 of").last
        await expect(card).to_be_visible()
        await button(page, "More").click()
        await button(page, "See it move").click()
        assert await wide(latest(page, "2 of", "Animation")) >= 500
        await shot(page, "7-movement")
        await page.emulate_media(color_scheme="dark")
        await shot(page, "8-movement-dark")


async def measured_again(folder: Path) -> None:
    """Ann has trained for five weeks and then measured again."""
    person, _ = await people_in(folder, push_at=time(18))
    clock = MovableClock()
    clock.move(timedelta(seconds=float((folder / CLOCK).read_text())))
    engine = connect(f"sqlite+aiosqlite:///{folder / 'bot.db'}")
    talker = Talker(transactions(engine), clock, person)
    await live(talker, 5)
    await measure(talker, better=True)
    await engine.dispose()
    (folder / CLOCK).write_text(str(clock.shift.total_seconds()))


@pytest.mark.slow
async def test_what_was_measured_again_has_its_chart(tmp_path: Path) -> None:
    await measured_again(tmp_path)
    async with opened(tmp_path, 520, 900) as page:
        await say(page, "/progress")
        progress = latest(page, "How it is going", "Picture")
        assert await wide(progress) >= 1000
        await shot(page, "9-tests")
