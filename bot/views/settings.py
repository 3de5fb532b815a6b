"""The message with all settings, in two pages."""

from bot.domain.catalog import Catalog
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.intent import OnSetting
from bot.domain.outcome.account import SettingsShown
from bot.domain.person import Person, Preferences
from bot.domain.ruler import Ruler
from bot.domain.setting import (
    DAYSETS,
    OFF,
    OFTEN,
    ON,
    SWITCHES,
    Setting,
)
from bot.views.barriers import barrier_words
from bot.views.layout import TICK, grid
from bot.views.paper import bare
from bot.views.screen import Button, Mode, Screen
from bot.views.texts import Html, Texts, match_language

SETUP = ScriptId("setup")

SHORT = 28
"""Letters of own words beside the name of a setting."""

Rows = tuple[tuple[Button, ...], ...]


def settings(shown: SettingsShown, texts: Texts, catalog: Catalog) -> Screen:
    """A page of them."""
    lines, rows = (_more if shown.more else _often)(shown.person, texts, catalog)
    if shown.moved:
        at = shown.person.preferences.push_at
        assert at is not None
        lines[0] = texts("settings.moved", at=texts.time(at))  # the screen is full
    return Screen(
        Html("\n".join(lines)),
        rows=rows,
        mode=Mode.EDIT if shown.again else Mode.SEND,
        close_keyboard=shown.closes,
    )


def _often(person: Person, texts: Texts, catalog: Catalog) -> tuple[list[Html], Rows]:
    lines = [texts("settings.head")]
    lines += [_line(s, _value(s, person.preferences, texts, catalog), texts) for s in OFTEN]
    buttons = [Button(setting_name(s, texts), OnSetting(s)) for s in OFTEN]
    return lines, grid([*buttons, Button(str(texts("button.more")), OnSetting("more"))])


def _more(person: Person, texts: Texts, catalog: Catalog) -> tuple[list[Html], Rows]:
    """Switches act at once; so does the choice between languages."""
    chosen = person.preferences
    lines = [texts("settings.head_more")]
    switches = []
    for setting in SWITCHES:
        on = bool(getattr(chosen, setting))
        lines.append(_line(setting, texts(f"settings.{ON if on else OFF}"), texts))
        words = (TICK if on else "") + setting_name(setting, texts)
        switches.append(Button(words, OnSetting(setting, OFF if on else ON)))
    lines.append(_line(Setting.UNITS, measured_with(chosen, texts), texts))
    switches.append(Button(setting_name(Setting.UNITS, texts), OnSetting(Setting.RULER)))
    barrier = bare(barrier_words(chosen, texts, catalog))
    short = barrier if len(barrier) <= SHORT else f"{barrier[:SHORT].rstrip()}…"
    lines.append(_line(Setting.BARRIER, short or texts("settings.unset"), texts))
    switches.append(Button(setting_name(Setting.BARRIER, texts), OnSetting(Setting.BARRIER)))
    spoken = match_language(person.language, catalog.words)
    lines.append(_line(Setting.LANGUAGE, texts.language_name(spoken), texts))
    if len(catalog.words) > 1:
        switches.append(Button(setting_name(Setting.LANGUAGE, texts), OnSetting(Setting.LANGUAGE)))
    return lines, (*grid(switches), (back_to_settings(texts),))


def setting_name(setting: Setting, texts: Texts) -> str:
    """What a setting is called on its button."""
    return str(texts(f"settings.name.{setting}"))


def measured_with(chosen: Preferences, texts: Texts) -> Html:
    """How lengths are told: "cm", "hand spans, 20 cm each"."""
    if chosen.ruler is Ruler.TAPE:
        return texts(f"settings.units.{chosen.units}")
    unit = texts.unit("cm")
    hand = texts.amount(chosen.hand or 0, "cm")
    return texts(f"ruler.told.{chosen.ruler}", size=hand, unit=unit)


def lengths_chosen(chosen: Preferences, texts: Texts) -> Screen:
    """Said back once, where there is no page of settings to see it on."""
    return Screen(texts("ruler.chosen", told=measured_with(chosen, texts)))


def back_to_settings(texts: Texts) -> Button:
    """To the first page."""
    return Button(str(texts("button.back")), OnSetting())


def _line(setting: Setting, value: str, texts: Texts) -> Html:
    return texts("settings.line", name=texts(f"settings.name.{setting}"), value=value)


def _value(setting: Setting, chosen: Preferences, texts: Texts, catalog: Catalog) -> str:
    """The present choice, in a few words."""
    unset = texts("settings.unset")
    match setting:
        case Setting.PUSH_AT:
            return texts.time(chosen.push_at) if chosen.push_at else unset
        case Setting.ZONE:
            return chosen.zone or unset
        case Setting.DAYS:
            every = next((name for name, days in DAYSETS.items() if days == chosen.days), None)
            named = [Html(texts.weekday(d)) for d in sorted(chosen.days)]
            return texts.list(named) if every is None else texts(f"settings.{every}")
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
        case Setting.ANCHOR:
            return chosen.anchor or unset
        case _:
            return str(chosen.minutes)


def quiet_value(chosen: Preferences) -> str:
    """The quiet hours as a choice has them."""
    if chosen.quiet_from == chosen.quiet_to:
        return OFF
    return f"{chosen.quiet_from:%H:%M}-{chosen.quiet_to:%H:%M}"
