"""From an act of typed words to what the use cases take: a meaning, or the intent of a button."""

from datetime import date, datetime, time, timedelta

from bot.app.saying import encode, said
from bot.app.situation import WEEK, Standing
from bot.domain.acts import Act
from bot.domain.ids import Equipment, Region, Side
from bot.domain.intent import CardVerb, Command, Intent, OnCard
from bot.domain.said import Said
from bot.domain.schedule import instant
from bot.domain.setting import OFF, Setting
from bot.understanding import meaning as m

FEELS = {"easy": 3, "right": 5, "hard": 8}
"""How hard it felt, as a number."""
PLACES = {"home": "home", "work": "office", "away": "hotel", "outside": "outdoors", "gym": "gym"}
MORE_MINUTES = 10
"""So much longer is a longer routine of which nobody said how long."""
SWITCHES = {
    "pictures": Setting.PICTURES,
    "second_stretch": Setting.SECOND_STRETCH,
    "breaks": Setting.MOVEMENT_BREAKS,
}
WORDED = {"anchor": Setting.ANCHOR, "barrier": Setting.BARRIER}
COMMANDS = {
    "progress": "progress",
    "profile": "profile",
    "settings": "settings",
    "export": "export",
    "reassess": "assess",
    "fewer_messages": "fewer",
    "resume": "resume",
    "stop": "stop",
    "erase": "erase",
    "summary": "summary",
    "help": "help",
}
"""Acts that are a command, and its name."""
NO_AREAS = ("upper_arm", "thigh", "calf")
"""Places that words can name and the question about pain in an exercise does not offer."""
CARD_VERBS = {
    "card_done": CardVerb.NEXT,
    "card_skip": CardVerb.SKIP,
    "card_easier": CardVerb.EASIER,
    "card_harder": CardVerb.HARDER,
    "card_swap": CardVerb.OTHER,
    "card_show": CardVerb.MOVING,
    "card_timer": CardVerb.TIMER,
    "card_stop": CardVerb.STOP,
}
"""Acts at an open card that are one of its buttons."""


def intent_of(act: Act, standing: Standing) -> Intent | None:
    """Return the intent of the button or command for the same wish, if there is one."""
    workout = standing.workout
    at_card = standing.context.situation == "card"
    if at_card and act.name == "card_hurts" and act.get("level") is None and workout is not None:
        place = str(act.get("region") or "")
        asked = "" if place in NO_AREAS else place
        return OnCard(workout.day, workout.current or 0, CardVerb.HURTS, argument=asked)
    if at_card and act.name in CARD_VERBS and workout is not None and workout.current is not None:
        return OnCard(workout.day, workout.current, CARD_VERBS[act.name])
    if act.name in COMMANDS and not _of_reminders(act, standing):
        return Command(COMMANDS[act.name])
    if act.name == "news" and act.get("kind") == "clinician_allows":
        return Command("cleared")
    if act.name == "card_show":
        return Command("today")
    return None


def meanings_of(act: Act, standing: Standing) -> tuple[m.Meaning, ...]:
    """Return what an act means to the use cases; nothing where none of them is for it."""
    if _of_reminders(act, standing):
        return (m.Choose(Setting.REMINDERS, str(standing.reminders)),)
    return _report(act, standing) or _day(act, standing) or _setting(act)


def choice_of(act: Act, stand: Standing) -> tuple[Said, str]:
    """Return what a button says of an act, and the data it carries."""
    found = meanings_of(act, stand)
    words = said(found[0]) if found else None
    return words or Said(f"act_{act.name}"), encode(act)


def _of_reminders(act: Act, standing: Standing) -> bool:
    return act.name in ("fewer_messages", "set") and standing.reminders is not None


def _report(act: Act, standing: Standing) -> tuple[m.Meaning, ...]:
    total = len(standing.workout.cards) if standing.workout is not None else 0
    region = _region(act)
    side = Side(act.get("side")) if act.get("side") in ("left", "right", "both") else None
    match act.name:
        case "done":
            but = tuple(n for n in act.get("but") or () if 1 <= n <= total)
            if but:
                return (m.Done(but=but),)
            return (_counted(act, total),)
        case "partly":
            left = act.get("skipped")
            if act.get("done") is not None:
                return (_counted(act, total),)
            if left is not None and 0 < left < total:
                return (m.Done(count=total - left),)
            return (m.Partly(),)
        case "skipped":
            return (m.Done(none=True),)
        case "pain" | "card_hurts":
            if act.get("level") is None:
                return (m.Hurts(region, side, bool(act.get("sharp"))),)
            moment = m.Moment(act.get("moment")) if act.get("moment") else None
            return (m.Pain(act.get("level"), region, side, moment, bool(act.get("sharp"))),)
        case "effort":
            level = act.get("level") if act.get("level") is not None else FEELS.get(act.get("feel"))
            return (m.Effort(level),) if level is not None else ()
        case "card_done" if act.slots:
            return _did(act, side)
        case "news" if standing.closed is not None and standing.closed.who:
            return (standing.closed,)
        case "correct" | "undo":
            return (m.Correction(side, act.get("level"), region),)
    return ()


def _counted(act: Act, total: int) -> m.Done:
    """Return so many of so many, or all."""
    count = act.get("done")
    of = act.get("of") or (total or None if count is not None else None)
    return m.Done(count=count, of=of)


