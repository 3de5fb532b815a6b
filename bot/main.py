"""The composition root: settings in, a running bot out; knows every layer."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.app.commands import COMMANDS
from bot.app.deps import Deps, Measuring
from bot.app.maintenance import tidying, watching
from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.catalog.render_process import RenderProcess
from bot.catalog.renderer import Draw, Renderer
from bot.clock import Now
from bot.db import revision
from bot.db.outage_log import OutageLog
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from bot.domain.sheet import Sheet
from bot.lifetime import tasks
from bot.memory import lasting, settle
from bot.monitoring.server import monitored
from bot.settings import Settings
from bot.sound import track
from bot.telegram.connecting import connected, patiently
from bot.telegram.outbound import Attachments, Outbound
from bot.telegram.pictures import Pictures
from bot.telegram.polling import Hook, receive
from bot.telegram.proxy import choose_proxy
from bot.telegram.proxy_check import check_proxy
from bot.telegram.pushing import Pusher
from bot.telegram.reply_queue import ReplyQueue
from bot.telegram.request import AiohttpRequest, Client
from bot.telegram.respond import Pacing, Responder, Speak
from bot.telegram.tick import ticking
from bot.telegram.tracks import Tracks
from bot.views.screen import Picture
from bot.views.texts import Texts

if TYPE_CHECKING:
    from bot.figures.pose import Side
    from bot.telegram.measuring_page import MeasuringPage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Core:
    """Everything but a channel: content, database, clock, words."""

    deps: Deps
    speak: Speak
    engine: AsyncEngine
    renderer: RenderProcess
    content: Path


@dataclass(frozen=True, slots=True)
class RenderedPictures:
    """The renderer, as the channel asks for it."""

    renderer: Renderer

    def key(self, picture: Picture) -> str | None:
        """Name and version of a picture."""
        if picture.chart is not None:
            return f"chart:{hash(picture.chart)}"
        if picture.marks:
            return self.renderer.map_key(picture.marks, picture.labels)
        if picture.places:
            return self.renderer.places_key(picture.places, picture.labels)
        if picture.moving:
            return self.renderer.motion_key(picture.figure, picture.side)
        return self.renderer.still_key(picture.figure, picture.side)

    def draw(self, picture: Picture) -> bytes:
        """The picture as PNG, as GIF where it moves."""
        still = not (picture.chart or picture.marks or picture.places or picture.moving)
        drawn = self.renderer.drawn(picture.figure, _side(picture)) if still else None
        return drawn or self.renderer.run(_drawing(picture))

    def paper(self, sheet: Sheet) -> bytes:
        """A sheet as PDF."""
        return self.renderer.run(partial(Renderer.paper, sheet=sheet))


def _drawing(picture: Picture) -> Draw:
    if picture.chart is not None:
        return partial(Renderer.chart, drawn=picture.chart)
    if picture.marks:
        return partial(Renderer.map, marks=picture.marks, labels=picture.labels)
    if picture.places:
        return partial(Renderer.places, places=picture.places, labels=picture.labels)
    drawn = Renderer.motion if picture.moving else Renderer.still
    return partial(drawn, name=picture.figure, side=_side(picture))


def _side(picture: Picture) -> "Side":
    return "right" if picture.side == "right" else "left"


@asynccontextmanager
async def open_core(settings: Settings, now: Now) -> AsyncIterator[Core]:
    """Load the content and open the database at this release.

    Raises:
        BrokenFile: content cannot be read.
        revision.Behind: PostgreSQL is behind; SQLite is brought up by itself.
        revision.Incompatible: a newer release changed it so that this one cannot run on it.
    """
    folder = content_folder(settings.content_dir)
    with lasting():
        catalog = load(folder)
    engine, outage = connect(settings.database_url), OutageLog()
    try:
        if engine.dialect.name != "sqlite":
            await revision.expect_compatible(engine)
        elif await revision.is_behind(engine):
            from bot.db.migrate import upgrade  # a fifth of the start, and seldom needed

            await upgrade(engine)
        deps = Deps(
            catalog,
            transactions(engine, outage),
            now,
            frozenset(UserId(id) for id in settings.admin_ids),
            timedelta(days=settings.retention_days),
            settings.send_rate,
            folder,
            measuring_of(settings),
            crisis_text=settings.crisis_text,
            outage=outage,
        )

        @lru_cache(maxsize=64)
        def speak(language: str) -> Texts:
            return Texts(language, catalog.words)

        with RenderProcess(folder / "figures") as renderer:
            yield Core(deps, speak, engine, renderer, folder)
    finally:
        await engine.dispose()


def measuring_of(settings: Settings) -> Measuring | None:
    """The page that measures with the phone; its tokens are signed by what only this bot knows."""
    if settings.measure_url is None or settings.token is None:
        return None
    secret = settings.token.get_secret_value().encode()
    return Measuring(settings.measure_url, sha256(b"measuring page " + secret).digest())


def page_of(core: Core) -> "MeasuringPage":
    """The files of the page that measures with the phone."""
    from bot.telegram.measuring_page import measuring_page  # a bot without a page needs no server

    catalog = core.deps.catalog
    return measuring_page(core.content, core.speak, catalog.words, [*catalog.tests.values()])


class NoToken(Exception):
    """BOT_TOKEN: missing; get one from @BotFather and put it into .env"""


def proxy_of(settings: Settings) -> str | None:
    """What stands between us and the Bot API server; None for nothing."""
    setting = settings.proxy.get_secret_value() if settings.proxy else None
    return choose_proxy(settings.api_url, setting)


def make_bot(settings: Settings) -> Bot:
    """The client of the Bot API.

    Raises:
        NoToken: there is none.
    """
    if settings.token is None:
        raise NoToken(NoToken.__doc__)
    root, request = settings.api_url, AiohttpRequest(proxy=proxy_of(settings))
    return Client(
        settings.token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def run(
    settings: Settings,
    now: Now,
    ready: Callable[[Core], Awaitable[None]] | None = None,
    *,
    delete_webhook: bool = False,
) -> None:
    """The bot against a Bot API server, until cancelled.

    Args:
        ready: called once everything is up, before the first update is fetched.
        delete_webhook: take away a webhook that is there, to poll.

    Raises:
        NoToken: there is none.
    """
    client = make_bot(settings)  # without a token no database is made
    async with (
        open_core(settings, now) as core,
        monitored(core.deps, settings.send_rate, settings.metrics_listen),
        connected(client, partial(check_proxy, proxy_of(settings), settings.api_url)) as bot,
    ):
        rendered = RenderedPictures(core.renderer)
        pictures = Pictures(rendered, core.deps.transaction, bot.id)
        tracks = Tracks(track, core.deps.transaction, bot.id)
        outbound = Outbound(bot, Attachments(pictures), paid=settings.paid_broadcast)
        queue = ReplyQueue(settings.send_rate)
        pusher = Pusher(core.deps, outbound, core.speak, settings.send_rate, queue)
        attachments = Attachments(pictures, tracks, rendered.paper)
        pacing = Pacing(queue, pusher.make_room)
        responder = Responder(core.deps, bot, core.speak, attachments, pacing)
        with ticking(pusher.tick):  # outermost, so that the pusher sees its last tick end
            async with (
                announcing(bot, core),
                pictures.running(),
                responder.running(),
                pusher.running(),
                tidying(core.deps),
                watching(core.deps, partial(_problems, core.content)),
            ):
                if ready is not None:
                    await ready(core)
                settle()
                hook = with_page(hook_of(settings), settings, core)
                await receive(bot, responder, hook, delete_webhook=delete_webhook)


def _problems(content: Path) -> list[str]:
    from bot.catalog.check import problems  # its rules are not needed for anything else

    return problems(content)


def hook_of(settings: Settings) -> Hook | None:
    """The webhook, if there is to be one."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Hook(settings.webhook_url, secret, settings.webhook_listen)


