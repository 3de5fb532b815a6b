"""Keyboards: read, checked and cut as Telegram does it."""

import json
from typing import Any

from telegram_sandbox.buttons import Markup, inline_button, only, reply_button
from telegram_sandbox.errors import bad_request
from telegram_sandbox.params import check_flags

ROW_MOST = 12
BUTTONS_MOST = 300
INLINE_MOST = 100
MARKUP_BYTES = 10_000

_FLAGS = (
    "remove_keyboard",
    "force_reply",
    "selective",
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
)


def read(value: Any, private: bool) -> Markup | None:
    """The `reply_markup` of a call; None for none, and for an empty inline keyboard.

    Raises:
        ApiError: Telegram would refuse it.
    """
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    for name in ("keyboard", "inline_keyboard"):
        if name in value and not isinstance(value[name], list):
            raise bad_request(f'field "{name}" must be of type Array')
    check_flags(value, *_FLAGS)
    if "keyboard" in value:
        return _reply(value, private)
    if "inline_keyboard" in value:
        return _inline(value, private)
    if value.get("remove_keyboard"):
        return {"remove_keyboard": True} | only(value, "selective")
    if value.get("force_reply"):
        _placeholder(value)
        return {"force_reply": True} | only(value, "selective", "input_field_placeholder")
    return None


def _rows(rows: Any, complaint: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    left = BUTTONS_MOST
    kept = []
    for row in rows:
        cut = row[: min(ROW_MOST, left)]
        left -= len(cut)
        if cut:
            kept.append(cut)
    return kept


def _inline(value: Markup, private: bool) -> Markup | None:
    rows = _rows(
        value["inline_keyboard"],
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    )
    keyboard = {"inline_keyboard": [[inline_button(b, private) for b in row] for row in rows]}
    size = len(json.dumps(keyboard, ensure_ascii=False).encode())
    if sum(map(len, rows)) > INLINE_MOST or size > MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return keyboard if rows else None


def _placeholder(value: Markup) -> None:
    if len(str(value.get("input_field_placeholder") or "")) > 64:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def _reply(value: Markup, private: bool) -> Markup:
    rows = _rows(value["keyboard"], 'field "keyboard" must be an Array of Arrays')
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    _placeholder(value)
    return {"keyboard": [[reply_button(b, private) for b in row] for row in rows]} | only(
        value,
        "resize_keyboard",
        "one_time_keyboard",
        "is_persistent",
        "selective",
        "input_field_placeholder",
    )
