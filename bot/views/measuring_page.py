"""The words of the measuring page, and what it is told of each self-test."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.assessment.self_test import SelfTest
from bot.domain.talk.phone import Drawing, Phone
from bot.domain.talk.question import Kind, Question
from bot.views.texts import Texts

WORDS = (
    *("title", "left", "right", "side_left", "side_right", "seconds", "sound"),
    *("start", "starting", "again", "send", "close", "down", "result", "spread"),
    *("turn_flat", "turn_upright", "askew", "beyond", "far_apart", "moving", "too_short"),
    *("allow", "refused", "no_sensors", "expired", "broken", "no_chat", "type_instead"),
)
"""What the page says, whatever is measured."""


def page_words(texts: Texts, tests: Iterable[SelfTest]) -> dict[str, Any]:
    """Everything that the page needs in one language, as JSON has it."""
    return {
        "words": {name: str(texts(f"measure.{name}", spread="{spread}")) for name in WORDS},
        "tests": {
            test.id: _for_page(test, test.by_phone, test.by_phone.phone, texts)
            for test in tests
            if test.by_phone is not None and test.by_phone.phone is not None
        },
    }


def _for_page(test: SelfTest, question: Question, phone: Phone, texts: Texts) -> Mapping[str, Any]:
    measure = question.measure
    return {
        "name": texts.plain(test.name),
        "unit": question.unit,
        "mode": phone.mode.value,
        "sides": question.kind is Kind.SIDES,
        "axis": phone.axis,
        "sign": phone.sign,
        "zero": phone.zero,
        "add": phone.add,
        "low": question.low,
        "high": question.high,
        "cap": measure.cap if measure else None,
        "picture": _drawn(phone.drawing),
        "words": {
            "lies": texts.plain(phone.lies),
            "zero": texts.plain(phone.zeroing),
            "move": texts.plain(phone.moving),
            "read": texts.plain(phone.reading),
        },
    }


def _drawn(drawing: Drawing) -> Mapping[str, Any]:
    return {
        "lines": drawing.lines,
        "ground": drawing.ground,
        "head": drawing.head,
        "phone": drawing.phone,
        "way": drawing.way or None,
    }
