"""Seven people's first nine days in a real browser, on a phone and on a desk, light and dark.

With a folder in `SHOTS` every screen is kept there as a picture, to be looked at.
"""

from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.async_api import Page, expect

from bot.cli.chat import BEGINNING
from bot.cli.demo import CLOCK
from bot.clock import wall_clock
from tests.sandbox.page_stage import CHROMIUM, window
from tests.story.steps import STORIES, Move, Next, Step, read_steps
from tests.story.test_browser import PATIENCE, take, the_demo
from tests.story.test_browser_phone import SHOTS, shot

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: no browser story")

PEOPLE = (
    "arthritis_typed",
    "hurt_at_card_two",
    "lifter",
    "nothing_wrong",
    "office_neck",
    "pregnant",
    "traveller",
)
CUT_OFF = """() => {
    const wide = box => box.scrollWidth > box.clientWidth;
    const out = box => box.getBoundingClientRect().right > window.innerWidth;
    const all = what => [...document.querySelectorAll(what)];
    return [
        ...all("html, #scroller").filter(wide).map(box => box.id || "page"),
        ...all(".message, .message img").filter(out).map(box => box.className),
        ...all("[data-testid=inline-button] .label").filter(wide).map(label => label.textContent),
    ];
}"""
"""What is wider than the room it has."""


class Look(NamedTuple):
    """How a day is looked at."""

    name: str
    width: int
    height: int
    theme: Literal["light", "dark"]


LOOKS = (
    Look("phone-light", 390, 844, "light"),
    Look("desk-dark", 1280, 800, "dark"),
    Look("phone-dark", 390, 844, "dark"),
    Look("desk-light", 1280, 800, "light"),
)


async def look_at(page: Page, look: Look) -> None:
    """Give the window this size and theme; nothing may be cut off by it."""
    await page.emulate_media(color_scheme=look.theme)
    await page.set_viewport_size({"width": look.width, "height": look.height})
    assert await page.evaluate(CUT_OFF) == []


def begin_on_a_monday(folder: Path) -> None:
    """The demo's clock shows the instant at which the transcripts begin."""
    ahead = BEGINNING - wall_clock()
    (folder / CLOCK).write_text(str(ahead.total_seconds()))


def days_gone(folder: Path) -> timedelta:
    """How far the person has moved the clock."""
    shift = timedelta(seconds=float((folder / CLOCK).read_text()))
    return wall_clock() + shift - BEGINNING


def is_new_day(step: Step) -> bool:
    """Whether the clock goes on."""
    return isinstance(step, Next | Move)


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
async def test_nine_days_and_the_review(person: str, tmp_path: Path) -> None:
    begin_on_a_monday(tmp_path)
    looks = cycle(LOOKS)
    async with window() as page:
        page.set_default_timeout(PATIENCE)
        with the_demo(tmp_path) as (url, _):
            await page.goto(url)
            await look_at(page, next(looks))
            for number, step in enumerate(read_steps(STORIES / f"{person}.said")):
                await take(page, step)
                assert await page.evaluate(CUT_OFF) == [], step
                if is_new_day(step):
                    await every_look(page, f"{person}-{number:02}")
                    await look_at(page, next(looks))
                else:
                    await shot(page, f"{person}-{number:02}")
            chat = page.get_by_test_id("messages")
            await expect(chat).to_contain_text("Your week")
            for lost in ("I did not understand", "could not match", "went wrong"):
                await expect(chat).not_to_contain_text(lost)
    assert days_gone(tmp_path) > timedelta(days=8)


async def every_look(page: Page, name: str) -> None:
    """The screen in each size and theme."""
    for look in LOOKS if SHOTS else LOOKS[:2]:
        await look_at(page, look)
        await shot(page, f"{name}-{look.name}")
