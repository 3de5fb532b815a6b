"""Show all settings in two pages, and the choices of each."""

import math
from datetime import timedelta

from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, QuestionId
from bot.domain.intent import OnSetting
from bot.domain.outcome.account import QuieterOffered, SettingAsked, SettingsShown
from bot.domain.person import Person, Preferences
from bot.domain.ruler import Ruler
from bot.domain.setting import (
    CM,
    DAYSETS,
    INCH,
    NOTHING,
    OFF,
    OFTEN,
    ON,
    QUIET_HOURS,
    SWITCHES,
    Setting,
)
from bot.domain.talk.question import Question
from bot.views.barriers import barrier_words
from bot.views.folding import Part
from bot.views.layout import TICK, choices, grid
from bot.views.paper import bare
from bot.views.screen import Button, Mode, Screen
from bot.views.settings_values import SETUP, measured_with, quiet_value, value_today
from bot.views.texts import Html, Texts, match_language

SHORT = 28
"""Letters of own words beside the name of a setting."""

Rows = tuple[tuple[Button, ...], ...]


def settings(shown: SettingsShown, texts: Texts, catalog: Catalog) -> Screen:
    """A page of them."""
    lines, rows = (
        _more(shown.person, texts, catalog) if shown.more else _often(shown, texts, catalog)
    )
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


def _often(shown: SettingsShown, texts: Texts, catalog: Catalog) -> tuple[list[Html], Rows]:
    lines = [texts("settings.head")]
    lines += [_line(s, value_today(s, shown, texts, catalog), texts) for s in OFTEN]
    buttons = [
        Button(setting_name(s, texts), OnSetting(s)) for s in OFTEN if s is not Setting.EQUIPMENT
    ]
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
    lines.append(_line(Setting.ANCHOR, _short(chosen.anchor or "", texts), texts))
    switches.append(Button(setting_name(Setting.ANCHOR, texts), OnSetting(Setting.ANCHOR)))
    lines.append(_line(Setting.BARRIER, _short(barrier, texts), texts))
    switches.append(Button(setting_name(Setting.BARRIER, texts), OnSetting(Setting.BARRIER)))
    spoken = match_language(person.language, catalog.words)
    lines.append(_line(Setting.LANGUAGE, texts.language_name(spoken), texts))
    if len(catalog.words) > 1:
        switches.append(Button(setting_name(Setting.LANGUAGE, texts), OnSetting(Setting.LANGUAGE)))
    return lines, (*grid(switches), (back_to_settings(texts),))


def _short(words: str, texts: Texts) -> str:
    """The beginning of own words."""
    short = words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"
    return short or texts("settings.unset")


def setting_name(setting: Setting, texts: Texts) -> str:
    """What a setting is called on its button."""
    return str(texts(f"settings.name.{setting}"))


def lengths_chosen(chosen: Preferences, texts: Texts) -> Screen:
    """Said back once, where there is no page of settings to see it on."""
    return Screen(texts("ruler.chosen", told=measured_with(chosen, texts)))


def back_to_settings(texts: Texts) -> Button:
    """To the first page."""
    return Button(str(texts("button.back")), OnSetting())


def _line(setting: Setting, value: str, texts: Texts) -> Html:
    return texts("settings.line", name=texts(f"settings.name.{setting}"), value=value)


def asked(outcome: SettingAsked, texts: Texts, catalog: Catalog) -> Screen:
    """The choices of one setting; where several may be chosen, each tap counts at once."""
    setting, chosen = outcome.setting, outcome.person.preferences
    question = catalog.scripts[SETUP].question(QuestionId(setting))
    match setting:
        case Setting.DAYS:
            rows = _days(chosen, texts)
        case Setting.EQUIPMENT:
            assert question is not None
            rows = choices(_equipment(question, chosen, texts), ticks=True)
        case Setting.QUIET:
            rows = grid(_quiet(chosen, texts))
        case Setting.REVIEW_DAY:
            rows = grid(_review_day(chosen, texts))
        case Setting.RULER:
            rows = grid(_rulers(chosen, texts))
        case Setting.LANGUAGE:
            rows = choices(_languages(outcome.person, texts, catalog), ticks=True)
        case _:
            assert question is not None
            rows = grid(_one_of(question, str(getattr(chosen, setting)), texts))
    if setting is Setting.PLACE:
        things = Button(setting_name(Setting.EQUIPMENT, texts), OnSetting(Setting.EQUIPMENT))
        rows = (*rows, (things,))
    plain = question is None or setting is Setting.DAYS
    ask = texts(f"settings.ask.{setting}") if plain or question is None else _ask(question, texts)
    return Screen(
        parts=(Part(ask),),
        rows=(*rows, (back_to_settings(texts),)),
        mode=Mode.EDIT if outcome.again else Mode.SEND,
    )


