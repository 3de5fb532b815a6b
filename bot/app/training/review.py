"""Gather the weekly review, and do at once what helps against a barrier."""

from datetime import timedelta

from bot.app.context import Scene
from bot.app.person import schedule
from bot.app.training import progress, reshape, routine
from bot.app.training.retest import HARD, HARD_NOW
from bot.domain.event import EventKind
from bot.domain.message_frequency import FEWER_FROM, fewer_days, week
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import BarrierAsked, BarrierMet
from bot.domain.schedule import local_day
from bot.domain.training.barriers import AT_ONCE, BARRIERS, OTHERS, REMEDIES, Remedy
from bot.domain.training.progress import WEEK, Calendar, week_until
from bot.domain.training.retest import Recheck
from bot.domain.training.review import Activity, AlsoKnown, NextThing, Review, review
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import WorkoutState


async def of_week(scene: Scene, *, measure: Recheck | None, ahead: bool) -> Review:
    """Return the review of the seven days that end today, or yesterday where today's routine is
    still to be done: it belongs to the next review.

    Args:
        measure: the re-test that is due.
        ahead: whether today's routine is still to be done.
    """
    person, catalog = scene.person, scene.catalog
    workouts = await scene.store.workouts.history(person.id, scene.today - routine.REMEMBERED)
    history = [workout for workout in workouts if not workout.routine.introduction]
    events = await scene.events()
    last = scene.today - timedelta(days=1) if ahead else scene.today
    calendar = Calendar(person.preferences.days, progress.breaks(scene, events))
    seven_days = week_until(history, person.started, last, calendar)
    offers = week(person, scene.today) >= FEWER_FROM and not person.preferences.push_days
    also = AlsoKnown(
        activity=await _activity(scene),
        has_closures=any(
            event.kind is EventKind.MOVEMENT_CLOSED
            and local_day(event.at, scene.zone) >= seven_days.first
            for event in events
        ),
        is_measure_due=measure is not None,
        may_offer_fewer=offers and not any(e.kind is EventKind.FEWER_OFFERED for e in events),
    )
    order = catalog.plan_rules.told_in_review
    looked_back = review(history, seven_days, order, also, ahead=ahead)
    if looked_back.next_thing is NextThing.FEWER:
        await scene.log(EventKind.FEWER_OFFERED)
    return looked_back


async def _activity(scene: Scene) -> Activity | None:
    """Return how hard their own activity is, where they told it since the last review."""
    told = [
        (day, str(answers[HARD]), float(level))
        for day, answers in await progress.runs(scene)
        if isinstance(level := answers.get(HARD_NOW), int | float) and HARD in answers
    ]
    if not told or told[-1][0] < scene.today - WEEK:
        return None
    _, words, now = told[-1]
    first = next(level for _, same, level in told if same.casefold() == words.casefold())
    is_first = sum(same.casefold() == words.casefold() for _, same, _ in told) == 1
    return Activity(words, now, None if is_first else first)


async def write_less(scene: Scene, *, less: bool) -> list[Outcome]:
    """Send three messages a week, or one every training day again."""
    chosen = scene.person.preferences
    days = fewer_days(chosen.days, chosen.review_day) if less else frozenset[int]()
    await scene.prefer(push_days=days)
    await schedule.replan(scene)
    return [BarrierMet("fewer" if less else "fewer_no")]


async def meet(scene: Scene, barrier: str) -> list[Outcome]:
    """Act at once on what got in the way; ask for it where it was not said."""
    if barrier == OTHERS:
        return [BarrierAsked(BARRIERS[AT_ONCE:])]
    if barrier not in BARRIERS:
        return [BarrierAsked(BARRIERS[:AT_ONCE], more=True)]
    await scene.log(EventKind.BARRIER, {"id": barrier})
    met: list[Outcome] = [BarrierMet(barrier)]
    remedy = REMEDIES.get(barrier, Remedy())
    if remedy.preferences:
        await scene.prefer(**remedy.preferences)
    if barrier == "not_sure":
        return [*met, *await routine.show(scene, asked=True)]
    return [*met, *(await _reshaped(scene, remedy.today) if remedy.today is not None else [])]


async def _reshaped(scene: Scene, today: Circumstances) -> list[Outcome]:
    """Reshape today's routine as the answer asks, if it is still to be done."""
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is None or workout.state is not WorkoutState.PLANNED:
        return []
    return await reshape.reshape(scene, scene.today, today)
