"""Which message is edited in place: the one whose button was tapped, or an earlier one."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.media import Media
from bot.telegram.rendering import fits_caption, inline
from bot.telegram.retry import Try, is_other_kind, is_same
from bot.views.screen import Screen


@dataclass(frozen=True, slots=True)
class Tapped:
    """The tap that is being answered."""

    query: CallbackQuery

    @property
    def message_id(self) -> int | None:
        """The message whose button was tapped, as long as Telegram still shows it to us."""
        return self.query.message.message_id if self.query.message else None

    @property
    def has_picture(self) -> bool:
        """Whether that message is a picture, still or moving, with words under it."""
        message = self.query.message
        return isinstance(message, Message) and bool(message.photo or message.animation)


class Edits:
    """Changes messages of one chat at a time."""

    def __init__(self, bot: Bot, media: Media, tries: Try) -> None:
        self._bot = bot
        self._media = media
        self._try = tries

    async def tapped(self, chat_id: int, tapped: Tapped, screen: Screen) -> bool:
        """Whether the tapped message could be changed (or says that already).

        Raises:
            TelegramError: as the Bot API answers, but for a message that cannot be changed.
        """
        if tapped.message_id is None:
            return False
        try:
            if tapped.has_picture:
                return await self._picture(chat_id, tapped.message_id, screen)
            if self._media.wanted(screen):
                await self._no_buttons(chat_id, tapped.message_id)
                return False
            await self._try(
                partial(
                    self._bot.edit_message_text,
                    screen.text,
                    chat_id=chat_id,
                    message_id=tapped.message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=inline(screen),
                )
            )
        except BadRequest as error:
            if is_same(error):
                return True
            await self._no_buttons(chat_id, tapped.message_id)  # what follows has them
            return False
        return True

    async def replace(self, chat_id: int, screen: Screen) -> None:
        """The words and buttons of an earlier message, whether a picture stands over them or not.

        Raises:
            TelegramError: as the Bot API answers; BadRequest when the message is gone.
        """
        same: dict[str, Any] = {
            "chat_id": chat_id,
            "message_id": screen.message,
            "parse_mode": ParseMode.HTML,
            "reply_markup": inline(screen),
        }
        caption = partial(self._bot.edit_message_caption, caption=screen.text, **same)
        text = partial(self._bot.edit_message_text, screen.text, **same)
        tries = (caption, text) if screen.picture is not None else (text, caption)
        for last, edit in enumerate(tries):
            try:
                await self._try(edit)
            except BadRequest as error:
                if is_same(error):
                    return
                if last or not is_other_kind(error):
                    raise
            else:
                return

    async def _picture(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        if not fits_caption(screen.text):
            await self._no_buttons(chat_id, message_id)
            return False
        if await self._media.swap(chat_id, message_id, screen):
            return True
        edit = partial(
            self._bot.edit_message_caption,
            caption=screen.text,
            parse_mode=ParseMode.HTML,
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=inline(screen),
        )
        await self._try(edit)
        return True

    async def _no_buttons(self, chat_id: int, message_id: int) -> None:
        with suppress(BadRequest):
            await self._try(
                partial(self._bot.edit_message_reply_markup, chat_id=chat_id, message_id=message_id)
            )
