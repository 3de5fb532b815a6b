"""Say in a few words how a setting stands, and what holds today."""

from zoneinfo import ZoneInfo

from bot.domain.catalog import Catalog
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.outcome.account import SettingsShown
from bot.domain.person import Preferences
from bot.domain.ruler import Ruler
from bot.domain.setting import DAYSETS, OFF, Setting
from bot.domain.training.periodization import training_days
from bot.views.texts import Html, Texts

SETUP = ScriptId("setup")
ANY_DAY = "every_day"
"""All seven days, of which a routine takes at most five."""


def value_today(setting: Setting, shown: SettingsShown, texts: Texts, catalog: Catalog) -> str:
    """The present choice, and what differs from it today or comes of it."""
    chosen = shown.person.preferences
    value = _value(setting, chosen, texts, catalog)
    match setting:
        case Setting.PUSH_AT if shown.next_due is not None and chosen.push_at is not None:
            due = shown.next_due.astimezone(ZoneInfo(chosen.zone or "UTC"))
            usual = due.time() == chosen.push_at
            at = texts.day(due.date()) if usual else texts.moment(due, chosen.zone or "UTC")
            return texts("settings.next", value=value, at=at)
        case Setting.DAYS if (most := len(chosen.push_days or training_days(chosen.days))) < len(
            chosen.days
        ):
            return texts("settings.up_to", days=value, n=most)
        case Setting.PLACE if shown.place_today not in (None, chosen.place):
            today = texts(f"said.place_{shown.place_today}")
            return texts("settings.today_at", value=value, place=today)
        case _:
            return value


def _value(setting: Setting, chosen: Preferences, texts: Texts, catalog: Catalog) -> str:
    """The present choice, in a few words."""
    unset = texts("settings.unset")
    match setting:
        case Setting.PUSH_AT:
            return texts.time(chosen.push_at) if chosen.push_at else unset
        case Setting.ZONE:
            return texts.place_of(chosen.zone) if chosen.zone else unset
        case Setting.DAYS:
            every = next((name for name, days in DAYSETS.items() if days == chosen.days), None)
            named = [Html(texts.weekday(d)) for d in sorted(chosen.days)]
            if every is not None:
                return texts("settings.any_day" if every == ANY_DAY else f"settings.{every}")
            return texts.list(named)
        case Setting.EQUIPMENT:
            things = [texts.phrase(catalog.equipment[e].name) for e in sorted(chosen.equipment)]
            return texts.list(things) if things else texts("settings.nothing")
        case Setting.PLACE:
            question = catalog.scripts[SETUP].question(QuestionId(setting))
            option = question.option(chosen.place) if question is not None else None
            return texts.phrase(option.text) if option is not None else unset
        case Setting.QUIET:
            value = quiet_value(chosen)
            return texts("settings.off") if value == OFF else value
        case Setting.REVIEW_DAY:
            return texts.weekday(chosen.review_day)
        case _:
            return str(chosen.minutes)


def quiet_value(chosen: Preferences) -> str:
    """The quiet hours as a choice has them."""
    if chosen.quiet_from == chosen.quiet_to:
        return OFF
    return f"{chosen.quiet_from:%H:%M}-{chosen.quiet_to:%H:%M}"


def measured_with(chosen: Preferences, texts: Texts) -> Html:
    """How lengths are told: "cm", "hand spans, 20 cm each"."""
    if chosen.ruler is Ruler.TAPE:
        return texts(f"settings.units.{chosen.units}")
    unit = texts.unit("cm")
    hand = texts.amount(chosen.hand or 0, "cm")
    return texts(f"ruler.told.{chosen.ruler}", size=hand, unit=unit)
