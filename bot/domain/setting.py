"""What a person can set, and what each choice makes of their preferences."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain.errors import NotAnOption, NothingChosen
from bot.domain.ids import Equipment, QuestionId
from bot.domain.message_frequency import fewer_days
from bot.domain.person import EVERY_DAY, WEEKDAYS, Preferences
from bot.domain.ruler import Ruler
from bot.domain.talk.answers import SKIPPED, Answers

T = TypeVar("T")


class Setting(StrEnum):
    """One thing that can be set; those of `Preferences` have the name of their field."""

    MINUTES = "minutes"
    PUSH_AT = "push_at"
    ZONE = "zone"
    DAYS = "days"
    EQUIPMENT = "equipment"
    PLACE = "place"
    QUIET = "quiet"
    REVIEW_DAY = "review_day"
    ANCHOR = "anchor"
    BARRIER = "barrier"
    """What gets in the way, and what is done then: two questions."""
    REMINDERS = "reminders"
    PICTURES = "pictures"
    UNITS = "units"
    RULER = "ruler"
    HAND = "hand"
    """How long the hand span is; telling it is choosing to measure with it."""
    SECOND_STRETCH = "second_stretch"
    MOVEMENT_BREAKS = "movement_breaks"
    LANGUAGE = "language"
    """The person's, not a preference: it also chooses the words that are understood."""


OFTEN = (
    Setting.MINUTES,
    Setting.PUSH_AT,
    Setting.ZONE,
    Setting.DAYS,
    Setting.EQUIPMENT,
    Setting.PLACE,
    Setting.QUIET,
    Setting.REVIEW_DAY,
)
"""Those of the first page; each opens a question of its own."""
SWITCHES = (
    Setting.REMINDERS,
    Setting.PICTURES,
    Setting.SECOND_STRETCH,
    Setting.MOVEMENT_BREAKS,
)
"""On or off."""
TYPED = (Setting.PUSH_AT, Setting.ZONE, Setting.ANCHOR, Setting.BARRIER, Setting.HAND)
"""Those whose answer may be written instead of tapped."""
SEVERAL = (Setting.DAYS, Setting.EQUIPMENT)
"""Those of which several may be chosen: `+3` puts one in, `-3` takes it out."""
LENGTHS = (Setting.UNITS, Setting.RULER, Setting.HAND)
"""How lengths are told: chosen at any time, also when the first test asks for one."""
PLANNED_BY = frozenset(
    {
        Setting.PUSH_AT,
        Setting.ZONE,
        Setting.DAYS,
        Setting.QUIET,
        Setting.REVIEW_DAY,
        Setting.REMINDERS,
        Setting.SECOND_STRETCH,
        Setting.MOVEMENT_BREAKS,
    }
)
"""Those by which messages are planned: what is promised follows them."""

THEN = "then_"
"""How the questions are called of which one follows what gets in the way."""
ON, OFF = "on", "off"
CM, INCH = "cm", "in"
LEAST_MINUTES, MOST_MINUTES = 3, 30
"""Minutes a day that may be typed: below there is no pair, above there is no more to plan."""
NOTHING = "nothing"
"""No equipment at all."""
DAYSETS = {"every_day": EVERY_DAY, "weekdays": WEEKDAYS}
QUIET_HOURS = ("20:00-07:00", "21:00-07:00", "22:00-07:00", "22:00-08:00", "23:00-06:00", OFF)
"""Those offered; any others can be written."""


def put(chosen: Preferences, setting: Setting, value: str) -> Preferences:
    """Return the preferences after a choice.

    Days and quiet hours may move what depends on them: fewer messages than training days stay
    among the training days, and a daily time that comes to lie in the quiet hours waits for their
    end. A time that is chosen afterwards stands, whatever the quiet hours are.

    Args:
        value: as a button carries it: `10`, `07:30`, `on`, `in`; days as `+3`, or `=024` for
            exactly these; quiet hours as `21:00-07:00`, or `21:00-` to leave the end as it is.

    Raises:
        NotAnOption: there is no such choice.
        NothingChosen: no day would be left.
    """
    try:
        after = _PUT[setting](chosen, value)
    except (ValueError, KeyError) as error:
        raise NotAnOption(question=setting) from error
    if setting in (Setting.DAYS, Setting.REVIEW_DAY) and after.push_days:
        after = replace(after, push_days=fewer_days(after.days, after.review_day))
    return after


