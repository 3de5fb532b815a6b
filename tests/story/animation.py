"""The README's animated picture of the first three minutes: `python -m tests.story.animation`."""

import asyncio
import re
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.async_api import Page

from tests.sandbox.page_stage import window
from tests.story.steps import Say, Step, Tap
from tests.story.test_browser import PATIENCE, take, the_demo

FILE = Path(__file__).parents[2] / "docs" / "first_minutes.gif"
PHONE = {"width": 390, "height": 844}
USUAL, RARE = 192, 64
"""Colours of the palette: those that cover most, and those that small things have."""
LETTERS_A_SECOND = 14
READ, TAP, LAST = 1500, 450, 4000
"""Milliseconds that a screen is read at least, that a finger is seen, and of the end."""
A_WORD = 70
"""Milliseconds more for each new word, up to MOST."""
MOST = 3800

NONE = Tap("None of these")
WAY: tuple[Step, ...] = (
    Say("/start"),
    Tap("I agree, let us start"),
    Tap("1 Neck"),
    Tap("3"),
    Say("34"),
    *[NONE] * 6,
    Tap("Done"),
)
FINGER = """([x, y]) => {
    const dot = document.createElement('div');
    dot.id = 'finger';
    dot.style.cssText = `position:fixed;left:${x - 22}px;top:${y - 22}px;width:44px;height:44px;` +
        'border-radius:50%;background:rgba(255,179,0,.55);border:3px solid #7a4b00;z-index:99;' +
        'pointer-events:none;box-sizing:border-box';
    document.body.append(dot);
}"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page showed, and for how long."""

    picture: Image.Image
    milliseconds: int


class Recorder:
    """Takes the steps of a person and keeps what is seen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = 0
        self.frames: list[Frame] = []

    async def record(self, step: Step) -> None:
        """Show the finger or the typing, take the step, and let what came of it be read."""
        if isinstance(step, Tap):
            await self._point(step.label)
        elif not step_starts(step):
            await self._type(step)
        before = await self._count()
        await take(self._page, step)
        await self._page.wait_for_timeout(500)
        words = await self._count() - before
        await self._keep(min(MOST, READ + A_WORD * max(0, words)))

    async def _count(self) -> int:
        return len((await self._page.get_by_test_id("messages").inner_text()).split())

    async def _point(self, label: str) -> None:
        exactly = re.compile(rf"^\s*{re.escape(label)}\s*$")
        button = self._page.get_by_test_id("inline-button").filter(has_text=exactly).last
        await button.scroll_into_view_if_needed()
        box = await button.bounding_box()
        assert box is not None
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        await self._page.evaluate(FINGER, middle)
        await self._keep(TAP)
        await self._page.evaluate("document.getElementById('finger').remove()")

    async def _type(self, step: Step) -> None:
        assert isinstance(step, Say)
        for typed in range(1, len(step.words) + 1):
            await self._page.get_by_test_id("composer").fill(step.words[:typed])
            await self._keep(1000 // LETTERS_A_SECOND + 120)

    async def _keep(self, milliseconds: int) -> None:
        with Image.open(BytesIO(await self._page.screenshot())) as shot:
            self.frames.append(Frame(shot.convert("RGB"), milliseconds))


def step_starts(step: Step) -> bool:
    """Whether it is the button below an empty chat."""
    return isinstance(step, Say) and step.words.startswith("/start")


def palette_of(frames: list[Frame]) -> Image.Image:
    """One palette for all frames."""
    width, height = frames[0].picture.size
    every = Image.new("RGB", (width, height * len(frames)))
    for n, frame in enumerate(frames):
        every.paste(frame.picture, (0, n * height))
    usual = every.quantize(USUAL, Image.Quantize.MEDIANCUT).getpalette() or []
    rare = every.quantize(RARE, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*usual[: 3 * USUAL], *rare[: 3 * RARE]])
    return palette


def animated(frames: list[Frame]) -> bytes:
    """The frames as a looping GIF with one palette, without what does not change."""
    palette = palette_of(frames)
    flat: list[Frame] = []
    for frame in frames:
        picture = frame.picture.quantize(palette=palette, dither=Image.Dither.NONE)
        if (
            flat
            and not ImageChops.difference(
                flat[-1].picture.convert("RGB"), picture.convert("RGB")
            ).getbbox()
        ):
            flat[-1] = Frame(picture, flat[-1].milliseconds + frame.milliseconds)
        else:
            flat.append(Frame(picture, frame.milliseconds))
    out = BytesIO()
    flat[0].picture.save(
        out,
        "GIF",
        save_all=True,
        append_images=[frame.picture for frame in flat[1:]],
        duration=[frame.milliseconds for frame in flat],
        loop=0,
        optimize=True,
        disposal=1,
    )
    return out.getvalue()


async def record() -> list[Frame]:
    """The shortest way from /start to the first exercise and its end, on a phone."""
    with tempfile.TemporaryDirectory() as folder, the_demo(Path(folder)) as (url, _):
        async with window() as page:
            page.set_default_timeout(PATIENCE)
            await page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
            await page.goto(url)
            recorder = Recorder(page)
            for step in WAY:
                await recorder.record(step)
    *frames, last = recorder.frames
    return [*frames, Frame(last.picture, LAST)]


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(animated(asyncio.run(record())))
