"""From a phrase that was found to what it means."""

from datetime import date, timedelta

from bot.domain.errors import BotError, NotADate, NotATime, OutOfRange
from bot.domain.ids import Equipment, Region, Side
from bot.domain.ruler import Ruler
from bot.domain.setting import CM, INCH, OFF, ON, Setting
from bot.understanding import meaning as m
from bot.understanding.clock import Clock
from bot.understanding.moment import FARTHEST, Now, coming, day_to_come, wall_time
from bot.understanding.reading import Match
from bot.understanding.report import Pair, report

SIMPLE: dict[str, m.Meaning] = {
    "start": m.Start(),
    "easier": m.Easier(),
    "harder": m.Harder(),
    "later": m.Later(),
    "not_today": m.NotToday(),
    "skip": m.Skip(),
    "pause": m.PauseUntil(),
    "resume": m.Resume(),
    "tired": m.Tired(),
    "sick": m.Sick(),
    "travelling": m.Travelling(),
    "shorter": m.Minutes(),
    "correction": m.Correction(),
    "thanks": m.Thanks(),
    "greeting": m.Greeting(),
    "stop_all": m.StopAll(),
    "erase_all": m.StopAll(erase=True),
    "help": m.Help(),
    "summary": m.Summary(),
    "something_else": m.SomethingElse(),
    "never_again": m.NeverAgain(),
    "yes": m.Yes(),
    "no": m.No(),
    "reminders_off": m.Choose(Setting.REMINDERS, OFF),
    "reminders_on": m.Choose(Setting.REMINDERS, ON),
    "pictures_off": m.Choose(Setting.PICTURES, OFF),
    "pictures_on": m.Choose(Setting.PICTURES, ON),
    "second_stretch_off": m.Choose(Setting.SECOND_STRETCH, OFF),
    "second_stretch_on": m.Choose(Setting.SECOND_STRETCH, ON),
    "movement_breaks_off": m.Choose(Setting.MOVEMENT_BREAKS, OFF),
    "movement_breaks_on": m.Choose(Setting.MOVEMENT_BREAKS, ON),
    "no_ruler": m.Choose(Setting.RULER, ""),
    "ruler_hand": m.Choose(Setting.HAND, ""),
    "ruler_a4": m.Choose(Setting.RULER, Ruler.A4),
    "ruler_letter": m.Choose(Setting.RULER, Ruler.LETTER),
    "units_cm": m.Choose(Setting.UNITS, CM),
    "units_in": m.Choose(Setting.UNITS, INCH),
}
"""Meanings without anything more to say."""

SHORTEST_ROUTINE, LONGEST_ROUTINE = 1, 120
"""Minutes a routine may be asked to take."""
NO_ROUTINE = 86400
"""From here on a length of time, in seconds, speaks of something else."""


def meaning_of(match: Match, now: Now) -> m.Meaning | Pair | BotError | None:
    """What a phrase means; an error when it is meant and impossible, None when it is nothing."""
    if match.name in SIMPLE:
        return SIMPLE[match.name]
    if match.name.startswith("done_") or match.name == "left_to_do":
        return report(match, now.context.total)
    match match.name:
        case "pain_none":
            return m.Pain(0, _region(match), _side(match))
        case "effort":
            return _effort(*match.get("share"))
        case "effort_word":
            return m.Effort(int(match.get("efforts")))
        case "later_at":
            due = coming(match, now)
            return due if due is None or isinstance(due, BotError) else m.Later(due)
        case "pause_until":
            return _until(day_to_come(match.get("day"), now))
        case "pause_for":
            return _pause_for(match, now)
        case "without":
            return m.Without(Equipment(match.get("equipment")))
        case "without_any":
            return m.Without(None)
        case "with":
            return m.With(Equipment(match.get("equipment")))
        case "minutes":
            return _minutes(match.get("span"))
        case "place":
            place = match.get("places")
            return m.Place(place) if place is not None else None
        case "change_time":
            at = wall_time(match)
            return at if isinstance(at, BotError) else m.ChangeTime(at)
        case "review_on":
            return m.Choose(Setting.REVIEW_DAY, str(match.get("weekdays")))
        case "quiet_from" | "quiet_until" | "quiet_between":
            return _quiet(match)
        case "change_days":
            return m.ChangeDays(match.get("dayset"))
        case "drop_days":
            return m.ChangeDays(match.get("dayset"), without=True)
        case "correction_to":
            return m.Correction(_side(match), match.get("n"), _region(match))
        case "correction_last":
            return m.Correction(_side(match, True), match.get("n", True), _region(match, True))
    return None


def _quiet(match: Match) -> m.Choose | BotError | None:
    """Quiet hours from a time (in the evening, if it is not said), until one, or between two."""
    told: list[Clock] = [v for v, k in zip(match.values, match.kinds, strict=True) if k == "clock"]
    times = []
    for n, one in enumerate(told):
        begins = match.name == "quiet_from" or (match.name == "quiet_between" and n == 0)
        later = begins and not one.sure and one.hour < 12
        at = Clock(one.hour + 12, one.minute).time if later else one.time
        if at is None:
            return NotATime()
        times.append(f"{at:%H:%M}")
    match match.name, times:
        case "quiet_from", [start]:
            return m.Choose(Setting.QUIET, f"{start}-")
        case "quiet_until", [end]:
            return m.Choose(Setting.QUIET, f"-{end}")
        case _, [start, end]:
            return m.Choose(Setting.QUIET, f"{start}-{end}")
    return None


def _effort(level: float, of: float | None) -> m.Effort | BotError | None:
    if of not in (None, 10):
        return None
    if not 0 <= level <= 10:
        return OutOfRange(value=level, low=0, high=10, unit="")
    return m.Effort(round(level))


def _region(match: Match, last: bool = False) -> Region | None:
    region = match.get("regions", last)
    return None if region is None else Region(region)


def _side(match: Match, last: bool = False) -> Side | None:
    side = match.get("sides", last)
    return None if side is None else Side(side)


def _until(day: date | BotError) -> m.PauseUntil | BotError:
    return day if isinstance(day, BotError) else m.PauseUntil(day)


def _pause_for(match: Match, now: Now) -> m.Meaning | BotError | None:
    span = match.get("span")
    if span < 86400:
        due = coming(match, now)
        return due if due is None or isinstance(due, BotError) else m.Later(due)
    if span > FARTHEST.total_seconds():
        return NotADate(reason="far")
    return m.PauseUntil(now.today + timedelta(seconds=span))


def _minutes(span: float) -> m.Minutes | OutOfRange | None:
    minutes, low, high = round(span / 60), SHORTEST_ROUTINE, LONGEST_ROUTINE
    if low <= minutes <= high:
        return m.Minutes(minutes)
    if 0 < span < 60 or span >= NO_ROUTINE:
        return None  # "30 seconds each side", "for three weeks"
    return OutOfRange(value=minutes, low=low, high=high, unit="min")
