"""The README's pictures, taken of the real thing: `python -m tests.story.pictures`."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Page

from bot.catalog.figures import load_figure
from bot.figures import motion
from tests.sandbox.page_stage import window
from tests.story.steps import Tap, read_steps
from tests.story.test_browser import PATIENCE, take, the_demo

DOCS = Path(__file__).parents[2] / "docs"
DESK = {"width": 1180, "height": 800}
MOVING = ("bird_dog", "glute_bridge", "hip_flexor_kneel")
PHONE = {"width": 390, "height": 844}


async def take_pictures() -> None:
    """The story up to the first exercise; the page as it is then, on a desk and on a phone."""
    steps = read_steps()
    until = steps.index(Tap("Start")) + 2  # and how much it hurts before
    with tempfile.TemporaryDirectory() as folder, the_demo(Path(folder)) as (url, _):
        async with window() as page:
            page.set_default_timeout(PATIENCE)
            await page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
            await page.goto(url)
            for step in steps[:until]:
                await take(page, step)
            await _save(page, "demo.png")
            await page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
            await _save(page, "phone.png")


async def _save(page: Page, name: str) -> None:
    await page.wait_for_timeout(800)
    await page.screenshot(path=DOCS / name)


def draw_moving() -> None:
    """Three exercises as the bot animates them."""
    for name in MOVING:
        figure = load_figure(DOCS.parent / "content" / "figures" / f"{name}.yaml")
        (DOCS / f"{name}.gif").write_bytes(motion(figure, "left"))


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    draw_moving()
    asyncio.run(take_pictures())
