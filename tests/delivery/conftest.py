"""The real sandbox on a socket, the real pusher on a database, and the wall clock."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Bot

from bot.app.deps import Deps
from bot.catalog.folder import content_folder
from bot.catalog.renderer import Renderer
from bot.clock import MovableClock
from bot.db.outage_log import OutageLog
from bot.db.store import transactions
from bot.domain.ids import UserId
from bot.main import RenderedPictures
from bot.telegram.outbound import Attachments, Outbound
from bot.telegram.pictures import Pictures
from bot.telegram.pushing import Pusher
from bot.telegram.reply_queue import ReplyQueue
from bot.telegram.request import AiohttpRequest, Timeouts
from bot.telegram.respond import Pacing, Responder
from bot.telegram.tick import ticking
from bot.views.screen import Picture
from bot.views.texts import Texts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.conftest import DIALECTS
from tests.delivery.crowd import CATALOG, TOKEN, Watch, join, settle_in

both = pytest.mark.parametrize("dialect", DIALECTS, indirect=True)


@dataclass
class Counted:
    """The real pictures; which were drawn, and whether drawing fails or lasts."""

    stills: RenderedPictures
    asked: list[Picture] = field(default_factory=list)
    broken: bool = False
    gate: threading.Event | None = None

    @property
    def drawn(self) -> int:
        """How often one was drawn."""
        return len(self.asked)

    def key(self, picture: Picture) -> str | None:
        return self.stills.key(picture)

    def draw(self, picture: Picture) -> bytes:
        self.asked.append(picture)
        if self.gate is not None:
            assert self.gate.wait(60)
        if self.broken:
            raise MemoryError
        return self.stills.draw(picture)


@pytest.fixture
def draws() -> Counted:
    """The pictures of this release."""
    return Counted(RenderedPictures(Renderer(content_folder() / "figures")))


@dataclass(slots=True)
class Stage:
    """One bot's pushes, from promise to chat."""

    sandbox: Sandbox
    watch: Watch
    deps: Deps
    bot: Bot
    url: str
    engine: AsyncEngine

    async def crowd(self, number: int, after: timedelta = timedelta()) -> list[UserId]:
        """So many people whose routine is due in a moment."""
        people = join(self.sandbox, number)
        await settle_in(self.deps.transaction, people, self.deps.now() + after)
        return people

    @asynccontextmanager
    async def pushing(
        self,
        rate: float = 30.0,
        pictures: Pictures | None = None,
        queue: ReplyQueue | None = None,
    ) -> AsyncIterator[Pusher]:
        """The pusher at work."""
        outbound = Outbound(self.bot, Attachments(pictures))
        pusher = Pusher(self.deps, outbound, self.speak, rate, queue)
        with ticking(pusher.tick):
            async with pusher.running():
                yield pusher

    @asynccontextmanager
    async def responding(
        self, speaks: Callable[[int], None] = lambda _: None, queue: ReplyQueue | None = None
    ) -> AsyncIterator[Responder]:
        """The responder at work."""
        responder = Responder(self.deps, self.bot, self.speak, pacing=Pacing(queue, speaks))
        async with responder.running():
            yield responder

    def speak(self, language: str) -> Texts:
        """The words."""
        return Texts(language, CATALOG.words)

    async def routines(self) -> dict[tuple[str, int], int]:
        """(state, attempts) of the routines that were due first -> how many."""
        first = "(SELECT min(slot) FROM deliveries WHERE kind = 'routine')"
        query = f"SELECT state, attempts, count(*) FROM deliveries WHERE slot = {first} "
        async with self.engine.connect() as connection:
            rows = await connection.execute(text(query + "AND kind = 'routine' GROUP BY 1, 2"))
            return {(state, attempts): number for state, attempts, number in rows}

    async def settled(self, rows: dict[tuple[str, int], int], seconds: float = 120) -> None:
        """Wait until this is what became of the routines; nothing more comes of it then."""
        for _ in range(int(seconds * 20)):
            counts = await self.routines()
            if counts == rows:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{counts} instead of {rows}")

    async def promised(self) -> int:
        """How many routines are promised for the days to come."""
        query = "SELECT count(*) FROM deliveries WHERE kind = 'routine' AND state = 'promised'"
        async with self.engine.connect() as connection:
            return int(await connection.scalar(text(query)) or 0)


@pytest.fixture
def dialect(request: pytest.FixtureRequest) -> str:
    """SQLite, unless the test asks for `both`: most of this does not depend on the database."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
async def stage(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """Everything but people; it ticks faster than in life, since every test waits for it."""
    monkeypatch.setattr("bot.telegram.tick.INTERVAL", timedelta(seconds=0.1))
    clock = MovableClock()
    clock.move(timedelta(hours=12 - clock().hour))  # far from midnight
    sandbox = Sandbox(TOKEN, clock, clock.move)
    request = AiohttpRequest(timeouts=Timeouts(read=1.0))
    async with serving(create_app(sandbox)) as url:
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
        async with bot:
            outage = OutageLog()
            deps = Deps(CATALOG, transactions(engine, outage), clock, outage=outage)
            yield Stage(sandbox, Watch(sandbox), deps, bot, url, engine)
