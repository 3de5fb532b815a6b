"""The check-in: opened for one day, with what is known already filled in."""

from bot.app import talk
from bot.app.finish import CHECKIN_DAY
from bot.app.scene import CHECKIN, Scene
from bot.domain.ids import QuestionId
from bot.domain.outcome import Outcome
from bot.domain.outcome.talk import Asking
from bot.domain.talk.answers import Value
from bot.domain.training.workout import Ending, Workout


async def open_checkin(scene: Scene, workout: Workout) -> list[Outcome]:
    """Ask how that day went; one of that day goes on, one of another that was left open is given
    up."""
    opened = await talk.current(scene)
    if opened is not None and opened.script.id == CHECKIN:
        if opened.answers.get(CHECKIN_DAY) == workout.day.isoformat():
            return [Asking(opened)]
        await scene.store.dialogues.close(opened.id, scene.now)
    return await talk.begin(scene, CHECKIN, _known(workout))


def _known(workout: Workout) -> dict[QuestionId, Value]:
    answers: dict[QuestionId, Value] = {CHECKIN_DAY: workout.day.isoformat()}
    match workout.ending:
        case Ending.DONE:
            answers[QuestionId("how_much")] = "all"
        case Ending.PART:
            answers[QuestionId("how_much")] = "part"
            answers[QuestionId("how_many")] = float(workout.done)
        case _:
            pass
    return answers
