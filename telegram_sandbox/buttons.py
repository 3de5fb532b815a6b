"""Single buttons: read and checked as Telegram does it."""

from typing import Any
from urllib.parse import urlsplit

from telegram_sandbox.errors import bad_request
from telegram_sandbox.guard import is_loopback
from telegram_sandbox.markup_tags import web_address

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

Markup = dict[str, Any]


def only(value: Markup, *names: str) -> Markup:
    """Return the named fields that are set."""
    return {name: value[name] for name in names if value.get(name)}


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
    return only(button, "style", "icon_custom_emoji_id")


def inline_button(button: Any, private: bool) -> Markup:
    """Read and check a button under a message.

    Raises:
        ApiError: Telegram would refuse it.
    """
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
    if not url.startswith("https://") and not _on_this_machine(url):
        raise bad_request(f"{what} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    return {"url": url}


def _on_this_machine(url: str) -> bool:
    """Whether only this machine reaches a page, so that it needs no HTTPS."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "http" and is_loopback(parts.hostname or "")
    except ValueError:
        return False


def reply_button(button: Any, private: bool) -> Markup:
    """Read and check a button of the reply keyboard.

    Raises:
        ApiError: Telegram would refuse it.
    """
    what = "keyboard button"
    if isinstance(button, str):
        button = {"text": button}
    text = _text_of(button, what, "KeyboardButton")
    fields = {"text": text} | _look(button, what)
    if not text:
        raise bad_request("keyboard button text must be non-empty")
    for name, wanted in _REQUESTS.items():
        if button.get(name):
            if not private:
                raise bad_request(f"{wanted} can be requested in private chats only")
            fields[name] = _request(name, button[name], private)
    return fields


def _request(name: str, value: Any, private: bool) -> Any:
    what = "keyboard button"
    if name == "web_app":
        return _web_app(value, private, what)
    if name in {"request_users", "request_chat"} and (
        not isinstance(value, dict) or "request_id" not in value
    ):
        raise bad_request(f"can't parse {what}: Can't find field \"request_id\"")
    return value
