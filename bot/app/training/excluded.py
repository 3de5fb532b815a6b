"""What follows "never again": the exercise is noted, replaced today, or asked for."""

from bot.app.context import Context
from bot.app.training import reshape
from bot.app.training.routine import day_of_words, routine_due, save, workout_of
from bot.app.training.trainee import trainee
from bot.domain.ids import ExerciseId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import NotUnderstood
from bot.domain.outcome.workout import CardShown, NeverNoted, NeverUndone, NeverWhich
from bot.domain.training.plan import plan
from bot.domain.training.workout import WorkoutState


async def say(context: Context, words: str) -> list[Outcome]:
    """Exclude the exercise that the words name, else the one on the open card; ask where neither
    fits."""
    from bot.understanding.naming import named  # loaded with the first typed words

    translated = context.catalog.words.get(context.person.language, {})
    names = {
        id: str(translated.get(e.name.key, e.name.english))
        for id, e in context.catalog.exercises.items()
    }
    workout = await workout_of(context, await day_of_words(context))
    planned = [item.exercise for item in workout.routine.items] if workout else []
    exercise = named(words, {id: names[id] for id in planned}) or named(words, names)
    if exercise is not None:
        return await never(context, exercise)
    if workout is None or workout.state is WorkoutState.ENDED or not planned:
        return [NotUnderstood()]
    if workout.begun and workout.current is not None:
        return await never(context, planned[workout.current])
    return [NeverWhich(tuple(planned))]


async def never(context: Context, exercise: ExerciseId) -> list[Outcome]:
    """Exclude an exercise; where it is still open today, another one takes its place."""
    if exercise not in context.catalog.exercises:
        return [NotUnderstood()]
    await context.prefer(never=context.person.preferences.never | {exercise})
    workout = await workout_of(context, await day_of_words(context))
    card = workout.current if workout and workout.ending is None else None
    if workout is None or card is None:
        return [NeverNoted(exercise)]
    open_ones = {i.exercise: n for n, i in enumerate(workout.routine.items) if n >= card}
    if exercise not in open_ones:
        return [NeverNoted(exercise)]
    place = open_ones[exercise]
    changed = await reshape.substituted(context, workout, place, workout.routine.today)
    if changed is None:
        who = await trainee(context, workout.routine.today, workout.day)
        assert who is not None
        changed = workout.replanned(plan(who, workout.day, context.catalog))
        await save(context, changed)
        noted = NeverNoted(exercise)
    else:
        await save(context, changed)
        noted = NeverNoted(exercise, changed.routine.items[place].exercise)
    if changed.begun and changed.current is not None:
        return [noted, CardShown(changed, changed.current, edit=False)]
    return [noted, await routine_due(context, changed, asked=True)]


async def allow(context: Context, exercise: ExerciseId) -> list[Outcome]:
    """Allow an exercise again."""
    if exercise not in context.catalog.exercises:
        return [NotUnderstood()]
    await context.prefer(never=context.person.preferences.never - {exercise})
    return [NeverUndone(exercise)]
