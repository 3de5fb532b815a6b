"""A phone for tests: the page in a real Chromium that is fed the tilt of a phone."""

import asyncio
import math
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from playwright.async_api import Browser, CDPSession, Page, Route, ViewportSize
from starlette.applications import Starlette

from bot.domain.assessment.self_test import SelfTest
from bot.domain.talk.phone import Phone
from bot.telegram.measuring_page import MeasuringPage, measuring_page
from bot.telegram.server import listening
from bot.views.texts import Texts
from tests.content import real_catalog

CONTENT = Path(__file__).parents[2] / "content"
NARROW = ViewportSize(width=390, height=844)
PATIENCE = 60_000
"""Milliseconds until a step counts as failed, on a machine that does other things too."""


@cache
def page_files() -> MeasuringPage:
    """The page as the bot serves it."""
    catalog = real_catalog()
    tests = list(catalog.tests.values())
    return measuring_page(CONTENT, lambda code: Texts(code, catalog.words), catalog.words, tests)


@cache
def measured_tests() -> dict[str, SelfTest]:
    """The self-tests that a phone measures."""
    return {id: t for id, t in real_catalog().tests.items() if t.by_phone is not None}


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """The page at an address of this machine."""
    async with listening(Starlette(routes=page_files().routes("/measure")), "127.0.0.1:0") as port:
        yield f"http://127.0.0.1:{port}/measure/"


def address(url: str, test: str, side: str = "both", **more: str) -> str:
    """What the button opens."""
    asked = {"test": test, "side": side, "lang": "en", "token": "abc-123", **more}
    return f"{url}?{urlencode(asked)}"


@asynccontextmanager
async def phone_page(browser: Browser, *, dark: bool = False) -> AsyncIterator[Page]:
    """A narrow window without a network; an error of the page fails the test."""
    context = await browser.new_context(
        viewport=NARROW, color_scheme="dark" if dark else "light", device_scale_factor=2
    )
    context.set_default_timeout(PATIENCE)

    async def away(route: Route) -> None:
        await route.abort()

    await context.route("https://**", away)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


Up = tuple[float, float, float]
"""Where up is, seen from the phone: x across the screen, y along it, z out of it."""


@dataclass
class Tilt:
    """Feeds the browser the tilt of a phone, as noisy as real ones, until it is closed."""

    session: CDPSession
    axis: str = "x"
    upright: bool = False
    turned: float = 0.0
    """Degrees about the axis, from flat or upright."""
    noise: float = 0.5
    drift: float = 1.0
    """Degrees a minute."""
    jerk: float = 0.0
    askew: bool = False
    """Turned out of the plane of the movement."""
    chance: random.Random = field(default_factory=lambda: random.Random(4))

    async def feed(self) -> None:
        """Send the tilt again and again."""
        clock = asyncio.get_running_loop()
        began = clock.time()
        while True:
            await self.send(clock.time() - began)
            await asyncio.sleep(0.03)

    async def send(self, seconds: float) -> None:
        """Send the tilt once, as it has crept since the page opened."""
        crept = self.drift * seconds / 60
        beta, gamma = _euler(self._noisy(self._up(self.turned + crept + self.jerk)))
        compass = self.chance.uniform(0, 359)  # must not matter
        tilt = {"alpha": compass, "beta": beta, "gamma": gamma}
        await self.session.send("DeviceOrientation.setDeviceOrientationOverride", tilt)

    def lie(self, phone: Phone, angle: float) -> None:
        """Turn the phone to where the page must read this angle."""
        self.axis, self.upright = phone.axis, phone.zero == "upright"
        self.turned = (angle - phone.add) * (phone.sign or 1)

    def _up(self, degrees: float) -> Up:
        if self.askew:
            return {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0)}[self.axis]
        along, across = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        if self.axis == "x":
            return (0, along, -across) if self.upright else (0, across, along)
        return (across, 0, along) if self.axis == "y" else (across, along, 0)

    def _noisy(self, up: Up) -> Up:
        x, y, z = (part + math.radians(self.chance.gauss(0, self.noise)) for part in up)
        size = math.hypot(x, y, z)
        return x / size, y / size, z / size


def _euler(up: Up) -> tuple[float, float]:
    """Beta and gamma, as the browser has them, of a phone that sees up in this direction."""
    x, y, z = up
    half = 1 if z >= 0 else -1
    beta = math.degrees(math.atan2(y, half * math.hypot(x, z)))
    return beta, math.degrees(math.atan2(-half * x, abs(z)))


@dataclass
class Slow:
    """The page with a clock that only moves when it is told to, and a phone that is tilted."""

    page: Page
    tilt: Tilt
    passed: float = 0.0
    """Seconds."""

    async def step(self) -> str:
        """At which step the page is."""
        return await self.page.locator("main").get_attribute("data-step") or ""

    async def wait(self, seconds: float) -> None:
        """Let time pass, with a reading of the sensors every tenth of a second."""
        for _ in range(round(seconds * 10)):
            await self.tilt.send(self.passed)
            await self.page.clock.run_for(100)
            self.passed += 0.1

    async def wait_for(self, *steps: str, at_most: float = 20.0) -> str:
        """Let time pass until the page is at one of these steps."""
        until = self.passed + at_most
        while (step := await self.step()) not in steps:
            assert self.passed < until, f"still at {step}"
            await self.wait(0.1)
        return step


@asynccontextmanager
async def slowly(page: Page, url: str) -> AsyncIterator[Slow]:
    """Open the page, with time standing still from then on."""
    await page.clock.install()
    await page.goto(url)
    await page.wait_for_selector('main[data-step="intro"]', timeout=PATIENCE)
    await page.clock.pause_at(await page.evaluate("Date.now() / 1000 + 1"))
    yield Slow(page, Tilt(await page.context.new_cdp_session(page)))


@asynccontextmanager
async def tilting(page: Page) -> AsyncIterator[Tilt]:
    """Feed the page as long as the block runs."""
    session = await page.context.new_cdp_session(page)
    tilt = Tilt(session)
    async with asyncio.TaskGroup() as group:
        feeding = group.create_task(tilt.feed())
        yield tilt
        feeding.cancel()
