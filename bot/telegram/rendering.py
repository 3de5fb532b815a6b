"""Turn the keyboards of a screen into those of the Bot API."""

import re
from html import unescape

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from bot.telegram.buttons import encode
from bot.views.screen import Button, Screen

LONGEST_CAPTION = 1024
"""Code points under a picture, after its tags are taken away."""
LONGEST_TOAST = 200
"""Code points of a notice at a tap."""


def markup(
    screen: Screen,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What stands under a new message."""
    return inline(screen) or below(screen)


def below(screen: Screen) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What changes below the input field."""
    if screen.ask_location is not None:
        button = KeyboardButton(screen.ask_location.button, request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if (page := screen.open_page) is not None:
        opens = KeyboardButton(page.button, web_app=WebAppInfo(page.address))
        return ReplyKeyboardMarkup([[opens]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if screen.close_keyboard else None


def inline(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons in the message itself; None takes them away."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.text, callback_data=encode(button.intent), style=button.style.value or None
    )


def fits_caption(html: str) -> bool:
    """Whether a picture can have these words under it."""
    return len(plain_text(html)) <= LONGEST_CAPTION


def toast_text(html: str) -> str:
    """The words alone: a notice at a tap takes no formatting."""
    return plain_text(html)[:LONGEST_TOAST]


def plain_text(html: str) -> str:
    """Words without their tags."""
    return unescape(re.sub(r"<[^>]+>", "", html))
