"""What each tag of Telegram's HTML means, and which addresses a link may have."""

import html
import re
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.errors import bad_request

Entity = dict[str, Any]

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}


@dataclass(slots=True)
class Opened:
    tag: str
    argument: str
    offset: int
    start: int


def fail(text: str) -> Exception:
    return bad_request(f"can't parse entities: {text}")


def argument_of(tag: str, attributes: dict[str, str]) -> str:
    match tag:
        case "a":
            return attributes.get("href", "")
        case "code":
            return attributes.get("class", "").removeprefix("language-")
        case "tg-emoji":
            return attributes.get("emoji-id", "")
        case "blockquote":
            return "expandable" if "expandable" in attributes else ""
        case "tg-time":
            return f"{attributes.get('unix', '')} {attributes.get('format', '')}"
    return ""


def entity_of(opened: Opened, length: int, inner: str) -> Entity | None:
    entity: Entity = {"type": TYPES[opened.tag], "offset": opened.offset, "length": length}
    match opened.tag:
        case "a":
            return _link(entity, opened.argument or html.unescape(inner))
        case "code" if opened.argument:
            entity["language"] = opened.argument
        case "blockquote" if opened.argument:
            entity["type"] = "expandable_blockquote"
        case "tg-emoji":
            if not opened.argument.isdigit() or int(opened.argument) == 0:
                raise fail("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        case "tg-time":
            unix, form = opened.argument.split(" ", 1)
            if not unix.isdigit() or not re.fullmatch("r|w?[dD]?[tT]?", form):
                raise fail("Invalid date-time format specified")
            entity |= {"unix_time": int(unix)} | ({"date_time_format": form} if form else {})
    return entity


def _link(entity: Entity, url: str) -> Entity | None:
    user = re.fullmatch(r"tg:(?://)?user\?id=(\d+)", url)
    if user:
        return entity | {"type": "text_mention", "user_id": int(user[1])}
    url = web_address(url) or ""
    return entity | {"url": url} if url else None


def web_address(url: str) -> str | None:
    """The address as Telegram keeps it, or None when it is none."""
    if re.match(r"(tg|ton|tonsite)://", url):
        return url
    if not re.match(r"https?://", url, re.IGNORECASE):
        if "://" in url:
            return None
        url = "http://" + url
    scheme, rest = url.split("://", 1)
    host, slash, path = rest.partition("/")
    bare = re.split(r"[?#:]", host)[0]
    if not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", bare) and bare != "localhost":
        return None
    return f"{scheme.lower()}://{host}{slash or '/'}{path}"


def units(text: str) -> int:
    """Length in UTF-16 code units, in which entities are measured."""
    return len(text.encode("utf-16-le")) // 2
