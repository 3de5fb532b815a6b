"""`doctor`: one line for everything a running bot needs, exit 1 if any fails."""

import argparse
import asyncio
import email.utils
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from email.message import Message

from bot.cli.operator import run_or_exit, settings_or_exit
from bot.clock import wall_clock
from bot.settings import Settings

Probe = Callable[[Settings], Awaitable[str]]
SKEW = 30
"""Seconds the clock may be off before pushes and Telegram disagree about the time."""


class Unwell(Exception):
    """A probe failed; the text says how."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(given: argparse.Namespace) -> int:
    """Probe everything, even after a failure."""
    return run_or_exit(_examine(settings_or_exit()))


async def _examine(settings: Settings) -> int:
    failed = 0
    probes: dict[str, Probe] = {
        "token": _token,
        "database": _database,
        "schema": _schema,
        "content": _content,
        "webhook": _webhook,
        "clock": _clock,
    }
    for name, probe in probes.items():
        try:
            print(f"{name:9} ok    {await probe(settings)}")
        except Exception as error:  # whatever it is, the other probes still have something to say
            failed += 1
            words = str(error).splitlines()[0] if str(error) else type(error).__name__
            print(f"{name:9} FAIL  {words}")
    return 1 if failed else 0


async def _token(settings: Settings) -> str:
    from bot.main import make_bot

    async with make_bot(settings) as bot:
        return f"@{bot.username} at {settings.api_url}"


async def _database(settings: Settings) -> str:
    from bot.db.store import connect, transactions

    engine = connect(settings.database_url)
    try:
        async with transactions(engine)():
            return engine.dialect.name
    finally:
        await engine.dispose()


async def _schema(settings: Settings) -> str:
    from bot.db import revision
    from bot.db.store import connect

    engine = connect(settings.database_url)
    try:
        found = await revision.current(engine)
        behind = await revision.is_behind(engine)
    except revision.Incompatible as error:
        raise Unwell(str(error)) from None
    finally:
        await engine.dispose()
    if behind:
        raise Unwell(f"at {found or 'nothing'}, this release needs {revision.head()}: run migrate")
    newer = found != revision.head()
    return f"{found}, newer than this release and fit for it" if newer else str(found)


async def _content(settings: Settings) -> str:
    from bot.catalog.check import problems
    from bot.catalog.folder import content_folder

    found = problems(content_folder(settings.content_dir))
    if found:
        raise Unwell(f"{len(found)} problems, the first: {found[0]}")
    return "no problems"


async def _webhook(settings: Settings) -> str:
    from bot.main import make_bot

    async with make_bot(settings) as bot:
        info = await bot.get_webhook_info()
    if bool(info.url) != bool(settings.webhook_url):
        raise Unwell("set at Telegram, but not here" if info.url else "set here, not at Telegram")
    if info.last_error_message:
        raise Unwell(f"Telegram says: {info.last_error_message}")
    return f"set, {info.pending_update_count} waiting" if info.url else "none, the bot polls"


def _date(headers: Message) -> str | None:
    told = headers["Date"]
    return None if told is None else str(told)


async def _clock(settings: Settings) -> str:
    """Against the Date header of the Bot API server."""

    def ask() -> str | None:
        request = urllib.request.Request(settings.api_url, method="HEAD")  # noqa: S310 - http(s)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return _date(answer.headers)
        except urllib.error.HTTPError as error:
            return _date(error.headers)

    told = await asyncio.to_thread(ask)
    if not told:
        raise Unwell("the Bot API server does not tell the time")
    off = (wall_clock() - email.utils.parsedate_to_datetime(told)).total_seconds()
    if abs(off) > SKEW:
        raise Unwell(f"{off:+.0f} s against the Bot API server")
    return f"{off:+.0f} s against the Bot API server"