def _did(act: Act, side: Side | None) -> tuple[m.Meaning, ...]:
    one_side = None if side is Side.BOTH else side
    if act.get("seconds") is not None:
        return (m.Did(act.get("seconds"), one_side, True, act.get("load")),)
    if act.get("reps") is not None:
        return (m.Did(act.get("reps"), one_side, False, act.get("load")),)
    return (m.Did(load=act.get("load")),) if act.get("load") else ()


def _day(act: Act, standing: Standing) -> tuple[m.Meaning, ...]:
    minutes = act.get("minutes")
    match act.name:
        case "start" | "now":
            return (m.Start(),)
        case "later":
            return (m.Later(_until(act, standing)),)
        case "not_today":
            return (m.NotToday(),)
        case "shorter":
            return (m.Minutes(minutes),)
        case "longer":
            return (m.Minutes(minutes or standing.context.minutes + MORE_MINUTES),)
        case "without":
            return tuple(m.Without(thing) for thing in _things(act, nothing=True))
        case "with":
            return tuple(m.With(thing) for thing in _things(act, nothing=False) if thing)
        case "place" if act.get("place") in PLACES:
            return (m.Place(PLACES[act.get("place")]),)
        case "tired":
            return (m.Tired(),)
        case "ill":
            return (m.Sick(),)
        case "swap_all":
            return (m.SomethingElse(),)
        case "never":
            return (m.NeverAgain(standing.words or str(act.get("exercise") or "")),)
        case "focus":
            return ()
        case "pause":
            return (m.PauseUntil(_end_of_pause(act, standing)),)
        case "thanks" | "praise":
            return (m.Thanks(),)
        case "greet":
            return (m.Greeting(),)
    return ()


def _setting(act: Act) -> tuple[m.Meaning, ...]:
    match act.name:
        case "set_time":
            if act.get("time"):
                return (m.ChangeTime(time.fromisoformat(act.get("time"))),)
            return (m.Choose(Setting.PUSH_AT, ""),)
        case "set_days":
            days = frozenset(WEEK.index(day) for day in act.get("days") or () if day in WEEK)
            return (m.ChangeDays(days),) if days else (m.Choose(Setting.DAYS, ""),)
        case "set_minutes":
            return (m.Choose(Setting.MINUTES, _offered(act.get("minutes"))),)
        case "set_zone":
            return (m.Choose(Setting.ZONE, ""),)
        case "set_quiet":
            start, end = act.get("from") or "", act.get("to") or ""
            return (m.Choose(Setting.QUIET, f"{start}-{end}" if start or end else ""),)
        case "set_equipment":
            owned = [thing for thing in _things(act, nothing=False) if thing]
            return tuple(m.Choose(Setting.EQUIPMENT, f"+{thing}") for thing in owned) or (
                m.Choose(Setting.EQUIPMENT, ""),
            )
        case "set_language":
            return (m.Choose(Setting.LANGUAGE, ""),)
        case "set_units":
            return (m.Choose(Setting.UNITS, str(act.get("units") or "")),)
        case "set":
            return _other_setting(act)
    return ()


def _other_setting(act: Act) -> tuple[m.Meaning, ...]:
    name, value = str(act.get("name") or ""), str(act.get("value") or "")
    if name in SWITCHES:
        return (m.Choose(SWITCHES[name], value if value in ("on", OFF) else ""),)
    if name == "review_day":
        return (m.Choose(Setting.REVIEW_DAY, str(WEEK.index(value)) if value in WEEK else ""),)
    if name == "place":
        chosen = {"home": "home", "work": "office"}.get(value, "")
        return (m.Choose(Setting.PLACE, chosen),)
    if name in WORDED:
        return (m.Choose(WORDED[name], ""),)
    return ()


def _region(act: Act) -> Region | None:
    named = act.get("region")
    return Region(named) if named else None


def _things(act: Act, *, nothing: bool) -> list[Equipment | None]:
    told = act.get("equipment")
    named = told if isinstance(told, list) else [told] if told else []
    if nothing and "none" in named:
        return [None]
    return [Equipment(thing) for thing in named if thing != "none"]


def _offered(minutes: int | None) -> str:
    """Return the nearest number of minutes that can be chosen."""
    if not minutes:
        return ""
    return str(min((5, 10, 20, 30), key=lambda offered: (abs(offered - minutes), offered)))


def _until(act: Act, standing: Standing) -> datetime | None:
    """Return until when a routine is put off; None: an hour."""
    now = standing.context.now
    if act.get("minutes"):
        return now + timedelta(minutes=act.get("minutes"))
    day = date.fromisoformat(act.get("day")) if act.get("day") else None
    at = time.fromisoformat(act.get("time")) if act.get("time") else None
    if at is None and day is None:
        return None
    zone = now.tzinfo
    wanted = at or time(8)
    due = datetime.combine(day or now.date(), wanted, zone)
    if day is None and due <= now:
        due += timedelta(days=1)
    from zoneinfo import ZoneInfo

    return instant(due.date(), wanted, zone) if isinstance(zone, ZoneInfo) else due


def _end_of_pause(act: Act, standing: Standing) -> date | None:
    if act.get("until"):
        return date.fromisoformat(act.get("until"))
    if act.get("days"):
        return standing.context.today + timedelta(days=act.get("days"))
    return None
