"""The choices of one setting, with the present one marked."""

import math
from datetime import timedelta

from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, QuestionId
from bot.domain.intent import OnSetting
from bot.domain.outcome.account import QuieterOffered, SettingAsked
from bot.domain.person import Person, Preferences
from bot.domain.ruler import Ruler
from bot.domain.setting import CM, DAYSETS, INCH, NOTHING, OFF, QUIET_HOURS, Setting
from bot.domain.talk.question import Question
from bot.views.layout import TICK, choices, grid
from bot.views.page import MOST_ROWS, Part
from bot.views.screen import Button, Mode, Screen
from bot.views.settings import SETUP, Rows, back_to_settings, quiet_value
from bot.views.texts import Html, Texts, match_language


def asked(outcome: SettingAsked, texts: Texts, catalog: Catalog) -> Screen:
    """The choices of one setting; where several may be chosen, each tap counts at once."""
    setting, chosen = outcome.setting, outcome.person.preferences
    question = catalog.scripts[SETUP].question(QuestionId(setting))
    listed: tuple[Part, ...] = ()
    match setting:
        case Setting.DAYS:
            rows = _days(chosen, texts)
        case Setting.EQUIPMENT:
            assert question is not None
            things = _equipment(question, chosen, texts)
            listed, rows = choices(things, MOST_ROWS - 1, ticks=True)
        case Setting.QUIET:
            rows = grid(_quiet(chosen, texts))
        case Setting.REVIEW_DAY:
            rows = grid(_review_day(chosen, texts))
        case Setting.RULER:
            rows = grid(_rulers(chosen, texts))
        case Setting.LANGUAGE:
            spoken = _languages(outcome.person, texts, catalog)
            listed, rows = choices(spoken, MOST_ROWS - 1, ticks=True)
        case _:
            assert question is not None
            rows = grid(_one_of(question, str(getattr(chosen, setting)), texts))
    plain = question is None or setting is Setting.DAYS
    ask = texts(f"settings.ask.{setting}") if plain or question is None else _ask(question, texts)
    return Screen(
        parts=(Part(ask), *listed),
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
    ]
    return (*grid(days), tuple(sets))


def _equipment(question: Question, chosen: Preferences, texts: Texts) -> list[Button]:
    found = []
    for option in question.options:
        nothing = option.id == NOTHING
        has = not chosen.equipment if nothing else Equipment(option.id) in chosen.equipment
        value = f"{'-' if has and not nothing else '+'}{option.id}"
        found.append(_choice(texts.plain(option.text), Setting.EQUIPMENT, value, has))
    return found


def _quiet(chosen: Preferences, texts: Texts) -> list[Button]:
    now = quiet_value(chosen)
    return [
        _choice(
            str(texts("settings.off")) if value == OFF else value,
            Setting.QUIET,
            value,
            value == now,
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


def _one_of(question: Question, now: str, texts: Texts) -> list[Button]:
    setting = Setting(question.id)
    return [
        _choice(texts.plain(option.text), setting, option.id, option.id == now)
        for option in question.options
    ]


def _choice(words: str, setting: Setting, value: str, is_chosen: bool) -> Button:
    return Button((TICK if is_chosen else "") + words, OnSetting(setting, value))
