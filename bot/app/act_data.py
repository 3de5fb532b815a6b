"""Write an act into the data of a button, and read it again."""

import json

from bot.domain.acts import ACTS, Act

LONGEST_DATA = 44
"""Bytes of an act in a button's data, beside the day."""


def encode(act: Act) -> str:
    """Return an act as short as a button needs it; slots that do not fit are left out."""
    data = json.dumps([act.name, act.slots], separators=(",", ":")) if act.slots else act.name
    return data if len(data.encode()) <= LONGEST_DATA else act.name


def decode(data: str) -> Act | None:
    """Return the act again; None of data that nobody encoded."""
    if data in ACTS:
        return Act(data)
    try:
        match json.loads(data):
            case [str(name), dict() as slots] if name in ACTS:
                return Act(name, slots)
    except (ValueError, RecursionError):
        return None
    return None
