"""The timer of a hold: start, press and ease, change of side and end, each an edit of the card."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.app.context import Context
from bot.app.person import schedule
from bot.app.training.routine import save
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import CardShown, TimerMoment, Timing
from bot.domain.training.dose import CHANGE_S
from bot.domain.training.sets import Stage, sets_of, stages, timed
from bot.domain.training.workout import Workout, WorkoutState

READY_S = 3
"""Seconds to get into position after the tap."""
_MOMENTS = {Stage.PRESS: TimerMoment.PRESS, Stage.EASE: TimerMoment.EASE}


@dataclass(frozen=True, slots=True)
class Slot:
    """Which part of a hold a timer counts, and in which message."""

    day: date
    card: int
    bout: int
    message: int
    stage: int = 0

    def __str__(self) -> str:
        stage = f":{self.stage}" if self.stage else ""
        return f"{self.day:%Y%m%d}:{self.card}:{self.bout}:{self.message}{stage}"

    @classmethod
    def of(cls, text: str) -> "Slot":
        """Parse a slot."""
        day, card, bout, message, *stage = text.split(":")
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        return cls(on, int(card), int(bout), int(message), *map(int, stage))


async def start(context: Context, workout: Workout, card: int) -> list[Outcome]:
    """Time the next hold; with two sides both, one after the other."""
    bout = workout.cards[card].bout
    item = workout.routine.items[card]
    if not timed(item) or bout >= len(sets_of(item)):
        return [CardShown(workout, card)]
    side = sets_of(item)[bout].side
    _, seconds = _stages(workout, card, bout)[0]
    await stop(context)
    slot = Slot(workout.day, card, bout, context.message or 0)
    await _promise(context, slot, context.now + timedelta(seconds=READY_S + seconds), again=True)
    return [CardShown(workout, card, timing=Timing(TimerMoment.START, side, seconds))]


async def ring(context: Context, delivery: Delivery) -> Outcome | None:
    """End a part of a hold: the next part and the other side follow by themselves, the next set by
    a tap."""
    slot = Slot.of(delivery.slot)
    workout = await context.store.workouts.find(context.person.id, slot.day)
    if workout is None or workout.state is WorkoutState.ENDED or workout.current != slot.card:
        return None
    card = workout.cards[slot.card]
    if card.bout not in (slot.bout, slot.bout + 1):
        return None
    shown = CardShown(workout, slot.card, message=slot.message or None)
    both = sets_of(workout.routine.items[slot.card])
    left = _stages(workout, slot.card, slot.bout)[slot.stage + 1 :]
    if left:
        stage, seconds = left[0]
        due = delivery.due + timedelta(seconds=seconds)
        await _promise(context, replace(slot, stage=slot.stage + 1), due, again=False)
        return replace(shown, timing=Timing(_MOMENTS[stage], both[slot.bout].side, seconds))
    following = slot.bout + 1
    workout = workout.noted(slot.card, bout=following)
    await save(context, workout)
    shown = replace(shown, workout=workout)
    if following == len(both) or both[following].number != both[slot.bout].number:
        return replace(shown, timing=Timing(TimerMoment.END))
    _, seconds = _stages(workout, slot.card, following)[0]
    due = delivery.due + timedelta(seconds=CHANGE_S + seconds)
    await _promise(context, replace(slot, bout=following, stage=0), due, again=False)
    return replace(shown, timing=Timing(TimerMoment.CHANGE, both[following].side, seconds))


async def stop(context: Context) -> None:
    """Stop the timer."""
    await context.store.deliveries.close(context.person.id, [DeliveryKind.TIMER])


def _stages(workout: Workout, card: int, bout: int) -> tuple[tuple[Stage, int], ...]:
    item = workout.routine.items[card]
    hold = sets_of(item)[bout].hold_s
    assert hold is not None
    return stages(item, hold)


async def _promise(context: Context, slot: Slot, due: datetime, *, again: bool) -> None:
    promise = schedule.timer(context, str(slot), due)
    await context.store.deliveries.promise_all([promise], again=again)
