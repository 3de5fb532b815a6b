"""Telegram's MarkdownV2 and the old Markdown: marks to entities, with Telegram's errors."""

import re
from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.markup_tags import web_address

Entity = dict[str, Any]
_RESERVED = "_*[]()~`>#+-=|{}.!"
_MARKS = {
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "__": ("underline", "Underline"),
    "~": ("strikethrough", "Strikethrough"),
    "||": ("spoiler", "Spoiler"),
    "`": ("code", "Code"),
    "```": ("pre", "Pre"),
    "[": ("text_link", "TextUrl"),
}


def _fail(text: str) -> Exception:
    return bad_request(f"can't parse entities: {text}")


class _Out:
    """Collects the text and keeps count of UTF-16 units."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offset = 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.offset += len(text.encode("utf-16-le")) // 2


def _url(text: str, at: int) -> tuple[str, int]:
    """The address in parentheses at `at` and where it ends."""
    if text[at : at + 1] != "(":
        return "", at
    begin = at
    characters = []
    at += 1
    while at < len(text) and text[at] != ")":
        if text[at] == "\\" and at + 1 < len(text) and ord(text[at + 1]) < 127:
            at += 1
        characters.append(text[at])
        at += 1
    if at >= len(text):
        raise _fail(f"Can't find end of a URL at byte offset {_byte(text, begin)}")
    return "".join(characters), at + 1


def _byte(text: str, at: int) -> int:
    return len(text[:at].encode())


def parse(text: str) -> tuple[str, list[Entity]]:
    """MarkdownV2 to text and entities; offsets of errors are in UTF-8 bytes.

    Raises:
        ApiError: a reserved character stands alone, or a mark is never closed.
    """
    out, entities = _Out(), list[Entity]()
    stack: list[tuple[str, int, int, str]] = []
    at = 0
    quote: int | None = None
    while at < len(text):
        char = text[at]
        literal = stack and stack[-1][0] in ("`", "```")
        if char == "\\" and at + 1 < len(text) and 0 < ord(text[at + 1]) < 127:
            out.put(text[at + 1])
            at += 2
            continue
        if quote is not None and char == "\n" and text[at + 1 : at + 2] != ">":
            entities.append(_block(quote, out.offset, text[:at].endswith("||")))
            quote = None
        if not literal and char == ">" and (at == 0 or text[at - 1] == "\n"):
            quote = out.offset if quote is None else quote
            at += 1
            continue
        mark = _mark(text, at, stack, bool(literal))
        if mark is None:
            if not literal and char in _RESERVED:
                raise _fail(
                    f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
                )
            out.put(char)
            at += 1
            continue
        if quote is not None and mark == "||" and text[at + 2 : at + 3] in ("", "\n"):
            at += 2
            continue
        at += len(mark)
        if mark == "]" or (stack and stack[-1][0] == mark):
            opened = stack.pop()
            url = ""
            if mark == "]":
                url, at = _url(text, at)
            _close(entities, opened, out, url)
        else:
            language = ""
            if mark == "```" and (match := re.compile(r"([^\s`]+)\n").match(text, at)):
                language, at = match[1], match.end()
            stack.append((mark, out.offset, _byte(text, at - len(mark)), language))
    if stack:
        name = _MARKS[stack[-1][0]][1]
        raise _fail(f"Can't find end of {name} entity at byte offset {stack[-1][2]}")
    if quote is not None:
        entities.append(_block(quote, out.offset, text.endswith("||")))
    return "".join(out.parts), [e for e in entities if e["length"] > 0]


def _block(start: int, end: int, folded: bool) -> Entity:
    kind = "expandable_blockquote" if folded else "blockquote"
    return {"type": kind, "offset": start, "length": end - start}


def _mark(text: str, at: int, stack: list[tuple[str, int, int, str]], literal: bool) -> str | None:
    if literal:
        return stack[-1][0] if text.startswith(stack[-1][0], at) else None
    if text[at] == "]" and stack and stack[-1][0] == "[":
        return "]"
    for mark in ("```", "__", "||", "*", "_", "~", "`", "["):
        if text.startswith(mark, at):
            return mark
    return None


def _close(entities: list[Entity], opened: tuple[str, int, int, str], out: _Out, url: str) -> None:
    mark, start, _, language = opened
    entity: Entity = {"type": _MARKS[mark][0], "offset": start, "length": out.offset - start}
    if mark == "[":
        if user := re.fullmatch(r"tg:(?://)?user\?id=(\d+)", url):
            entity |= {"type": "text_mention", "user_id": int(user[1])}
        elif address := web_address(url or "".join(out.parts)[-entity["length"] :]):
            entity["url"] = address
        else:
            return
    if language:
        entity["language"] = language
    entities.append(entity)


def parse_old(text: str) -> tuple[str, list[Entity]]:
    """The old Markdown: `*b*`, `_i_`, code and links, without nesting.

    Raises:
        ApiError: a mark is never closed.
    """
    out, entities, at = _Out(), list[Entity](), 0
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in ("_", "*", "`", "["):
            out.put(text[at + 1])
            at += 2
            continue
        if char not in "_*`[":
            out.put(char)
            at += 1
            continue
        mark = "```" if text.startswith("```", at) else char
        closing = "]" if mark == "[" else mark
        end = text.find(closing, at + len(mark))
        if end < 0:
            raise _fail(f"Can't find end of the entity starting at byte offset {_byte(text, at)}")
        start = out.offset
        out.put(text[at + len(mark) : end])
        at = end + len(closing)
        url = ""
        if mark == "[":
            url, at = _url(text, at)
        if out.offset > start:
            _close(entities, (mark, start, 0, ""), out, url)
    return "".join(out.parts), entities
