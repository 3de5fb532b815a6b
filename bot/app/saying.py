"""From a meaning to what is said back of it, and to the data of a button and back."""

import json
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.domain.said import Said
from bot.domain.setting import Setting
from bot.understanding import meaning as m

BARE = (
    m.Partly
    | m.Start
    | m.Easier
    | m.Harder
    | m.NotToday
    | m.Skip
    | m.Resume
    | m.Tired
    | m.Sick
    | m.Travelling
    | m.SomethingElse
    | m.NeverAgain
    | m.PhysioSays
)
"""Meanings whose name says it all."""


_PAIRED = (
    m.Done,
    m.Did,
    m.Pain,
    m.Effort,
    m.Later,
    m.PauseUntil,
    m.Resume,
    m.Minutes,
    m.ChangeTime,
    m.NotToday,
    m.Start,
)
DOUBTED = {kind.__name__: kind for kind in (*_PAIRED, m.With, m.Without, m.Partly)}
"""Meanings that may be one of two, and are asked back."""


def said(meaning: m.Meaning) -> Said | None:
    """What is said back of a meaning; None of courtesies."""
    match meaning:
        case m.Done():
            return _done(meaning)
        case m.Did():
            return _did(meaning)
        case m.Pain(level, region, side, moment):
            key = "pain" if level is not None else "pain_some"
            return Said(key, {"n": level, "region": region, "side": side, "when": moment})
        case m.Hurts(region, side):
            return Said("hurts", {"region": region, "side": side})
        case m.Effort(level):
            return Said("effort", {"n": level})
        case m.Later(until):
            return Said("later_at", {"at": until}) if until else Said("later")
        case m.PauseUntil(day):
            return Said("pause_until", {"day": day}) if day else Said("pause")
        case m.Minutes(minutes):
            return Said("minutes", {"n": minutes}) if minutes else Said("shorter")
        case m.Without(equipment):
            return Said("without", {"thing": equipment}) if equipment else Said("without_any")
        case m.With(equipment):
            return Said("with", {"thing": equipment})
        case m.Place(place):
            return Said(f"place_{place}")
        case m.ChangeTime(at):
            return Said("change_time", {"at": at})
        case m.ChangeDays(days, without):
            return Said("drop_days" if without else "change_days", {"days": days})
        case m.Choose(Setting.QUIET, value):
            return _quiet(value)
        case m.Choose(Setting.REVIEW_DAY, value):
            return Said("review_day", {"days": frozenset({int(value)})})
        case m.Choose(_, ""):
            return None
        case m.Choose(setting, value):
            return Said(f"{setting}_{value}")
        case m.Correction(side, number, region):
            told = "" if number is None else f": {number:g}"
            return Said("correction", {"number": told, "region": region, "side": side})
        case _ if isinstance(meaning, BARE):
            name = type(meaning).__name__
            return Said("".join(f"_{c.lower()}" if c.isupper() else c for c in name)[1:])
        case _:
            return None


def _quiet(value: str) -> Said:
    start, _, end = value.partition("-")
    times = {"start": start, "end": end}
    return Said("quiet" if start and end else "quiet_from" if start else "quiet_until", times)


def _done(done: m.Done) -> Said:
    if done.none:
        return Said("done_none")
    if done.which or done.but:
        numbers = ", ".join(map(str, done.which or done.but))
        return Said("done_which" if done.which else "done_but", {"numbers": numbers})
    if done.count is None:
        return Said("done_all")
    if done.of is None:
        return Said("done_count", {"n": done.count})
    return Said("done_count_of", {"n": done.count, "of": done.of})


def _did(did: m.Did) -> Said:
    if did.number is None:
        return Said("did_with", {"load": did.load})
    key = "_".join(["did", *["side"] * bool(did.side), *["s"] * did.seconds])
    return Said(key, {"n": did.number, "aside": did.side, "load": did.load})


def encode(meaning: m.Meaning) -> str | None:
    """A meaning as short as a button needs it; None of one that no button carries."""
    kind = type(meaning)
    if kind.__name__ not in DOUBTED:
        return None
    told = TypeAdapter[Any](kind).dump_python(meaning, mode="json")
    values = [told[field.name] for field in fields(meaning)]
    while values and values[-1] in (None, False, []):
        values.pop()
    return json.dumps([kind.__name__, *values], separators=(",", ":"))


def decode(data: str) -> m.Meaning | None:
    """The meaning again; None of data that nobody encoded."""
    try:
        match json.loads(data):
            case [str(name), *values] if kind := DOUBTED.get(name):
                told = dict(zip((field.name for field in fields(kind)), values, strict=False))
                found: m.Meaning = TypeAdapter[Any](kind).validate_python(told)
                return found
    except (ValueError, ValidationError, RecursionError):
        return None
    return None
