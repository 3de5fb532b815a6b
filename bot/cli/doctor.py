"""`doctor`: which checks of token, proxy, webhook, clock, content and database fail."""

import argparse
import email.utils
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from typing import TypeVar

from bot.cli.doctor_database import examine_database, examine_schema
from bot.cli.error_lines import CannotRun, in_one_line, run_or_exit, settings_or_exit
from bot.clock import wall_clock
from bot.env_file import ENV_FILE, readable_by_others
from bot.settings import Settings, misspelt_names

Probe = Callable[[Settings], Awaitable[str]]
Result = TypeVar("Result")
THROUGH_PROXY = ("token", "webhook", "clock")
"""What is asked of Telegram."""
NO_PROXY = "cannot be looked at without the proxy: see its line"
SKEW = 30
"""Seconds the clock may be off before pushes and Telegram disagree about the time."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(args: argparse.Namespace) -> int:
    """Probe everything, even after a failure."""
    return run_or_exit(_examine(settings_or_exit()))


async def _examine(settings: Settings) -> int:
    failed: set[str] = set()
    probes: dict[str, Probe] = {
        "settings": _settings,
        "proxy": _proxy,  # first: the calls of others go through it
        "token": _token,
        "database": examine_database,
        "schema": examine_schema,
        "content": _content,
        "webhook": _webhook,
        "clock": _clock,
    }
    for name, probe in probes.items():
        if "proxy" in failed and name in THROUGH_PROXY and settings.token is not None:
            print(f"{name:9} FAIL  {NO_PROXY}")  # a proxy that is silent is waited for once
            continue
        try:
            print(f"{name:9} ok    {await probe(settings)}")
        except Exception as error:  # whatever it is, the other probes still have something to say
            words = (
                in_one_line(error) or _said_before(error, failed) or _of_telegram(error, settings)
            )
            failed.add(name)
            print(f"{name:9} FAIL  {words}")
    return 1 if failed else 0


def _of_telegram(error: Exception, settings: Settings) -> str:
    from telegram.error import InvalidToken, NetworkError, RetryAfter

    from bot.main import NoToken, proxy_of
    from bot.telegram.network_errors import NoSuchHost, NotTelegram, ProxyFailed
    from bot.telegram.proxy import WrongProxy, shown

    match error:
        case WrongProxy():
            return str(error)
        case NoToken():
            return str(error).removeprefix("BOT_TOKEN: ")
        case InvalidToken():
            return "Telegram does not know this token: copy it again from @BotFather"
        case RetryAfter():
            return "Telegram asks to wait: too many calls from here; try again in some minutes"
        case ProxyFailed():
            return f"the proxy {error}: look at {_proxy_setting(settings)}"
        case NoSuchHost() | NotTelegram():
            return f"{error}: correct BOT_API_URL"
        case NetworkError() if proxy_of(settings) is not None:
            return (
                f"{shown(settings.api_url)} cannot be reached through the proxy ({error}): look at "
                f"BOT_API_URL, and at what the proxy of {_proxy_setting(settings)} lets through"
            )
        case NetworkError():
            return (
                f"{shown(settings.api_url)} cannot be reached ({error}): look at the network; "
                "where Telegram is blocked, BOT_PROXY names a proxy"
            )
    return f"{type(error).__name__}: {error}"


def _said_before(error: Exception, failed: Collection[str]) -> str | None:
    """Name the line that has told the cause already; None for no such line."""
    from telegram.error import BadRequest, InvalidToken, NetworkError

    from bot.main import NoToken

    if "token" in failed and isinstance(error, (NoToken, InvalidToken)):
        return "cannot be looked at without the token: see its line"
    is_answer = isinstance(error, BadRequest)  # to PTB a kind of NetworkError
    if "proxy" in failed and isinstance(error, NetworkError) and not is_answer:
        return NO_PROXY
    return None


async def _settings(_settings: Settings) -> str:
    """Whether every name is one that is read, and nobody else reads the file that holds secrets."""
    for name, meant in misspelt_names().items():
        raise CannotRun(f"{name} is no setting: is {meant} meant?")
    if readable_by_others():
        raise CannotRun(f"{ENV_FILE} can be read by others: chmod 600 {ENV_FILE}")
    return f"from {ENV_FILE} and the environment" if ENV_FILE.exists() else "from the environment"


async def _token(settings: Settings) -> str:
    from bot.main import make_bot
    from bot.telegram.proxy import shown

    async with make_bot(settings) as bot:
        return f"@{bot.username} at {shown(settings.api_url)}"


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
        info = await _with_one_retry(bot.get_webhook_info)
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

    date = await _with_one_retry(partial(date_of, settings.api_url, proxy_of(settings)))
    if not date:
        raise CannotRun("the Bot API server does not tell the time")
    off = (wall_clock() - email.utils.parsedate_to_datetime(date)).total_seconds()
    if abs(off) > SKEW:
        raise CannotRun(f"{off:+.0f} s against the Bot API server: switch NTP on")
    return f"{off:+.0f} s against the Bot API server"


async def _proxy(settings: Settings) -> str:
    """Say which proxy is used, if it works."""
    from bot.main import proxy_of
    from bot.telegram.proxy import shown
    from bot.telegram.proxy_check import check_proxy

    proxy = proxy_of(settings)
    if proxy is None:
        return "none"
    await check_proxy(proxy, settings.api_url)
    return f"{shown(proxy)}, from {_proxy_setting(settings)}"


async def _with_one_retry(call: Callable[[], Awaitable[Result]]) -> Result:
    """Call again where the connection broke: a proxy may close one that is idle at any moment."""
    from bot.telegram.network_errors import AnswerLost

    try:
        return await call()
    except AnswerLost:
        return await call()


def _proxy_setting(settings: Settings) -> str:
    """Return where the proxy is set."""
    return "BOT_PROXY" if settings.proxy else "HTTPS_PROXY of the environment"
