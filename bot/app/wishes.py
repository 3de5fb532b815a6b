"""Wishes told in passing: other days, illness, travel, corrections; and what is asked back."""

from dataclasses import replace
from datetime import timedelta

from bot.app import undo
from bot.app.account import settings_menu
from bot.app.context import Scene
from bot.app.person import preferences
from bot.app.saying import said
from bot.app.training import reporting, routine
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import Away, PainNoted, Unwell
from bot.domain.said import Heard
from bot.domain.setting import Setting
from bot.domain.snapshot import Snapshot
from bot.domain.training.workout import Workout
from bot.understanding import meaning as m

RECENT = timedelta(days=2)
"""How old a day may be that a correction is about."""
BESIDE = (m.Later, m.PauseUntil, m.Resume, m.ChangeTime, m.ChangeDays, m.Choose)
"""What is acted on besides a report: "did 3, rest tomorrow"."""
COURTESIES = (m.Thanks, m.Greeting)
"""Answered only where nothing else was said."""
OVERRULED = (m.Sick, m.Travelling, m.Tired)
"""Reasons, which need no answer of their own where the wish is told, too: "sick, pause"."""


def order(meanings: tuple[m.Meaning, ...]) -> tuple[m.Meaning, ...]:
    """What is to be acted on: wishes before reasons, courtesies last."""
    wished = any(isinstance(one, (*BESIDE, m.NotToday, m.StopAll)) for one in meanings)
    kept = [one for one in meanings if not (wished and isinstance(one, OVERRULED))]
    return tuple(sorted(kept, key=lambda one: isinstance(one, COURTESIES)))


async def act(scene: Scene, meaning: m.Meaning, workout: Workout | None) -> list[Outcome]:
    """What comes of one; nothing of what is no wish of these."""
    match meaning:
        case m.ChangeDays(days, without):
            return await _days(scene, days, without)
        case m.Choose(chosen, value):
            return await settings_menu.choose(scene, chosen, value, again=False)
        case m.Sick():
            if workout is not None and workout.day == scene.today:
                await routine.decline(scene, scene.today)
            return [Unwell()]
        case m.Travelling():
            return [Away(str(scene.zone))]
        case m.Correction():
            return await _correct(scene, meaning, workout)
        case _:
            return []


async def _days(scene: Scene, days: frozenset[int], without: bool) -> list[Outcome]:
    chosen = scene.person.preferences.days - days if without else days
    return await preferences.change(
        scene, Setting.DAYS, "=" + "".join(map(str, sorted(chosen))), again=False
    )


async def _correct(scene: Scene, told: m.Correction, workout: Workout | None) -> list[Outcome]:
    """The last report, read otherwise; a mere "wrong" takes back the last message."""
    if told == m.Correction():
        return await undo.undo(scene)
    if workout is None or workout.ending is None or scene.today - workout.day > RECENT:
        return []
    hurt = workout.pains.during is not None or workout.pains.after is not None
    number = None if told.number is None else int(told.number)
    report = reporting.Report(
        pain=number if hurt else None,
        done=None if hurt else number,
        region=told.region,
        side=told.side,
    )
    return (await reporting.report(scene, workout.day, report))[0]


async def hear(
    scene: Scene, acted: list[m.Meaning], before: Snapshot, outcomes: list[Outcome]
) -> None:
    """What was understood and acted on is said back, with the way back if something changed."""
    noted = next((one.moment for one in outcomes if isinstance(one, PainNoted)), None)
    told = [
        replace(one, moment=m.Moment(noted)) if noted and isinstance(one, m.Pain) else one
        for one in acted
    ]
    understood = tuple(one for one in map(said, told) if one is not None)
    taken_back = m.Correction() in acted
    token = None if taken_back else await undo.remember(scene, before)
    scene.heard = Heard(() if taken_back else understood, str(scene.zone), token)
