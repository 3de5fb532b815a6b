"""Which readings of the measuring page are believed: token, age, range, sides."""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from math import isfinite, sqrt
from typing import Any

from bot.domain.errors import NotMeasured
from bot.domain.ids import DialogueId, Side, TestId, UserId
from bot.domain.talk.answers import Sides, rough
from bot.domain.talk.question import Kind, Question

LARGEST = 4096
"""Bytes that a page can send."""
LASTS = timedelta(hours=2)
"""Age of a token: the page takes readings for an hour, and may be opened some time after."""
WIDEST_SPREAD = {"degrees": 20.0, "s": 45.0}
"""Readings farther apart than this were not of one thing; the page measures such a side again."""
_SIGNED = 20
"""Digits of the signature."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token stands for: one reading of one question by one person."""

    person: UserId
    dialogue: DialogueId
    test: TestId


def issue(key: bytes, ticket: Ticket, now: datetime) -> str:
    """Return a token for the ticket that is valid for `LASTS` from now."""
    number = int(now.timestamp() * 1000)
    return f"{number}.{_signature(key, ticket, number)}"


def check_token(key: bytes, ticket: Ticket, token: str, now: datetime) -> None:
    """Check that the token was issued for this ticket and has not expired.

    Raises:
        NotMeasured: it is of something else, or old.
    """
    number, _, signature = token.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise NotMeasured()
    if not hmac.compare_digest(signature.encode(), _signature(key, ticket, int(number)).encode()):
        raise NotMeasured(reason="other")
    issued = datetime.fromtimestamp(int(number) / 1000, UTC)
    if not timedelta(seconds=-5) <= now - issued <= LASTS:
        raise NotMeasured(reason="old")


def _signature(key: bytes, ticket: Ticket, number: int) -> str:
    words = f"{ticket.person}:{ticket.dialogue}:{ticket.test}:{number}"
    return hmac.new(key, words.encode(), sha256).hexdigest()[:_SIGNED]


@dataclass(frozen=True, slots=True)
class Sent:
    """What the page sent, as far as it has the right shape."""

    token: str
    test: TestId
    side: str
    unit: str
    numbers: dict[str, tuple[float, float]]
    """Left, right or middle: value and spread."""


def read_sent(data: str) -> Sent:
    """Read what the page sent.

    Raises:
        NotMeasured: it is not what the page sends.
    """
    try:
        if len(data.encode()) > LARGEST:
            raise NotMeasured()
        body = json.loads(data, parse_constant=_refuse)
        numbers = {
            name: (_number(body[name]["value"]), _number(body[name]["spread"]))
            for name in ("left", "right", "middle")
            if name in body
        }
        words = [body[name] for name in ("token", "test", "side", "unit")]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotMeasured() from None
    if body.get("v") != 1 or not numbers or not all(isinstance(word, str) for word in words):
        raise NotMeasured()
    token, test, side, unit = words
    return Sent(token, TestId(test), side, unit, numbers)


def value_of(sent: Sent, question: Question) -> Sides | float:
    """Return the answer to the question, with the error it has beyond the published one.

    The error of a reading is the larger of the published one and the person's own spread.

    Raises:
        NotMeasured: of another side or unit, or readings that are too far apart.
    """
    both = question.kind is Kind.SIDES
    wanted = {str(Side.LEFT), str(Side.RIGHT)} if both else {"middle"}
    if set(sent.numbers) != wanted or sent.unit != question.unit:
        raise NotMeasured(reason="other")
    if sent.side != ("both" if both else "middle"):
        raise NotMeasured(reason="other")
    if not all(0 <= s <= WIDEST_SPREAD.get(sent.unit, 0) for _, s in sent.numbers.values()):
        raise NotMeasured(reason="apart")
    numbers = {name: _with_error(question, *reading) for name, reading in sent.numbers.items()}
    if both:
        return Sides(numbers[Side.LEFT], numbers[Side.RIGHT])
    return numbers["middle"]


def _with_error(question: Question, value: float, spread: float) -> float:
    """Add the error that the published one lacks; errors add in squares."""
    published = question.measure.error if question.measure else 0.0
    more = sqrt(max(0.0, spread**2 - published**2))
    return rough(float(round(value)), round(more, 1) or None)


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise NotMeasured()
    return float(value)


def _refuse(_constant: str) -> float:
    raise NotMeasured()