def set_up(chosen: Preferences, answers: Answers) -> Preferences:
    """Return the preferences after the set-up; what it does not ask keeps its usual value.

    Args:
        answers: with what an earlier release asked here too.
    """
    changes: dict[str, Any] = {}
    for id, value in answers.items():
        match str(id), value:
            case "minutes", str():
                changes["minutes"] = int(value)
            case "push_at", str():
                changes["push_at"] = time.fromisoformat(value)
            case ("zone" | "place") as name, str():
                changes[name] = value
            case "anchor", str():
                changes["anchor"] = None if value == SKIPPED else value
            case "equipment", frozenset():
                changes["equipment"] = frozenset(map(Equipment, value - {NOTHING}))
            case "training_days", str() if value in DAYSETS:
                changes["days"] = DAYSETS[value]
            case "days", frozenset():
                changes["days"] = frozenset(map(int, value))
    return hindered(replace(chosen, **changes), answers)


def hindered(chosen: Preferences, answers: Answers) -> Preferences:
    """Return the preferences after the questions about barriers; skipping them leaves no plan."""
    options = {id: str(value) for id, value in answers.items() if value != SKIPPED}
    plans = (options[id] for id in sorted(options) if id.startswith(THEN))
    barrier = options.get(QuestionId(Setting.BARRIER))
    return replace(chosen, barrier=barrier, barrier_plan=next(plans, None) if barrier else None)


def _days(chosen: Preferences, value: str) -> Preferences:
    if value in DAYSETS:
        return replace(chosen, days=DAYSETS[value])
    if value.startswith("="):
        days = frozenset(map(_weekday, value[1:]))
    else:
        days = _toggled(chosen.days, value[:1], _weekday(value[1:]))
    if not days:
        raise NothingChosen()
    return replace(chosen, days=days)


def _equipment(chosen: Preferences, value: str) -> Preferences:
    if value[1:] == NOTHING:
        return replace(chosen, equipment=frozenset())
    things = _toggled(chosen.equipment, value[:1], Equipment(value[1:]))
    return replace(chosen, equipment=things)


def _toggled(among: frozenset[T], sign: str, one: T) -> frozenset[T]:
    return {"+": among | {one}, "-": among - {one}}[sign]


def _quiet(chosen: Preferences, value: str) -> Preferences:
    start, dash, end = value.partition("-")
    if value == OFF:
        return replace(chosen, quiet_to=chosen.quiet_from)
    if not dash or not (start or end):
        raise ValueError(value)
    after = replace(
        chosen,
        quiet_from=_wall(start) if start else chosen.quiet_from,
        quiet_to=_wall(end) if end else chosen.quiet_to,
    )
    if after.push_at is not None and after.quiet(after.push_at):
        return replace(after, push_at=after.quiet_to)
    return after


def _wall(text: str) -> time:
    at = time.fromisoformat(text)
    return time(at.hour, at.minute)


def _weekday(text: str) -> int:
    if text not in "0123456" or len(text) != 1:
        raise ValueError(text)
    return int(text)


def _units(chosen: Preferences, value: str) -> Preferences:
    if value not in (CM, INCH):
        raise ValueError(value)
    return replace(chosen, units=value, ruler=Ruler.TAPE)


def _switch(setting: Setting) -> Callable[[Preferences, str], Preferences]:
    def switched(chosen: Preferences, value: str) -> Preferences:
        changes: dict[str, Any] = {setting.value: {ON: True, OFF: False}[value]}
        return replace(chosen, **changes)

    return switched


_PUT: Mapping[Setting, Callable[[Preferences, str], Preferences]] = {
    Setting.MINUTES: lambda chosen, value: replace(chosen, minutes=int(value)),
    Setting.PUSH_AT: lambda chosen, value: replace(chosen, push_at=_wall(value)),
    Setting.ZONE: lambda chosen, value: replace(chosen, zone=value),
    Setting.DAYS: _days,
    Setting.EQUIPMENT: _equipment,
    Setting.PLACE: lambda chosen, value: replace(chosen, place=value),
    Setting.QUIET: _quiet,
    Setting.REVIEW_DAY: lambda chosen, value: replace(chosen, review_day=_weekday(value)),
    Setting.ANCHOR: lambda chosen, value: replace(
        chosen, anchor=None if value == SKIPPED else value
    ),
    Setting.BARRIER: lambda chosen, value: hindered(chosen, {QuestionId(Setting.BARRIER): value}),
    Setting.UNITS: _units,
    Setting.RULER: lambda chosen, value: replace(chosen, ruler=Ruler(value)),
    Setting.HAND: lambda chosen, value: replace(chosen, hand=float(value), ruler=Ruler.HAND),
    **{setting: _switch(setting) for setting in SWITCHES},
}
