"""What follows a changed setting: checked, kept, and promised messages moved."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.app.context import AGAIN, ASSESSMENT, RECHECK, SETUP, Context
from bot.app.person import busy_minutes, schedule
from bot.app.person.schedule import promise_of
from bot.domain.catalog import Catalog, DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.errors import NotAnOption, NotAPlace
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.message_frequency import DAY_KINDS
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import LengthsChosen, SettingsShown
from bot.domain.person import Preferences
from bot.domain.schedule import instant, local_day
from bot.domain.setting import (
    LENGTHS,
    OFTEN,
    PLANNED_BY,
    SEVERAL,
    Setting,
    hindered,
    put,
)
from bot.domain.setting_scripts import SCRIPTS, questions_of
from bot.domain.talk.dialogue import Dialogue


async def change(context: Context, setting: Setting, value: str, *, again: bool) -> list[Outcome]:
    """Choose, re-plan what is open, and show the settings again.

    Args:
        value: as `put` takes it; of the language, one there are words of.
        again: the message with the settings is the one to change.

    Raises:
        NotAnOption, NothingChosen: nothing was changed.
        BotError: what the question of the set-up says of the value.
    """
    if setting is Setting.LANGUAGE:
        if value not in context.catalog.words:
            raise NotAnOption(question=setting)
        await context.keep(language=value)
        return [SettingsShown(context.person, more=True, again=again)]
    _check(context.catalog, setting, value)
    before = context.person.preferences
    after = put(before, setting, value)
    await context.keep(preferences=after)
    if setting in LENGTHS and (before.push_at is None or await _measuring(context)):
        return [LengthsChosen(after)]
    if setting in PLANNED_BY:
        await rearrange(context, before)
    if setting in (Setting.PUSH_AT, Setting.ZONE):
        offered = await busy_minutes.offer(context, again=again)
        if offered is not None:
            return [offered]
    moved = setting is Setting.QUIET and after.push_at != before.push_at
    return [SettingsShown(context.person, setting not in OFTEN, again, moved)]


async def _measuring(context: Context) -> bool:
    """Whether questions or self-tests are open, which the choice was made for."""
    scripts = {id: context.catalog.scripts[id] for id in (ASSESSMENT, AGAIN, RECHECK)}
    return await context.store.dialogues.current(context.person.id, scripts) is not None


def _check(catalog: Catalog, setting: Setting, value: str) -> None:
    """Check a value against the question of the set-up, where it has one."""
    if setting is Setting.HAND:
        [asked] = questions_of(catalog, setting)
        asked.check(_centimetres(value))
        return
    question = catalog.scripts[SETUP].question(QuestionId(setting))
    if question is None or setting is Setting.DAYS:
        return
    if setting is Setting.ZONE:
        check_zone(value)
    question.check(frozenset({value[1:]}) if setting in SEVERAL else value)


def _centimetres(value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise NotAnOption(question=Setting.HAND) from error


def check_zone(name: str) -> None:
    """Check that a time zone exists.

    Raises:
        NotAPlace: there is no such zone.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise NotAPlace() from error


async def finish(context: Context, dialogue: Dialogue) -> tuple[list[Outcome], ScriptId | None]:
    """Keep the answer of a one-question script."""
    setting = SCRIPTS[dialogue.script.id]
    if setting is Setting.BARRIER:
        await context.keep(preferences=hindered(context.person.preferences, dialogue.given))
        return [SettingsShown(context.person, more=True, again=True)], None
    value = str(dialogue.given[QuestionId(setting)])
    return await change(context, setting, value, again=True), None


async def rearrange(context: Context, before: Preferences) -> None:
    """Reschedule open messages after a change of settings. What the person postponed themselves and
    timers stay.

    Args:
        before: what was chosen until now.
    """
    open_deliveries = await context.store.deliveries.open_of(context.person.id)
    if not any(_put_off(one, before) for one in open_deliveries):
        await context.store.deliveries.close(context.person.id, DAY_KINDS)
        await schedule.promise_routine(context)
    await schedule.promise_side_messages(context)
    unwanted = {
        o.kind
        for o in open_deliveries
        if o.kind in schedule.BESIDE and not schedule.wanted_beside(context, o.due)
    }
    await context.store.deliveries.close(context.person.id, unwanted)
    for one in open_deliveries:
        if one.kind in (DeliveryKind.CLEARANCE, DeliveryKind.BIRTHDAY):
            moved = schedule.usual_time(context, local_day(one.due, _zone(before)))
            again = promise_of(context, one.kind, one.slot, max(moved, context.now))
            await context.store.deliveries.promise_all([again])


def _put_off(one: Delivery, before: Preferences) -> bool:
    """Whether the day's message was postponed by the person ("in an hour")."""
    if one.kind not in DAY_KINDS or before.push_at is None:
        return False
    usual = instant(date.fromisoformat(one.slot), before.push_at, _zone(before))
    return one.due != usual


def _zone(chosen: Preferences) -> ZoneInfo:
    return ZoneInfo(chosen.zone or "UTC")
