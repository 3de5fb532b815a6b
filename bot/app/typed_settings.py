"""Which setting an act of typed words changes or asks for."""

from datetime import time

from bot.app.wish import Wish
from bot.domain.acts import WEEK, Act
from bot.domain.echo import Echo
from bot.domain.intent import OnSetting
from bot.domain.setting import LEAST_MINUTES, MOST_MINUTES, OFF, Setting
from bot.domain.typed_intent import ChooseLanguage, MoveTo

SWITCHES = {
    "reminders": Setting.REMINDERS,
    "pictures": Setting.PICTURES,
    "second_stretch": Setting.SECOND_STRETCH,
    "breaks": Setting.MOVEMENT_BREAKS,
}
ASKED = {
    "anchor": Setting.ANCHOR,
    "barrier": Setting.BARRIER,
}
"""What is always asked: words alone do not settle it."""


def setting_wishes(act: Act) -> list[Wish]:
    """Return the settings that an act changes or, where it tells no value, asks for."""
    match act.name:
        case "set_time" if act.get("time"):
            return [
                _set(
                    Setting.PUSH_AT,
                    act.get("time"),
                    Echo("change_time", {"at": time.fromisoformat(act.get("time"))}),
                )
            ]
        case "set_time":
            return [_set(Setting.PUSH_AT)]
        case "set_days":
            days = frozenset(WEEK.index(day) for day in act.every("days") if day in WEEK)
            value = "=" + "".join(map(str, sorted(days)))
            echo = Echo("change_days", {"days": days})
            return [_set(Setting.DAYS, value, echo) if days else _set(Setting.DAYS)]
        case "set_minutes" if act.get("minutes"):
            return lasting_minutes(act.get("minutes"))
        case "set_minutes":
            return [_set(Setting.MINUTES)]
        case "set_quiet":
            return [_quiet(act.get("from") or "", act.get("to") or "")]
        case "set_equipment":
            owned = [thing for thing in act.every("equipment") if thing != "none"]
            chosen = [_set(Setting.EQUIPMENT, f"+{thing}") for thing in owned]
            return chosen or [_set(Setting.EQUIPMENT)]
        case "set_units":
            units = act.get("units") or ""
            return [_set(Setting.UNITS, units, Echo(f"{Setting.UNITS}_{units}"))]
        case "set_zone":
            place = str(act.get("place") or "")
            return [Wish(MoveTo(place), (Echo("zone", {"place": place.title()}),) if place else ())]
        case "set_language" if act.get("language"):
            code = str(act.get("language"))
            return [Wish(ChooseLanguage(code), (Echo("language", {"language": code}),))]
        case "set_language":
            return [_set(Setting.LANGUAGE)]
        case "set":
            return _named(str(act.get("name") or ""), str(act.get("value") or ""))
    return [_set(ASKED[act.name])] if act.name in ASKED else []


def lasting_minutes(minutes: int) -> list[Wish]:
    """Return the wish for minutes a day: the nearest number that can be planned for every day."""
    planned = min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
    return [_set(Setting.MINUTES, str(planned), Echo("change_minutes", {"n": planned}))]


def _named(name: str, value: str) -> list[Wish]:
    """Return the setting of that name in an act."""
    if name in SWITCHES:
        setting = SWITCHES[name]
        return [_set(setting, value if value in ("on", OFF) else "", Echo(f"{setting}_{value}"))]
    if name == "review_day" and value in WEEK:
        day = WEEK.index(value)
        echo = Echo("review_day", {"days": frozenset({day})})
        return [_set(Setting.REVIEW_DAY, str(day), echo)]
    if name == "review_day":
        return [_set(Setting.REVIEW_DAY)]
    if name == "place":
        return [_set(Setting.PLACE, {"home": "home", "work": "office"}.get(value, ""))]
    return [_set(ASKED[name])] if name in ASKED else []


def _set(setting: Setting, value: str = "", echo: Echo | None = None) -> Wish:
    echoes = (echo,) if echo is not None and value else ()
    return Wish(OnSetting(setting, value, typed=True), echoes)


def _quiet(start: str, end: str) -> Wish:
    key = "quiet" if start and end else "quiet_from" if start else "quiet_until"
    value = f"{start}-{end}" if start or end else ""
    return _set(Setting.QUIET, value, Echo(key, {"start": start, "end": end}))
