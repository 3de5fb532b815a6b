"""The weekly review, and what is done about barriers to training."""

from bot.app.context import Scene
from bot.app.person import schedule
from bot.app.training import progress, reshape, routine
from bot.domain.event import EventKind
from bot.domain.ids import Equipment
from bot.domain.message_frequency import FEWER_FROM, fewer_days, week
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import BarrierAsked, BarrierMet
from bot.domain.training.review import Review, review
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import SHORTEST
from bot.domain.training.workout import WorkoutState

BARRIERS = (
    "time",
    "forgot",
    "pain",
    "tired",
    "boring",
    "no_place",
    "not_sure",
    "travel",
    "ill",
    "no_result",
)
"""What gets in the way, the commonest first. Source: Nelligan 2019, clinical model, adherence."""
AT_ONCE = 7
"""Those that are offered first."""
OTHERS = "other"
"""Asks for the rest of them."""


async def of_week(scene: Scene) -> Review:
    """Return the review of the week that ends today."""
    person = scene.person
    history = await scene.store.workouts.history(person.id, scene.today - routine.REMEMBERED)
    weeks = await progress.weeks(scene)
    offer = week(person, scene.today) >= FEWER_FROM and not person.preferences.push_days
    if offer:
        events = await scene.events()
        offer = not any(event.kind is EventKind.FEWER_OFFERED for event in events)
    if offer:
        await scene.log(EventKind.FEWER_OFFERED)
    return review(history, scene.today, weeks, fewer=offer)


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
    match barrier:
        case "time":
            await scene.prefer(minutes=SHORTEST)
            return [*met, *await _reshaped(scene, Circumstances(minutes=SHORTEST))]
        case "tired":
            return [*met, *await _reshaped(scene, Circumstances(tired=True))]
        case "no_place":
            await scene.prefer(place="office")
            return [*met, *await _reshaped(scene, Circumstances(place="office"))]
        case "travel":
            nothing = Circumstances(equipment=frozenset[Equipment]())
            return [*met, *await _reshaped(scene, nothing)]
        case "not_sure":
            await scene.prefer(pictures=True)
            return [*met, *await routine.show(scene, asked=True)]
        case _:
            return met


async def _reshaped(scene: Scene, today: Circumstances) -> list[Outcome]:
    """Reshape today's routine as the answer asks, if it is still to be done."""
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is None or workout.state is not WorkoutState.PLANNED:
        return []
    return await reshape.reshape(scene, scene.today, today)
