"""Keyboards: read, checked and cut as Telegram does it."""

import json
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.markup_tags import web_address
from bot.sandbox.params import check_flags

ROW_MOST = 12
BUTTONS_MOST = 300
INLINE_MOST = 100
MARKUP_BYTES = 10_000
DATA_BYTES = 64
COPY_MOST = 256
STYLES = ("danger", "success", "primary")
_REQUESTS = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_user": "users",
    "request_chat": "chats",
    "request_managed_bot": "managed bots",
    "web_app": "web app",
}

_FLAGS = (
    "remove_keyboard",
    "force_reply",
    "selective",
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
)

Markup = dict[str, Any]


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
        return {"remove_keyboard": True} | _only(value, "selective")
    if value.get("force_reply"):
        _placeholder(value)
        return {"force_reply": True} | _only(value, "selective", "input_field_placeholder")
    return None


def _only(value: Markup, *names: str) -> Markup:
    return {name: value[name] for name in names if value.get(name)}


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
    keyboard = {"inline_keyboard": [[_button(b, private) for b in row] for row in rows]}
    size = len(json.dumps(keyboard, ensure_ascii=False).encode())
    if sum(map(len, rows)) > INLINE_MOST or size > MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return keyboard if rows else None


def _text_of(button: Any, what: str, kind: str) -> str:
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {what}: {kind} must be an Object")
    if "text" not in button:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    return button["text"].strip()


def _look(button: Markup, what: str) -> Markup:
    style = button.get("style") or ""
    if style and style not in STYLES:
        raise bad_request(f"can't parse {what}: invalid button style specified")
    return _only(button, "style", "icon_custom_emoji_id")


def _button(button: Any, private: bool) -> Markup:
    what = "inline keyboard button"
    text = _text_of(button, what, "InlineKeyboardButton")
    look = _look(button, what)
    action = _action(button, private, what)
    if not text:
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": text} | look | action


def _action(button: Markup, private: bool, what: str) -> Markup:
    if button.get("url"):
        url = str(button["url"])
        return {"url": _address(url)}
    if data := button.get("callback_data"):
        if not isinstance(data, str):
            raise bad_request(f'can\'t parse {what}: Field "callback_data" must be of type String')
        if len(data.encode()) > DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        if name in button:
            return {name: str(button[name])}
    for name in ("switch_inline_query_chosen_chat", "login_url", "callback_game"):
        if isinstance(button.get(name), dict):
            return {name: button[name]}
    if "web_app" in button:
        return {"web_app": _web_app(button["web_app"], private, what)}
    if "copy_text" in button:
        copy = button["copy_text"]
        if not isinstance(copy, dict):
            raise bad_request(f'can\'t parse {what}: Field "copy_text" must be of type Object')
        if not 1 <= len(str(copy.get("text", ""))) <= COPY_MOST:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": {"text": copy["text"]}}
    if button.get("pay"):
        raise bad_request("BUTTON_TYPE_INVALID")
    raise bad_request(f"can't parse {what}: Text buttons are unallowed in the inline keyboard")


def _address(url: str) -> str:
    address = web_address(url)
    if address is None:
        scheme = url.split("://", 1)[0] if "://" in url else ""
        known = scheme.lower() in {"", "http", "https"}
        why = "Wrong HTTP URL" if known else "Unsupported URL protocol"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {why}")
    return address


def _web_app(value: Any, private: bool, what: str) -> Markup:
    url = str(value.get("url", "")) if isinstance(value, dict) else ""
    if not url.startswith("https://"):
        raise bad_request(f"{what} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    return {"url": url}


def _placeholder(value: Markup) -> None:
    if len(str(value.get("input_field_placeholder") or "")) > 64:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def _reply(value: Markup, private: bool) -> Markup:
    rows = _rows(value["keyboard"], 'field "keyboard" must be an Array of Arrays')
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    _placeholder(value)
    return {"keyboard": [[_key(b, private) for b in row] for row in rows]} | _only(
        value,
        "resize_keyboard",
        "one_time_keyboard",
        "is_persistent",
        "selective",
        "input_field_placeholder",
    )


def _key(button: Any, private: bool) -> Markup:
    what = "keyboard button"
    if isinstance(button, str):
        button = {"text": button}
    text = _text_of(button, what, "KeyboardButton")
    found = {"text": text} | _look(button, what)
    if not text:
        raise bad_request("keyboard button text must be non-empty")
    for name, wanted in _REQUESTS.items():
        if button.get(name):
            if not private:
                raise bad_request(f"{wanted} can be requested in private chats only")
            found[name] = _request(name, button[name], private)
    return found


def _request(name: str, value: Any, private: bool) -> Any:
    what = "keyboard button"
    if name == "web_app":
        return _web_app(value, private, what)
    if name in {"request_users", "request_chat"} and (
        not isinstance(value, dict) or "request_id" not in value
    ):
        raise bad_request(f"can't parse {what}: Can't find field \"request_id\"")
    return value
