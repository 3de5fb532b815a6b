"""What is said back of what was understood, and acts as the data of a button and back."""

import json

from bot.domain.acts import ACTS, Act
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


SWITCHED = frozenset(
    (
        *(Setting.REMINDERS, Setting.PICTURES, Setting.SECOND_STRETCH, Setting.MOVEMENT_BREAKS),
        *(Setting.UNITS, Setting.RULER),
    )
)
"""Settings whose choices have words of their own."""
LONGEST_DATA = 44
"""Bytes of an act in a button's data, beside the day."""


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
        case m.Choose(_, ""):
            return None
        case m.Choose(Setting.QUIET, value):
            return _quiet(value)
        case m.Choose(Setting.REVIEW_DAY, value):
            return Said("review_day", {"days": frozenset({int(value)})})
        case m.Choose(setting, value) if setting in SWITCHED:
            return Said(f"{setting}_{value}")
        case m.Choose():
            return None
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
