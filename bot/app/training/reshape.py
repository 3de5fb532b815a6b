"""Plan today's routine anew for other circumstances, or put another exercise in its place."""

from dataclasses import replace
from datetime import date

from bot.app.context import Scene
from bot.app.person import schedule
from bot.app.training.routine import barred, of_day, routine_due, save, show, trainee
from bot.domain.catalog import DeliveryKind
from bot.domain.errors import NothingElse
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.workout import CardShown, Declined, WorkoutEnded
from bot.domain.training import substitution
from bot.domain.training.plan import plan
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import Ending, Workout, WorkoutState


async def reshape(scene: Scene, day: date, more: Circumstances) -> list[Outcome]:
    """Plan another routine for what is left of the day; it counts as done like any other."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    over = workout.ending not in (None, Ending.NOT_TODAY)
    today = workout.routine.today.and_also(more)
    who = await trainee(scene, today)
    if day != scene.today or over or who is None:
        return await show(scene, asked=True)
    planned = plan(who, day, scene.catalog)
    if not planned.items and more.avoid:
        return [Refused(NothingElse())]
    changed = workout.replanned(planned)
    await scene.store.deliveries.close(scene.person.id, [DeliveryKind.TIMER])
    if not changed.cards:
        await save(scene, workout.decline())
        await schedule.settle(scene)
        due = await schedule.upcoming(scene)
        return [Declined(due, str(scene.zone), planned.changes)]
    await save(scene, changed)
    if changed.current is None:
        return [WorkoutEnded(changed, edit=False)]
    if changed.state is WorkoutState.UNDER_WAY:
        return [CardShown(changed, changed.current, edit=False, changes=planned.changes)]
    return [await routine_due(scene, changed, asked=True)]


async def others(scene: Scene, day: date, instead_of: str) -> list[Outcome]:
    """Replace all open exercises with different ones.

    Args:
        instead_of: the first of the plan under which it was asked for; a plan that came after it
            stays.
    """
    workout = await of_day(scene, day)
    if instead_of not in ("", workout.next_exercise):
        return await show(scene, asked=True)
    return await reshape(scene, day, _without_open(workout))


def _without_open(workout: Workout) -> Circumstances:
    first = 0 if workout.current is None else workout.current
    return Circumstances(avoid=frozenset(i.exercise for i in workout.routine.items[first:]))


async def substituted(
    scene: Scene, workout: Workout, card: int, today: Circumstances
) -> Workout | None:
    """Put another exercise of the same phase on an open card; None when nothing else fits."""
    who = await trainee(scene, today)
    item = workout.routine.items[card]
    planned = {i.exercise for i in workout.routine.items}
    substitute = None if who is None else substitution.substitute(item, planned, who, scene.catalog)
    if substitute is None:
        return None
    await scene.store.deliveries.close(scene.person.id, [DeliveryKind.TIMER])
    changed = workout.put(card, substitute)
    return replace(changed, routine=replace(changed.routine, today=today))