def quieter(outcome: QuieterOffered, texts: Texts) -> Screen:
    """Minutes with room, and the way to leave it at that."""
    times = [texts.time(at) for at in outcome.minutes]
    others = [Button(at, OnSetting(Setting.PUSH_AT, at)) for at in times]
    at = texts.time(outcome.at)
    keep = Button(str(texts("button.keep_time", at=at)), OnSetting())
    minutes = math.ceil(outcome.late / timedelta(minutes=1))
    return Screen(
        texts("settings.crowded", at=at, n=minutes),
        rows=(*grid(others), (keep,)),
        mode=Mode.EDIT if outcome.again else Mode.SEND,
    )


def _ask(question: Question, texts: Texts) -> Html:
    return Html(f"<b>{texts.phrase(question.ask)}</b>")


def _days(chosen: Preferences, texts: Texts) -> Rows:
    days = [
        _choice(
            texts.weekday(d),
            Setting.DAYS,
            f"{'-' if d in chosen.days else '+'}{d}",
            d in chosen.days,
        )
        for d in range(7)
    ]
    sets = [
        _choice(str(texts(f"settings.{name}")), Setting.DAYS, name, chosen.days == days)
        for name, days in DAYSETS.items()
        if chosen.days != days
    ][:1]
    return (*grid(days), tuple(sets))


def _equipment(question: Question, chosen: Preferences, texts: Texts) -> list[Button]:
    rows = []
    for option in question.options:
        nothing = option.id == NOTHING
        has = not chosen.equipment if nothing else Equipment(option.id) in chosen.equipment
        value = f"{'-' if has and not nothing else '+'}{option.id}"
        rows.append(_choice(texts.plain(option.text), Setting.EQUIPMENT, value, has))
    return rows


def _quiet(chosen: Preferences, texts: Texts) -> list[Button]:
    current = quiet_value(chosen)
    return [
        _choice(
            str(texts("settings.off")) if value == OFF else value,
            Setting.QUIET,
            value,
            value == current,
        )
        for value in QUIET_HOURS
    ]


def _review_day(chosen: Preferences, texts: Texts) -> list[Button]:
    return [
        _choice(texts.weekday(day), Setting.REVIEW_DAY, str(day), day == chosen.review_day)
        for day in range(7)
    ]


def _rulers(chosen: Preferences, texts: Texts) -> list[Button]:
    with_one = chosen.ruler is Ruler.TAPE
    units = [
        _choice(
            str(texts(f"settings.use.{unit}")),
            Setting.UNITS,
            unit,
            with_one and chosen.units == unit,
        )
        for unit in (CM, INCH)
    ]
    without = [
        _choice(str(texts(f"ruler.name.{one}")), Setting.RULER, one.value, chosen.ruler is one)
        for one in Ruler
        if one is not Ruler.TAPE
    ]
    return [*units, *without]


def _languages(person: Person, texts: Texts, catalog: Catalog) -> list[Button]:
    spoken = match_language(person.language, catalog.words)
    return [
        _choice(texts.language_name(language), Setting.LANGUAGE, language, language == spoken)
        for language in catalog.words
    ]


def _one_of(question: Question, current: str, texts: Texts) -> list[Button]:
    setting = Setting(question.id)
    return [
        _choice(texts.plain(option.text), setting, option.id, option.id == current)
        for option in question.options
    ]


def _choice(words: str, setting: Setting, value: str, is_chosen: bool) -> Button:
    words = f"{words[:1].upper()}{words[1:]}"
    return Button((TICK if is_chosen else "") + words, OnSetting(setting, value))
