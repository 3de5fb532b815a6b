"""When the check-in opens, and which of its answers are known already."""

from bot.app import dialogues
from bot.app.context import (
    CHECKIN,
    Context,
)
from bot.app.training import first_exercise
from bot.app.training.progress import reached_with
from bot.domain.ids import QuestionId
from bot.domain.outcome import Outcome
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import WorkoutEnded
from bot.domain.talk.answers import Value
from bot.domain.training.pain_prompts import level_not_asked_again
from bot.domain.training.workout import Ending, Workout

CHECKIN_DAY = QuestionId("checkin_day")
"""Which day a check-in is about: an answer given by the bot itself when it opens one."""


async def open_checkin(context: Context, workout: Workout) -> list[Outcome]:
    """Ask how that day went; continue a check-in of that day, close one of another day."""
    opened = await dialogues.current(context)
    if opened is not None and opened.script.id == CHECKIN:
        if opened.answers.get(CHECKIN_DAY) == workout.day.isoformat():
            return [Asking(opened)]
        await context.store.dialogues.close(opened.id, context.now)
    return await dialogues.begin(context, CHECKIN, _known(workout))


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
    return answers | _told_at_cards(workout)


def _told_at_cards(workout: Workout) -> dict[QuestionId, Value]:
    """Return the check-in's answers about pain that were given where it hurt."""
    level = level_not_asked_again(workout)
    if level is None:
        return {}
    answers: dict[QuestionId, Value] = {QuestionId("pain_during"): float(level)}
    if workout.pains.region is not None:
        answers[QuestionId("pain_place")] = str(workout.pains.region)
    if workout.pains.sharp:
        answers[QuestionId("pain_kind")] = "sharp"
    return answers


async def follow_last_card(context: Context, outcomes: list[Outcome]) -> list[Outcome]:
    """Append milestone and check-in when the workout ends."""
    match outcomes:
        case [WorkoutEnded(workout)] if workout.routine.introduction:
            return await first_exercise.follow(context, workout)
        case [WorkoutEnded(workout)] if workout.ending is not Ending.NONE:
            reached = await reached_with(context, workout)
            return [*outcomes, *reached, *await open_checkin(context, workout)]
        case _:
            return outcomes
