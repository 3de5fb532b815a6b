"""How long a reply takes while pictures are drawn, in the bot's own process and beside it.

    python -m tests.bench.replying [--stills 100]

Replies are the real ones, through long polling and SQLite, one after the other; pictures are drawn
one at a time, as ever. Before that, the same replies with nothing drawn.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

from telegram import Bot

from bot.app.deps import Deps
from bot.catalog.figures import MANIFEST
from bot.catalog.folder import content_folder
from bot.catalog.render_process import RenderProcess
from bot.catalog.renderer import Renderer
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.main import RenderedPictures
from bot.telegram.pictures import Drawing
from bot.telegram.polling import poll
from bot.telegram.request import AiohttpRequest
from bot.telegram.respond import Responder
from bot.views.screen import Picture
from bot.views.texts import Texts
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import CATALOG, TOKEN, until

FIGURES = content_folder() / "figures"


async def draw(renderer: Renderer, number: int) -> None:
    """So many stills."""
    drawing = Drawing(RenderedPictures(renderer))
    names = sorted(path.stem for path in FIGURES.glob("*.yaml") if path.name != MANIFEST)
    for name in islice(names, number):
        assert await drawing.draw(name, Picture(name))


def _has(sandbox: Sandbox, whose: int, messages: int) -> bool:
    return len(sandbox.messages.of(whose)) >= messages


async def measure(sandbox: Sandbox, busy: Callable[[], Awaitable[None]]) -> list[float]:
    """Seconds of every reply until whatever keeps the bot busy is done."""
    people = cycle([acts.join(sandbox, first_name="Ann") for _ in range(50)])
    over = asyncio.ensure_future(busy())
    times = []
    while not over.done():
        person = next(people)
        before = len(sandbox.messages.of(person.id)) + 2
        begun = monotonic()
        acts.write(sandbox, person, "/help")
        answered = partial(_has, sandbox, person.id, before)
        await until(answered, every=0.001)
        times.append(monotonic() - begun)
    await over
    return times


async def run(database: str, stills: int) -> None:
    """All three, in turns."""
    clock = MovableClock()
    engine = connect(database)
    await upgrade(engine)
    sandbox = Sandbox(TOKEN, clock)
    async with serving(create_app(sandbox)) as api:
        request = AiohttpRequest()
        bot = Bot(TOKEN, f"{api}/bot", request=request, get_updates_request=request)
        deps = Deps(CATALOG, transactions(engine), clock)
        responder = Responder(deps, bot, lambda language: Texts(language, CATALOG.words))
        async with bot, responder.running(), asyncio.TaskGroup() as group:
            polling = group.create_task(poll(bot, responder))
            report("nothing drawn", await measure(sandbox, partial(asyncio.sleep, 5.0)))
            for title, place in (
                ("in the same process", nullcontext(Renderer(FIGURES))),
                ("in one of its own", RenderProcess(FIGURES)),
            ):
                with place as renderer:
                    await asyncio.to_thread(
                        renderer.run, partial(Renderer.still, name="squat_bw", side="left")
                    )  # libraries loaded
                    begun = monotonic()
                    seconds = await measure(sandbox, partial(draw, renderer, stills))
                    report(f"{stills} stills {title}, {monotonic() - begun:.1f} s", seconds)
            polling.cancel()
    await engine.dispose()


def report(title: str, seconds: list[float]) -> None:
    """One line."""
    p99 = quantiles(seconds, n=100)[-1]
    print(
        f"{title}: p50 {1000 * median(seconds):.0f} ms, p99 {1000 * p99:.0f} ms, "
        f"slowest {1000 * max(seconds):.0f} ms of {len(seconds)} replies"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stills", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}", arguments.stills))


if __name__ == "__main__":
    main()
