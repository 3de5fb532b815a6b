"""Send and pin the card once, silently, and edit it from then on."""

import logging
from functools import partial

from telegram import Bot
from telegram.error import TelegramError

from bot.app.deps import Deps
from bot.app.push import pinned_card
from bot.db.store import DatabaseAway
from bot.domain.ids import UserId
from bot.telegram.outbound import Outbound
from bot.views.screen import Screen

log = logging.getLogger(__name__)


class PinnedCard:
    """Keeps one message on top of a chat true. Whatever Telegram refuses of it costs the person
    nothing: all of it is said in the chat, too."""

    def __init__(self, deps: Deps, bot: Bot, outbound: Outbound) -> None:
        self._deps = deps
        self._bot = bot
        self._outbound = outbound

    async def show(self, person: UserId, screen: Screen) -> None:
        """Edit the card, or make it where there is none; one that was deleted stays away."""
        try:
            if screen.message is not None:
                await self._outbound.replace(person, screen)
                return
            sent = await self._outbound.send(person, screen)
            await pinned_card.remember(self._deps, person, sent.message_id)
            pin = partial(
                self._bot.pin_chat_message, person, sent.message_id, disable_notification=True
            )
            await pin()
        except TelegramError as error:
            log.info("card not shown", extra={"error": type(error).__name__})
        except DatabaseAway:
            pass  # its log says so
