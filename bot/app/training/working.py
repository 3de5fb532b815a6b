"""Keep what is typed at an open card: numbers by side and what it was done with."""

from bot.app.context import Context
from bot.app.training import routine, timer, workouts
from bot.app.training.checkin import follow_last_card
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import CardShown
from bot.domain.training.sets import assign_sides, loaded, record_work
from bot.domain.training.workout import CardState, Work


async def record(context: Context, work: tuple[Work, ...]) -> list[Outcome]:
    """Keep it on the open card, and go on where the exercise is over with that."""
    workout = await routine.latest(context)
    if workout is None or not workout.is_at_card(routine.day_meant(context, workout)):
        return []
    card = workout.current
    assert card is not None
    item = workout.routine.items[card]
    if work[0].reps is None and work[0].seconds is None:
        noted = loaded(workout.cards[card], work[0].load or "")
        changed = workout.noted(card, load=noted.load, work=noted.work)
        await routine.save(context, changed)
        return [CardShown(changed, card)]
    works = assign_sides(item, work)
    if works is None:
        return []
    noted, over = record_work(workout.cards[card], item, works)
    changed = workout.noted(card, work=noted.work, bout=noted.bout)
    if over:
        marked = await workouts.mark(context, changed, card, CardState.DONE)
        return await follow_last_card(context, marked)
    await timer.stop(context)
    await routine.save(context, changed)
    return [CardShown(changed, card)]
