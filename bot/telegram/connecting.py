"""What happens at the start when Telegram is away, the token wrong, or a webhook in the way."""

import logging
from asyncio import sleep
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.telegram.network_errors import NoEncryption, NoSuchHost, NotTelegram, ProxyFailed
from bot.telegram.request import seconds

log = logging.getLogger(__name__)

Result = TypeVar("Result")

SLOWEST = 30.0
"""Seconds between two tries, at most, unless Telegram asks for more."""
CONFIRM_S = 5.0
"""Seconds before Telegram is asked again whether it knows the token, once it has said no."""


OUTAGE = "Telegram cannot be reached yet"


class WebhookInUse(Exception):
    """Updates go to a webhook that is not ours to take away.

    Args:
        url: where they go, as far as it is known.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class WebhookRefused(Exception):
    """Telegram does not take the webhook's address; the text is its own."""


def describe_outage(error: TelegramError) -> str:
    """Say for the log why a call did not get through, and which setting may be the cause."""
    if isinstance(error, ProxyFailed):
        return f"the proxy {error}: look at BOT_PROXY, or HTTPS_PROXY of the environment"
    return f"{OUTAGE} ({error})" if isinstance(error, (NoSuchHost, NoEncryption)) else OUTAGE


async def no_diagnosis() -> None:
    """Leave it at the error itself."""


async def patiently(
    call: Callable[[], Awaitable[Result]],
    diagnose: Callable[[], Awaitable[None]] = no_diagnosis,
) -> Result:
    """Make a call until Telegram has taken it, however long that is.

    Args:
        diagnose: called after a failure; raises `ProxyFailed` where it is the proxy's.

    Raises:
        InvalidToken: it does not know the token.
        NotTelegram, NoSuchHost: the address is not of a Bot API server.
        BadRequest: another try would change nothing.
    """
    pause = 1.0
    while True:
        try:
            return await call()
        except (InvalidToken, NotTelegram, NoSuchHost, BadRequest):
            raise
        except RetryAfter as error:
            wait, kind, trouble = seconds(error), type(error).__name__, OUTAGE
        except TelegramError as error:
            wait, kind, trouble = pause, type(error).__name__, describe_outage(error)
            pause = min(pause * 2, SLOWEST)
            try:
                await diagnose()
            except ProxyFailed as fault:
                kind, trouble = type(fault).__name__, describe_outage(fault)
        log.warning(trouble, extra={"error": kind, "seconds": wait})
        await sleep(wait)


@asynccontextmanager
async def connected(
    bot: Bot, diagnose: Callable[[], Awaitable[None]] = no_diagnosis
) -> AsyncIterator[Bot]:
    """The bot, as soon as Telegram has said who it is.

    Args:
        diagnose: as for `patiently`.

    Raises:
        InvalidToken, NotTelegram, NoSuchHost, BadRequest: as `patiently`.
    """
    try:
        await patiently(bot.initialize, diagnose)
        yield bot
    finally:
        await bot.shutdown()


async def leave_webhook(bot: Bot, *, delete: bool) -> None:
    """Make sure that updates can be polled.

    Args:
        delete: take a webhook away that is there.

    Raises:
        WebhookInUse: there is one, and it stays.
    """
    info = await patiently(bot.get_webhook_info)
    if not info.url:
        return
    if not delete:
        raise WebhookInUse(info.url)
    await patiently(partial(bot.delete_webhook, drop_pending_updates=False))


async def is_revoked(bot: Bot) -> bool:
    """Whether Telegram does not know the token any more; asked again, since it has said so once."""
    await sleep(CONFIRM_S)
    try:
        await bot.get_me()
    except InvalidToken:
        return True
    except TelegramError:
        return False
    return False