def with_page(hook: Hook | None, settings: Settings, core: Core) -> Hook | None:
    """The webhook with the measuring page beside it, where that has an address of this server."""
    if hook is None or settings.measure_url is None:
        return hook
    page, here = urlsplit(settings.measure_url), urlsplit(hook.url)
    if page.netloc != here.netloc or page.path.strip("/") == here.path.strip("/"):
        return hook
    return replace(hook, pages=page_of(core).routes(page.path.removesuffix("index.html")))


@asynccontextmanager
async def announcing(bot: Bot, core: Core) -> AsyncIterator[None]:
    """Tell Telegram the command menu beside everything else, which does not wait for it."""

    async def stop() -> None:
        task.cancel()

    async with tasks(stop) as group:
        task = group.create_task(announce(bot, core))
        yield


async def announce(bot: Bot, core: Core) -> None:
    """The command menu, in every language there is."""
    for language in core.deps.catalog.words:
        texts = core.speak(language)
        menu = [
            BotCommand(name, str(texts(f"command.{name}")))
            for name, entry in COMMANDS.items()
            if entry.menu
        ]
        code = None if language == "en" else language.split("-")[0]
        if code is None or len(code) == 2:
            try:
                await patiently(partial(bot.set_my_commands, menu, language_code=code))
            except TelegramError as error:  # people can write without a menu
                log.warning("commands not announced", extra={"error": type(error).__name__})
