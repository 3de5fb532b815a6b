"""Texts and captions: parsed, cleaned, counted, and searched for what a client makes clickable."""

import re
from typing import Any

from telegram_sandbox import markup_entities, markup_html, markup_v2
from telegram_sandbox.errors import bad_request
from telegram_sandbox.markup_tags import units
from telegram_sandbox.params import Params

Entity = dict[str, Any]
TEXT_MOST = 4096
CAPTION_MOST = 1024
RAW_MOST = 32_768
ENTITIES_MOST = 100

_ORDER_NAMES = (
    "blockquote expandable_blockquote pre code text_link text_mention bold italic "
    "underline strikethrough spoiler custom_emoji date_time"
)
_ORDER = _ORDER_NAMES.split()
_DETECTED = (
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,!?;:)\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\u2028-\u202e]")


def formatted(
    params: Params, field: str, mode: str, entities_field: str
) -> tuple[str, list[Entity]]:
    """Return the text of a call, parsed and cleaned, and its entities; both may be empty.

    Raises:
        ApiError: unknown mode, broken markup, bad entities, far too long.
    """
    raw = params.text(field)
    if len(raw.encode()) > RAW_MOST:
        raise bad_request("text is too long")
    match params.text(mode).strip().lower():
        case "" | "none":
            sent = params.json(entities_field, "can't parse entities JSON object")
            text, entities = raw, markup_entities.read(sent, raw)
        case "html":
            text, entities = markup_html.parse(raw)
        case "markdownv2":
            text, entities = markup_v2.parse(raw)
        case "markdown":
            text, entities = markup_v2.parse_old(raw)
        case _:
            raise bad_request("unsupported parse_mode")
    return clean(text, entities)


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """Return the text of a message, 1-4096 code points after parsing, and its entities."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(params, "text", "parse_mode", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > TEXT_MOST:
        raise bad_request("message is too long")
    return text, entities


def caption(params: Params) -> tuple[str, list[Entity]]:
    """Return a caption, 0-1024 code points after parsing, and its entities."""
    text, entities = formatted(params, "caption", "parse_mode", "caption_entities")
    if len(text) > CAPTION_MOST:
        raise bad_request("message caption is too long")
    return text, entities


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Remove control characters, trim the ends, fit the entities, detect links and commands."""
    text = _CONTROL.sub(" ", text.replace("\r", " "))
    body = text.rstrip()
    lead = units(body) - units(body.lstrip())
    body = body.lstrip()
    whole = units(body)
    fitted = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(whole, entity["offset"] + entity["length"] - lead)
        if end > start:
            fitted.append(entity | {"offset": start, "length": end - start})
    fitted += _detect(body, fitted)
    fitted.sort(key=lambda e: (e["offset"], -e["length"], _rank(e["type"])))
    return body, fitted[:ENTITIES_MOST]


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _detect(text: str, known: list[Entity]) -> list[Entity]:
    taken = [
        (e["offset"], e["offset"] + e["length"])
        for e in known
        if e["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    detected: list[Entity] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match[0])
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                detected.append({"type": kind, "offset": start, "length": end - start})
    return detected
