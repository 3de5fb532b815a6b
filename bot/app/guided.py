"""The guided workout: a routine under way, card by card."""

from dataclasses import replace
from datetime import date

from bot.app import felt, promises
from bot.app.routine import barred, of_day, save, show
from bot.app.scene import Scene
from bot.domain.errors import NotAsked
from bot.domain.ids import Region
from bot.domain.intent import PainMoment
from bot.domain.outcome import CardShown, Outcome, PainAsked, WorkoutEnded
from bot.domain.training.workout import CardState, Workout


async def start(scene: Scene, day: date) -> list[Outcome]:
    """The first open card."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    if workout.current is None or (day != scene.today and not workout.begun):
        return await show(scene, asked=True)
    if scene.person.started is None:
        await scene.keep(started=day)
    asks = await felt.asks_before(scene, workout)
    workout = workout.begin()
    await save(scene, workout)
    await promises.settle(scene)
    await promises.promise_checkin(scene, day)
    if asks:
        return [PainAsked(day, PainMoment.BEFORE)]
    assert workout.current is not None
    return [CardShown(workout, workout.current, edit=False)]


async def mark(scene: Scene, day: date, card: int, state: CardState) -> list[Outcome]:
    """One card settled; the next one, or the end. A second pain in one workout ends it."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    marked = workout.mark(card, state)
    hurt = sum(c.state is CardState.HURT for c in marked.cards)
    if state is CardState.HURT and marked is not workout and hurt > 1:
        marked = marked.end()
    await save(scene, marked)
    if marked.ending is None and marked.current is not None:
        return [CardShown(marked, marked.current)]
    return [WorkoutEnded(marked)]


async def hurt(scene: Scene, workout: Workout, region: Region | None) -> list[Outcome]:
    """The open card hurts, at a place if they say where."""
    assert workout.current is not None
    pains = replace(workout.pains, region=region or workout.pains.region)
    await save(scene, replace(workout, pains=pains))
    return await mark(scene, workout.day, workout.current, CardState.HURT)


async def why(scene: Scene, day: date, card: int) -> list[Outcome]:
    """The card with its reason."""
    workout = await of_day(scene, day)
    if card not in range(len(workout.cards)):
        raise NotAsked(card=card)
    return [CardShown(workout, card, why=True)]


async def stop(scene: Scene, day: date) -> list[Outcome]:
    """No more today."""
    workout = (await of_day(scene, day)).end()
    await save(scene, workout)
    return [WorkoutEnded(workout)]
