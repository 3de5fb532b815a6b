"""Ask at once what a pain at a card calls for, before the next card: safety, or a new place."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.app.training import judging, new_place
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import PainNoted
from bot.domain.training.pain_details import PAIN_DETAILS
from bot.domain.training.pain_in_session import hurt_too_much
from bot.domain.training.routine import Change
from bot.domain.training.workout import PainMoment, Report, Workout


async def ask(
    context: Context, workout: Workout, card: int, changes: tuple[Change, ...] = ()
) -> list[Outcome]:
    """Ask what a pain that was too much at a card calls for, or refer; nothing where it is known.

    Args:
        changes: what is left out because of it, said before the questions.
    """
    hurting = workout.cards[card]
    if hurting.pain is None or workout.ending is not None or not hurt_too_much(workout, card):
        return []
    noted = PainNoted(PainMoment.DURING, hurting.pain, changes, consoled=True)
    judgement = await judging.judgement_of(context, workout.day)
    if judgement.rescreen and not await judging.was_asked(context, workout.day):
        judgement, referred = await judging.judged(context, workout.day)
        noted = replace(noted, changes=(*changes, *judgement.changes))
        return [noted, *(referred or await dialogues.begin(context, SAFETY))]
    report = Report(pain=hurting.pain, region=hurting.region, side=workout.pains.side)
    known = await new_place.answers(context, workout, report, card)
    return [] if known is None else [noted, *await dialogues.begin(context, PAIN_DETAILS, known)]
