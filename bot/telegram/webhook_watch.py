"""Look once in a while whether Telegram's updates still reach the webhook."""

import asyncio
import logging
from datetime import datetime

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.meter import SECOND_POLLERS, UNDELIVERED
from bot.telegram.connecting import is_revoked

log = logging.getLogger(__name__)

WATCHED_S = 60.0
"""Seconds between two looks at the webhook."""


async def watch(bot: Bot, url: str) -> None:
    """Look at the webhook for ever.

    Raises:
        InvalidToken: Telegram does not know the token any more.
    """
    deliveries = Deliveries()
    while True:
        await asyncio.sleep(WATCHED_S)
        try:
            info = await bot.get_webhook_info()
        except InvalidToken:
            if await is_revoked(bot):
                raise
        except TelegramError as error:
            log.warning("webhook not looked at", extra={"error": type(error).__name__})
        else:
            if info.url != url:
                SECOND_POLLERS.add()
                log.error("Telegram sends updates elsewhere: set the webhook again by a restart")
            deliveries.look(info)


class Deliveries:
    """Whether updates wait at Telegram because their delivery fails."""

    def __init__(self) -> None:
        self._last_error: datetime | None = None
        self._failed = False

    def look(self, info: WebhookInfo) -> None:
        """Log a failure that is new since the last look; count it if the last look saw one, too.

        A single one is no news: a replica was stopped, or the database was away for a moment.
        """
        is_new = info.last_error_date is not None and info.last_error_date != self._last_error
        failed = is_new and info.pending_update_count > 0
        if failed:
            fields = {"error": info.last_error_message, "count": info.pending_update_count}
            log.warning("Telegram cannot deliver updates", extra=fields)
            if self._failed:
                UNDELIVERED.add()
        self._last_error, self._failed = info.last_error_date, failed
