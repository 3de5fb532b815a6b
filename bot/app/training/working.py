"""What is typed at an open card: numbers by side and what it was done with, kept and said back."""

from bot.app.context import Scene
from bot.app.training import timer, workouts
from bot.app.training.routine import save
from bot.domain.acts import Act
from bot.domain.ids import Side
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import CardShown
from bot.domain.training.sets import assign_sides, loaded, record_work, timed
from bot.domain.training.workout import CardState, Work, Workout
from bot.understanding.meaning import Did
from bot.understanding.working import read_work

MOST_PAIN = 10
"""A larger number alone can only be repetitions or seconds."""


def read(scene: Scene, workout: Workout, words: str) -> tuple[Did, ...]:
    """What the words tell of the open card, side by side; empty when they tell something else.

    Raises:
        OutOfRange: nobody does so many.
    """
    assert workout.current is not None
    item = workout.routine.items[workout.current]
    lexicon = scene.deps.lexicon(scene.person.language)
    told = read_work(words, lexicon, timed=timed(item))
    if not told or told[0].number is None:
        return told
    found = assign_sides(item, [_work(did) for did in told])
    return () if found is None else tuple(_did(work, timed=timed(item)) for work in found)


def doubted(workout: Workout, words: str, told: tuple[Did, ...]) -> tuple[Act, ...]:
    """What a small number alone may mean at a card: that, so many exercises, or a pain."""
    number = told[0].number
    bare = words.strip().isdecimal() and len({did.number for did in told}) == 1
    if not bare or number is None or number > MOST_PAIN:
        return ()
    of = len(workout.cards)
    done = [Act("done", {"done": number, "of": of})] if 0 < number <= of else []
    unit = "seconds" if told[0].seconds else "reps"
    return Act("card_done", {unit: number}), *done, Act("pain", {"level": number})


async def did(scene: Scene, workout: Workout, told: tuple[Did, ...]) -> list[Outcome]:
    """Keep it on the open card, and go on where the exercise is over with that."""
    card = workout.current
    if card is None:
        return []
    item = workout.routine.items[card]
    if told[0].number is None:
        noted = loaded(workout.cards[card], told[0].load or "")
        changed = workout.noted(card, load=noted.load, work=noted.work)
        await save(scene, changed)
        return [CardShown(changed, card)]
    works = assign_sides(item, [_work(did) for did in told])
    if works is None:
        return []
    noted, over = record_work(workout.cards[card], item, works)
    changed = workout.noted(card, work=noted.work, bout=noted.bout)
    if over:
        return await workouts.mark(scene, changed, card, CardState.DONE)
    await timer.stop(scene)
    await save(scene, changed)
    return [CardShown(changed, card)]


def _work(did: Did) -> Work:
    side = did.side or Side.BOTH
    if did.seconds:
        return Work(side, seconds=did.number, load=did.load)
    return Work(side, reps=did.number, load=did.load)


def _did(work: Work, *, timed: bool) -> Did:
    side = None if work.side is Side.BOTH else work.side
    return Did(work.seconds if timed else work.reps, side, timed, work.load)
