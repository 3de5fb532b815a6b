"""Which days of a programme are for strength, which are light, which are for rest."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import Enum

from bot.domain.training.routine import Block


class DayKind(Enum):
    """What a day of the week is for."""

    STRENGTH = "strength"
    LIGHT = "light"
    REST = "rest"


_WEEK = {
    1: "S",
    2: "SS",
    3: "SSS",
    4: "SLSL",
    5: "SLSLS",
    6: "SLSLSL",
    7: "SLSLSLR",
}
"""Three strength days with light ones between them, and a day of rest where all seven are free."""
_KINDS = {"S": DayKind.STRENGTH, "L": DayKind.LIGHT, "R": DayKind.REST}
_ENDS = ((14, Block.CALM), (42, Block.BUILD), (70, Block.INTEGRATE))


def kind_of(day: date, days: Collection[int]) -> DayKind:
    """What a day is for, given the weekdays the person chose (Monday is 0)."""
    chosen = sorted(days)
    if day.weekday() not in chosen:
        return DayKind.REST
    return _KINDS[_WEEK[len(chosen)][chosen.index(day.weekday())]]


def block_of(day: date, started: date | None) -> Block:
    """Where in the programme a day lies; before the start it is the first block."""
    gone = timedelta() if started is None else day - started
    return next((block for end, block in _ENDS if gone < timedelta(days=end)), Block.KEEP)


def week_of(day: date, started: date | None) -> int:
    """The week of the programme, the first is 0."""
    return 0 if started is None else max(0, (day - started).days // 7)
