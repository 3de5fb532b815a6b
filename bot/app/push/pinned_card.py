"""When the pinned card of today is made, and when it changes."""

from collections.abc import Sequence

from bot.app.context import Context
from bot.app.deps import Deps
from bot.domain.event import EventKind
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.reply import Undone
from bot.domain.outcome.reported import CheckedIn, PainAsked
from bot.domain.outcome.workout import CardShown, Declined, TodayCard, WorkoutEnded
from bot.domain.training.workout import PainMoment


async def following(context: Context, outcomes: Sequence[Outcome]) -> TodayCard | None:
    """Return the card after something happened; None where it says the same as before."""
    if not any(_tells(outcome) for outcome in outcomes):
        return None
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is None or not workout.cards:
        return None
    message = await known(context)
    if message is None and not any(isinstance(o, WorkoutEnded | CheckedIn) for o in outcomes):
        return None
    return TodayCard(workout, message)


async def of_push(context: Context, outcome: Outcome) -> TodayCard | None:
    """Return the card of a new day, where there is one already."""
    if not isinstance(outcome, RoutineDue) or (message := await known(context)) is None:
        return None
    return TodayCard(outcome.workout, message)


async def known(context: Context) -> int | None:
    """Return the id of the pinned message; None while there is none."""
    events = await context.events()
    messages = [event.detail["message"] for event in events if event.kind is EventKind.PINNED]
    last = messages[-1] if messages else None
    return last if isinstance(last, int) else None


async def remember(deps: Deps, person: UserId, message: int) -> None:
    """Remember which message is the pinned card.

    Raises:
        DatabaseAway: it will be made again another day.
    """
    async with deps.locks.hold(person), deps.transaction() as store:
        if await store.people.hold(person) is not None:
            await store.events.add(person, EventKind.PINNED, {"message": message}, deps.now())


def _tells(outcome: Outcome) -> bool:
    match outcome:
        case CardShown(edit=False) | WorkoutEnded() | CheckedIn() | Declined() | Undone():
            return True
        case RoutineDue():
            return outcome.asked
        case PainAsked(moment=PainMoment.BEFORE):  # the routine has begun with that
            return True
        case _:
            return False
