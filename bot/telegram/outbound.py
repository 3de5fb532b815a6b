"""Screens as Bot API calls: sent, edited in place, or shown at the tap."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from html import unescape

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.buttons import encode
from bot.telegram.patience import again, once
from bot.views.screen import Button, Mode, Screen

LONGEST_TOAST = 200
"""Code points of a notice at a tap."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The tap that is being answered."""

    query: CallbackQuery

    @property
    def message_id(self) -> int | None:
        """The message whose button was tapped, as long as Telegram still shows it to us."""
        return self.query.message.message_id if self.query.message else None


class Outbound:
    """Speaks to one chat at a time.

    Args:
        patient: wait and try again by itself, as replies do; pushes come back by their own rules.
        paid: pay for going beyond Telegram's free pace.
    """

    def __init__(self, bot: Bot, *, patient: bool = False, paid: bool = False) -> None:
        self._bot = bot
        self._try = again if patient else once
        self._paid = paid or None

    async def answer(self, chat_id: int, screens: list[Screen], tapped: Tapped | None) -> None:
        """Answer an update: the tap's spinner first, then every screen in order."""
        if tapped is not None:
            toast = next((s for s in screens if s.mode is Mode.TOAST), None)
            await self._stop_spinner(tapped, toast)
            screens = [s for s in screens if s is not toast]
        free = tapped.message_id if tapped else None
        for screen in screens:
            tapped_one = free if screen.mode in (Mode.EDIT, Mode.MARK) else None
            if tapped_one is not None and await self._edit(chat_id, tapped_one, screen):
                free = None
            elif screen.mode is not Mode.MARK:
                await self.send(chat_id, screen)

    async def send(self, chat_id: int, screen: Screen) -> Message:
        """A new message.

        Raises:
            TelegramError: as the Bot API answers.
        """
        for name, content in screen.documents:
            file = InputFile(content, filename=name)
            await self._try(partial(self._bot.send_document, chat_id, file))
        return await self._try(
            partial(
                self._bot.send_message,
                chat_id,
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(screen),
                disable_notification=screen.silent or None,
                allow_paid_broadcast=self._paid,
            )
        )

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message could be changed (or says that already)."""
        try:
            await self._try(
                partial(
                    self._bot.edit_message_text,
                    screen.text,
                    chat_id=chat_id,
                    message_id=message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=_inline(screen),
                )
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def _stop_spinner(self, tapped: Tapped, toast: Screen | None) -> None:
        words = None if toast is None else _plain(toast.text)[:LONGEST_TOAST]
        with suppress(TelegramError):  # too late there; what follows says enough
            await tapped.query.answer(words)


def _markup(
    screen: Screen,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if screen.ask_location is not None:
        button = KeyboardButton(screen.ask_location, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if screen.rows:
        return _inline(screen)
    return ReplyKeyboardRemove() if screen.close_keyboard else None


def _inline(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.text, callback_data=encode(button.intent), style=button.style.value or None
    )


def _plain(html: str) -> str:
    """The words alone: a notice at a tap takes no formatting."""
    return unescape(re.sub(r"<[^>]+>", "", html))
