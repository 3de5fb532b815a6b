"""One update from Telegram's words to Telegram's words."""

import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot, Update
from telegram.error import Forbidden, TelegramError

from bot.app.deps import Deps
from bot.app.handle import Reply, handle, record_broken
from bot.db.store import DatabaseAway
from bot.domain.intent import Inbound
from bot.telegram.inbound import read
from bot.telegram.ordering import Turns
from bot.telegram.outbound import Outbound, Tapped
from bot.views.screens import view
from bot.views.texts import Texts

log = logging.getLogger(__name__)

Speak = Callable[[str], Texts]
"""The words of a language."""


class Responder:
    """Reads, handles, answers. Sending comes after the commit and never undoes it."""

    def __init__(self, deps: Deps, bot: Bot, speak: Speak) -> None:
        self._deps = deps
        self._bot = bot
        self._speak = speak
        self._turns = Turns()
        self._outbound = Outbound(bot)

    async def respond(self, raw: dict[str, Any]) -> None:
        """Handle one update as Telegram wrote it; when this returns it may be confirmed.

        Raises:
            DatabaseAway: nothing was kept; the update must not be confirmed.
        """
        update = self._parse(raw)
        if update is None:
            return
        inbound = read(update)
        tapped = Tapped(update.callback_query) if update.callback_query else None
        if inbound is None:
            if tapped is not None:
                await self._say(update.effective_chat, [], tapped)
            return
        async with self._turns.turn(inbound.person):
            reply = await self._handled(inbound)
            texts = self._speak(reply.person.language)
            screens = [view(o, texts, self._deps.catalog) for o in reply.outcomes]
            await self._say(inbound.person, screens, tapped)

    def _parse(self, raw: dict[str, Any]) -> Update | None:
        """None for an update that cannot be read: recorded, and confirmed like any other."""
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:  # whatever shape it has, nobody behind it may wait
            log.warning(
                "update cannot be read",
                extra={"update_id": raw.get("update_id"), "error": type(error).__name__},
            )
            return None

    async def _handled(self, inbound: Inbound) -> Reply:
        try:
            return await handle(self._deps, inbound)
        except DatabaseAway:
            raise
        except Exception as error:  # a bug of ours: rolled back, recorded, told, confirmed
            log.exception(
                "update failed",
                extra={"update_id": inbound.update_id, "error": type(error).__name__},
            )
            return await record_broken(self._deps, inbound)

    async def _say(self, chat: Any, screens: list[Any], tapped: Tapped | None) -> None:
        if chat is None:
            return
        chat_id = chat if isinstance(chat, int) else chat.id
        try:
            await self._outbound.answer(chat_id, screens, tapped)
        except Forbidden:
            pass  # they blocked the bot; the membership update says so too
        except TelegramError as error:
            log.warning("answer not sent", extra={"error": type(error).__name__})
