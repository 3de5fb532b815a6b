"""Telegram's HTML: tags to entities, with its errors and their offsets in UTF-8 bytes."""

import re
from typing import Any

from telegram_sandbox.markup_tags import TYPES, Opened, argument_of, entity_of, fail

Entity = dict[str, Any]

_SPACE = b" \t\r\n\0\v"
_REFERENCE = re.compile(rb"&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);?")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}


def _reference(source: bytes, at: int) -> tuple[str, int] | None:
    match = _REFERENCE.match(source, at)
    if match is None:
        return None
    name = match[1]
    if name in _NAMED:
        return _NAMED[name], match.end()
    code = int(name[2:], 16) if name[1:2] == b"x" else int(name[1:])
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code), match.end()


class _Parser:
    def __init__(self, text: str) -> None:
        self.source = text.encode()
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.stack: list[Opened] = []
        self.entities: list[Entity] = []

    def peek(self) -> bytes:
        return self.source[self.at : self.at + 1]

    def put(self, text: str) -> None:
        self.out.append(text)
        self.offset += len(text.encode("utf-16-le")) // 2

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            head = self.peek()
            if head == b"<":
                self.tag()
                continue
            if head == b"&" and (character := _reference(self.source, self.at)):
                self.put(character[0])
                self.at = character[1]
                continue
            end = next(
                (n for n in range(self.at + 1, len(self.source)) if self.source[n] in b"<&"),
                len(self.source),
            )
            self.put(self.source[self.at : end].decode())
            self.at = end
        if self.stack:
            raise fail(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.out), self.entities

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.peek() == b"/":
            self.end_tag(begin)
        else:
            self.start_tag(begin)
        self.at += 1

    def word(self, stop: bytes) -> bytes:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in stop:
            self.at += 1
        return self.source[begin : self.at]

    def skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def start_tag(self, begin: int) -> None:
        tag = self.word(_SPACE + b">").decode(errors="replace").lower()
        if self.at >= len(self.source):
            raise fail(f"Unclosed start tag at byte offset {begin}")
        if tag not in TYPES:
            raise fail(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.peek() == b">":
                break
            name = self.word(_SPACE + b"=>/\"'").decode(errors="replace").lower()
            if not name:
                if self.at >= len(self.source):
                    raise fail(f'Unclosed start tag "{tag}" at byte offset {begin}')
                raise fail(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            attributes[name] = self.value(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise fail(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        argument = argument_of(tag, attributes)
        self.stack.append(Opened(tag, argument, self.offset, len("".join(self.out))))

    def value(self, tag: str, begin: int) -> str:
        self.skip_space()
        if self.peek() != b"=":
            if self.at >= len(self.source):
                raise fail(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return ""
        self.at += 1
        self.skip_space()
        if self.at >= len(self.source):
            raise fail(f'Unclosed start tag "{tag}" at byte offset {begin}')
        quote = self.peek()
        if quote not in (b"'", b'"'):
            token = self.at
            match = re.compile(rb"[a-zA-Z0-9.-]*").match(self.source, token)
            assert match is not None
            self.at = match.end()
            if self.at < len(self.source) and self.source[self.at] not in _SPACE + b">":
                raise fail(f"Unexpected end of name token at byte offset {token}")
            value = match[0].decode().lower()
        else:
            self.at += 1
            value = _unescape(self.word(quote))
            self.at += 1
        if self.at >= len(self.source):
            raise fail(f"Unclosed start tag at byte offset {begin}")
        return value

    def end_tag(self, begin: int) -> None:
        if not self.stack:
            raise fail(f"Unexpected end tag at byte offset {begin}")
        self.at += 1
        tag = self.word(_SPACE + b">").decode(errors="replace").lower()
        self.skip_space()
        if self.peek() != b">":
            raise fail(f"Unclosed end tag at byte offset {begin}")
        opened = self.stack[-1]
        if tag and tag != opened.tag:
            raise fail(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.stack.pop()
        if self.offset > opened.offset:
            inner = "".join(self.out)[opened.start :]
            entity = entity_of(opened, self.offset - opened.offset, inner)
            if entity:
                self.join(entity)

    def join(self, entity: Entity) -> None:
        """`pre` around `code` with a language is one entity."""
        last = self.entities[-1] if self.entities else None
        same = last and (last["offset"], last["length"]) == (entity["offset"], entity["length"])
        if last and same and {last["type"], entity["type"]} == {"pre", "code"}:
            language = last.get("language") or entity.get("language")
            last.update(type="pre", **({"language": language} if language else {}))
            return
        self.entities.append(entity)


def _unescape(raw: bytes) -> str:
    out, at = [], 0
    while at < len(raw):
        if raw[at : at + 1] == b"&" and (character := _reference(raw, at)):
            out.append(character[0])
            at = character[1]
            continue
        end = raw.find(b"&", at + 1)
        end = len(raw) if end < 0 else end
        out.append(raw[at:end].decode())
        at = end
    return "".join(out)


def parse(text: str) -> tuple[str, list[Entity]]:
    """Text and entities (offsets in UTF-16 units, text mentions with a bare `user_id`).

    Raises:
        ApiError: as Telegram words it, with the byte offset of the culprit.
    """
    return _Parser(text).parse()
