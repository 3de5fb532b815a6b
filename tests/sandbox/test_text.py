"""Texts are parsed to entities in UTF-16 units and counted in code points after that."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telegram_sandbox import markup_html, markup_v2
from telegram_sandbox.markup_tags import units
from telegram_sandbox.params import Params
from telegram_sandbox.text import clean, message_text


def _e(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b>", "a", [_e("bold", 0, 1)]),
        ("😀<STRONG>é😀</strong>", "😀é😀", [_e("bold", 2, 3)]),
        ("<i>a<u>b</u></i>", "ab", [_e("underline", 1, 1), _e("italic", 0, 2)]),
        ("<s>a</><del>b</del>", "ab", [_e("strikethrough", 0, 1), _e("strikethrough", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [_e("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [_e("spoiler", 0, 1)]),
        ('<a href="http://a.b/?x=1&amp;y=2">l</a>', "l",
         [_e("text_link", 0, 1, url="http://a.b/?x=1&y=2")]),
        ("<a href='tg://user?id=5'>l</a>", "l", [_e("text_mention", 0, 1, user_id=5)]),
        ("<a>no address</a>", "no address", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [_e("pre", 0, 1, language="py")]),
        ("<code>x</code>", "x", [_e("code", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [_e("expandable_blockquote", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [_e("blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [_e("custom_emoji", 0, 2, custom_emoji_id="5")]),  # noqa: E501
        ('<tg-time unix="1700000000" format="wDT">x</tg-time>', "x",
         [_e("date_time", 0, 1, unix_time=1700000000, date_time_format="wDT")]),
        ("a &amp; b &lt;c&gt; &quot; &#39; &nbsp; & > &#x1F600;", "a & b <c> \" ' &nbsp; & > 😀", []),  # noqa: E501
        ("<b></b>x", "x", []),
    ],
)  # fmt: skip
def test_html_becomes_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert markup_html.parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ __c__ ~d~ ||e|| `f`", "a b c d e f", [
            _e("bold", 0, 1), _e("italic", 2, 1), _e("underline", 4, 1),
            _e("strikethrough", 6, 1), _e("spoiler", 8, 1), _e("code", 10, 1)]),
        ("[l](http://a.b/\\))", "l", [_e("text_link", 0, 1, url="http://a.b/)")]),
        ("```py\nx = 1.0```", "x = 1.0", [_e("pre", 0, 7, language="py")]),
        (">q\n>r\ns", "q\nr\ns", [_e("blockquote", 0, 3)]),
        (">q||", "q", [_e("expandable_blockquote", 0, 1)]),
        ("*a _b_*", "a b", [_e("italic", 2, 1), _e("bold", 0, 3)]),
    ],
)  # fmt: skip
def test_markdown_becomes_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert markup_v2.parse(source) == (text, entities)


def test_the_old_markdown_still_works() -> None:
    parsed = markup_v2.parse_old("*a* _b_ `c` [d](http://e.f) snake\\_case")
    assert parsed[0] == "a b c d snake_case"
    assert [e["type"] for e in parsed[1]] == ["bold", "italic", "code", "text_link"]


@given(st.text(min_size=1))
def test_escaped_text_comes_through_whole(text: str) -> None:
    parsed, entities = markup_html.parse(f"<b>{html.escape(text)}</b>")
    assert parsed == text
    assert entities == [_e("bold", 0, units(text))]


def test_the_ends_are_trimmed_and_entities_moved() -> None:
    assert clean(" \n ab  ", [_e("bold", 0, 7)]) == ("ab", [_e("bold", 0, 2)])
    assert clean("a  ", [_e("bold", 1, 2)]) == ("a", [])


def test_links_and_commands_are_found_outside_code() -> None:
    text = "/start@sandbox_bot go https://a.b/c. #tag @name a@b.cd /x"
    kinds = [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in clean(text, [])[1]]
    assert kinds == [
        ("bot_command", "/start@sandbox_bot"),
        ("url", "https://a.b/c"),
        ("hashtag", "#tag"),
        ("mention", "@name"),
        ("email", "a@b.cd"),
        ("bot_command", "/x"),
    ]
    assert clean("/x", [_e("code", 0, 2)])[1] == [_e("code", 0, 2)]


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 4096, "<b>" + "é" * 4096 + "</b>"])
def test_4096_code_points_fit_whatever_they_weigh(text: str) -> None:
    parsed, _ = message_text(Params({"text": text, "parse_mode": "HTML"}))
    assert len(parsed) == 4096


def test_entities_beyond_a_hundred_fall_away() -> None:
    text = "".join("<b>a</b> " for _ in range(150))
    assert len(message_text(Params({"text": text, "parse_mode": "html"}))[1]) == 100


def test_given_entities_come_through() -> None:
    entities = [_e("bold", 0, 2), _e("url", 0, 2), _e("text_link", 2, 1, url="https://a.b/")]
    text, kept = message_text(Params({"text": "😀x", "entities": entities}))
    assert (text, kept) == ("😀x", [entities[0], entities[2]])
