"""`doctor`: which checks of token, proxy, webhook, clock, content and database fail."""

import argparse
import email.utils
from collections.abc import Awaitable, Callable

from bot.cli.doctor_database import examine_database, examine_schema
from bot.cli.error_lines import CannotRun, in_one_line, run_or_exit, settings_or_exit
from bot.clock import wall_clock
from bot.settings import Settings

Probe = Callable[[Settings], Awaitable[str]]
SKEW = 30
"""Seconds the clock may be off before pushes and Telegram disagree about the time."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(args: argparse.Namespace) -> int:
    """Probe everything, even after a failure."""
    return run_or_exit(_examine(settings_or_exit()))


async def _examine(settings: Settings) -> int:
    failed = 0
    probes: dict[str, Probe] = {
        "token": _token,
        "database": examine_database,
        "schema": examine_schema,
        "content": _content,
        "webhook": _webhook,
        "clock": _clock,
        "proxy": _proxy,
    }
    for name, probe in probes.items():
        try:
            print(f"{name:9} ok    {await probe(settings)}")
        except Exception as error:  # whatever it is, the other probes still have something to say
            failed += 1
            words = in_one_line(error) or _of_telegram(error, settings)
            print(f"{name:9} FAIL  {words}")
    return 1 if failed else 0


def _of_telegram(error: Exception, settings: Settings) -> str:
    from telegram.error import InvalidToken, NetworkError, RetryAfter

    from bot.main import NoToken
    from bot.telegram.network_errors import ProxyFailed

    match error:
        case NoToken():
            return str(error).removeprefix("BOT_TOKEN: ")
        case InvalidToken():
            return "Telegram does not know this token: copy it again from @BotFather"
        case RetryAfter():
            return "Telegram asks to wait: too many calls from here; try again in some minutes"
        case ProxyFailed():
            return f"the proxy {error}: look at {_proxy_setting(settings)}"
        case NetworkError():
            return (
                f"{settings.api_url} cannot be reached ({error}): look at the network; where "
                "Telegram is blocked, BOT_PROXY names a proxy"
            )
    return f"{type(error).__name__}: {error}"


async def _token(settings: Settings) -> str:
    from bot.main import make_bot

    async with make_bot(settings) as bot:
        return f"@{bot.username} at {settings.api_url}"


async def _content(settings: Settings) -> str:
    from bot.catalog.check import problems
    from bot.catalog.folder import content_folder

    faults = problems(content_folder(settings.content_dir))
    if faults:
        raise CannotRun(f"{len(faults)} problems, the first: {faults[0]}: see `counterpose check`")
    return "no problems"


async def _webhook(settings: Settings) -> str:
    from bot.main import make_bot

    async with make_bot(settings) as bot:
        info = await bot.get_webhook_info()
    if info.url and not settings.webhook_url:
        raise CannotRun(
            "Telegram sends updates to a webhook, but BOT_WEBHOOK_URL is empty: set it, or take "
            "the webhook away with `counterpose run --delete-webhook`"
        )
    if settings.webhook_url and info.url != settings.webhook_url:
        raise CannotRun("Telegram does not know BOT_WEBHOOK_URL yet: `counterpose run` tells it")
    if info.last_error_message:
        raise CannotRun(
            f"Telegram could not deliver: {info.last_error_message}: look at the address, the "
            "certificate and the reverse proxy"
        )
    return f"set, {info.pending_update_count} waiting" if info.url else "none, the bot polls"


async def _clock(settings: Settings) -> str:
    """Compare the clock with the Date header of the Bot API server."""
    from bot.main import proxy_of
    from bot.telegram.request import date_of

    date = await date_of(settings.api_url, proxy_of(settings))
    if not date:
        raise CannotRun("the Bot API server does not tell the time")
    off = (wall_clock() - email.utils.parsedate_to_datetime(date)).total_seconds()
    if abs(off) > SKEW:
        raise CannotRun(f"{off:+.0f} s against the Bot API server: switch NTP on")
    return f"{off:+.0f} s against the Bot API server"


async def _proxy(settings: Settings) -> str:
    """Say which proxy is used; the other lines say whether it works."""
    from bot.main import proxy_of
    from bot.telegram.proxy import shown

    proxy = proxy_of(settings)
    if proxy is None:
        return "none"
    return f"{shown(proxy)}, from {_proxy_setting(settings)}"


def _proxy_setting(settings: Settings) -> str:
    """Return where the proxy is set."""
    return "BOT_PROXY" if settings.proxy else "the environment"
