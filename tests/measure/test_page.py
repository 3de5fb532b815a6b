"""The measuring page in a real Chromium that is fed the tilt of a phone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.__main__ import main
from bot.domain.talk.phone import Mode, Phone
from bot.domain.talk.question import Question
from tests.measure.phone import (
    PATIENCE,
    Slow,
    Tilt,
    address,
    measured_tests,
    page_files,
    phone_page,
    served,
    slowly,
    tilting,
)
from tests.sandbox.page_stage import CHROMIUM

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser")

MOST_BYTES = 60_000
TELEGRAM = "https://telegram.org/js/telegram-web-app.js"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        await launched.close()


async def at(page: Page, *steps: str) -> str:
    """Wait until the page is at one of these steps; gives which."""
    wanted = ",".join(f'main[data-step="{name}"]' for name in steps)
    await page.wait_for_selector(wanted, timeout=PATIENCE)
    return await page.locator("main").get_attribute("data-step") or ""


async def results(page: Page) -> list[float]:
    """The numbers at the end, left and right or one."""
    shown = await page.locator("#results td").all()
    return [float(await one.get_attribute("data-value") or "nan") for one in shown]


async def measure_side(page: Page, tilt: Tilt, phone: Phone, angle: float) -> None:
    """Zero, then three readings; one of them jerked by 20 degrees while it lies still."""
    tilt.lie(phone, phone.add)
    await at(page, "zero")
    count = page.locator("#readings li")
    await at(page, "move")
    for number in range(3):
        await at(page, "move")
        tilt.askew = True  # on the way, and never a reading
        await at(page, "read")
        tilt.askew = False
        tilt.lie(phone, angle)
        if number == 1:
            await asyncio.sleep(0.3)
            tilt.jerk = 20
            await asyncio.sleep(0.1)
            tilt.jerk = 0
        if number < 2:
            await expect(count).to_have_count(number + 1, timeout=PATIENCE)
    await at(page, "zero", "result")


def fed(question: Question) -> dict[str, float]:
    """An angle within what a body can do for each side, far enough from the zero to be a move."""
    add = question.phone.add if question.phone else 0
    low, high = max(question.low, add - 150), min(question.high, add + 150)
    left = low + 0.55 * (high - low)
    return {"left": left, "right": left + 0.2 * (high - left)}


async def measured_as_fed(browser: Browser, url: str, question: Question) -> list[str]:
    """Measure one test on all its sides; what is off by more than a degree."""
    phone, test = question.phone, question.id[:3]
    assert phone is not None
    angles = fed(question)
    wanted = list(angles.values()) if question.kind == "sides" else [angles["left"]]
    async with phone_page(browser) as page:
        await page.goto(address(url, test))
        await at(page, "intro")
        async with tilting(page) as tilt:
            tilt.lie(phone, phone.add)
            await page.get_by_role("button", name="Start").click()
            for angle in wanted:
                await measure_side(page, tilt, phone, angle)
            await at(page, "result")
        read = await results(page)
    pairs = zip(wanted, read, strict=True)
    return [f"{test}: {a:.1f} read as {b:.1f}" for a, b in pairs if not abs(a - b) <= 1]


@pytest.mark.slow
async def test_every_angle_is_read_within_a_degree_of_what_was_fed(browser: Browser) -> None:
    asked = [t.by_phone for t in measured_tests().values() if t.by_phone is not None]
    angles = [q for q in asked if q.phone is not None and q.phone.mode is Mode.ANGLE]
    assert len(angles) == 9, "the tenth is timed"
    async with served() as url:
        off = await asyncio.gather(*(measured_as_fed(browser, url, q) for q in angles))
    assert [one for each in off for one in each] == []


async def stand(slow: Slow, seconds: float) -> None:
    """Stand still, jerk the phone once, lift the foot, and put it down after so long."""
    slow.tilt.turned = 0
    await slow.wait(0.5)
    slow.tilt.jerk = 20
    await slow.wait(0.1)
    slow.tilt.jerk = 0
    await slow.wait_for("read")
    await slow.wait(seconds)
    slow.tilt.turned = 30
    await slow.wait_for("zero", "result")


@pytest.mark.slow
async def test_a_stand_on_one_leg_is_timed_on_both_sides(browser: Browser) -> None:
    fed = {"left": (2.0, 4.5, 3.0), "right": (1.5, 1.0, 2.5)}
    async with (
        served() as url,
        phone_page(browser) as page,
        slowly(page, address(url, "T12")) as slow,
    ):
        slow.tilt.upright = True
        await slow.tilt.send(0)
        await page.get_by_role("button", name="Start").click()
        await slow.wait_for("zero")
        for tries in fed.values():
            for seconds in tries:
                await stand(slow, seconds)
        assert await slow.step() == "result"
        read = await results(page)
    assert read == pytest.approx([max(tries) for tries in fed.values()], abs=0.5)


@pytest.mark.slow
async def test_a_phone_that_moves_is_not_read_and_is_said_to_move(browser: Browser) -> None:
    async with (
        served() as url,
        phone_page(browser) as page,
        slowly(page, address(url, "T10")) as slow,
    ):
        await slow.tilt.send(0)
        await page.get_by_role("button", name="Start").click()
        await slow.wait_for("move")
        for swing in range(110):
            slow.tilt.turned = 40 + 20 * (-1) ** swing
            await slow.tilt.send(slow.passed)
            await asyncio.sleep(0.05)  # the browser hands it to the page when it comes to it
            await slow.wait(0.2)
        assert await page.locator("#readings li").count() == 0
        await expect(page.locator("#hint")).to_contain_text("still moves")


DESKTOP = """
window.answers = [];
const refuse = { start: (_asked, done) => done(false) };
window.Telegram = { WebApp: {
  platform: "tdesktop", initData: "query_id=1", themeParams: {},
  ready() {}, expand() {}, onEvent() {}, lockOrientation() {},
  isVersionAtLeast: () => true,
  close() { window.answers.push("closed"); },
  Accelerometer: refuse, DeviceOrientation: refuse,
} };
"""
"""Telegram on a desk: its bridge is there, its sensors are not."""


@pytest.mark.slow
async def test_on_a_desktop_it_says_so_and_leads_back_to_the_chat(browser: Browser) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.add_init_script(DESKTOP)
        await page.goto(address(url, "T10"))
        await page.get_by_role("button", name="Start").click()
        await at(page, "stopped")
        assert await page.locator("main").get_attribute("data-reason") == "no_sensors"
        await expect(page.locator("#hint")).to_contain_text("type the number in the chat")
        await page.locator("#close").click()
        assert await page.evaluate("window.answers") == ["closed"]


@pytest.mark.slow
async def test_a_phone_without_sensors_is_told_so_and_the_number_may_be_typed(
    browser: Browser,
) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.goto(address(url, "T10"))
        await page.get_by_role("button", name="Start").click()
        await at(page, "stopped")
        assert await page.locator("main").get_attribute("data-reason") == "no_sensors"
        await expect(page.locator("#hint")).to_contain_text("type the number in the chat")


@pytest.mark.slow
async def test_a_refused_permission_is_said(browser: Browser) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.add_init_script(
            "DeviceOrientationEvent.requestPermission = async () => 'denied';"
        )
        await page.goto(address(url, "T10"))
        await page.get_by_role("button", name="Start").click()
        await at(page, "stopped")
        assert await page.locator("main").get_attribute("data-reason") == "refused"


@pytest.mark.slow
async def test_a_page_open_for_an_hour_reads_nothing_more(browser: Browser) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.goto(address(url, "T10"))
        await at(page, "intro")
        await page.evaluate(
            "(() => { const was = Date.now(); Date.now = () => was + 3_700_000; })()"
        )
        await page.get_by_role("button", name="Start").click()
        await at(page, "stopped")
        assert await page.locator("main").get_attribute("data-reason") == "expired"


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["?test=T99&side=both&token=a", "?test=T10&side=both", ""])
async def test_an_address_that_asks_nothing_is_refused(browser: Browser, asked: str) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.goto(f"{url}{asked}")
        await at(page, "stopped")
        assert await page.locator("main").get_attribute("data-reason") == "broken"


async def test_a_phone_upside_down_is_told_how_to_lie(browser: Browser) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.goto(address(url, "T11"))
        await at(page, "intro")
        async with tilting(page) as tilt:
            tilt.upright, tilt.turned = True, 180
            await page.get_by_role("button", name="Start").click()
            await expect(page.locator("#hint")).to_contain_text("top edge up", timeout=PATIENCE)
            assert await at(page, "zero") == "zero"


@pytest.mark.slow
async def test_an_angle_beyond_a_body_is_no_reading(browser: Browser) -> None:
    async with served() as url, phone_page(browser) as page:
        await page.goto(address(url, "T25"))
        await at(page, "intro")
        phone = measured_tests()["T25"].by_phone
        assert phone is not None
        assert phone.phone is not None
        async with tilting(page) as tilt:
            tilt.lie(phone.phone, 0)
            await page.get_by_role("button", name="Start").click()
            await at(page, "move")
            tilt.lie(phone.phone, 120)
            await expect(page.locator("#hint")).to_contain_text("No body bends", timeout=PATIENCE)
            assert await page.locator("#readings li").count() == 0


@pytest.mark.slow
def test_the_page_is_small_and_names_no_address_but_telegrams() -> None:
    files = page_files().files
    assert sum(map(len, files.values())) < MOST_BYTES
    for name, content in files.items():
        text = content.decode().replace(TELEGRAM, "").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, name
        for kept in ("localStorage", "sessionStorage", "indexedDB", "document.cookie"):
            assert kept not in text, name
    policy = files["index.html"].decode().partition('Content-Security-Policy" content="')[2]
    assert policy.startswith("default-src 'none'; script-src 'self' https://telegram.org/")
    assert "unsafe" not in policy.partition('"')[0]


@pytest.mark.slow
def test_the_command_writes_every_file_of_the_page(tmp_path: Path) -> None:
    assert main(["measuring_page", str(tmp_path / "new" / "page")]) == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "new" / "page").iterdir()}
    assert written == page_files().files
