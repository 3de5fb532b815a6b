"""Note what hurts before a session, in all or at one place, and what is spared because of it."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.app.training import judging, new_place, pain_prompts, reshape, routine
from bot.domain.ids import QuestionId, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.reported import PainNoted
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from bot.domain.training.pain_details import PAIN_DETAILS
from bot.domain.training.pain_in_session import spares_place
from bot.domain.training.routine import Circumstances
from bot.domain.training.usual_pain import is_usual
from bot.domain.training.workout import (
    PainMoment,
    Pains,
    PlacePain,
    Report,
    Workout,
    WorkoutState,
)


async def note(
    context: Context, workout: Workout, pains: Pains, spared: Region | None = None
) -> list[Outcome]:
    """Keep what hurts before a session, leave a place alone in it, and say what follows; nothing
    where nothing does.

    Args:
        spared: the place that is left out today.
    """
    was = await judging.judgement_of(context, workout.day)
    await routine.save(context, replace(workout, pains=pains))
    shown: list[Outcome] = []
    if spared is not None:
        today = Circumstances(hurting=frozenset({spared}))
        shown = await reshape.reshape(context, workout.day, today)
    if pains.before is None:
        return shown
    judgement, referred = await judging.judged_anew(context, workout.day, was)
    noted = PainNoted(PainMoment.BEFORE, pains.before, judgement.changes)
    if referred:
        return [noted, *referred]
    if judgement.rescreen:
        return [noted, *await dialogues.begin(context, SAFETY)]
    return [replace(noted, changes=()), *shown] if shown else []


async def at_place(context: Context, workout: Workout, pain: PlacePain) -> list[Outcome]:
    """Note what one place hurts before a session; one that rested and still hurts is spared."""
    pains = workout.pains.at(pain)
    if pain.level is None:
        await routine.save(context, replace(workout, pains=pains))
        return await _on(context, replace(workout, pains=pains), None)
    lately = {one.region for one in await pain_prompts.places(context) if one.hurt_on is not None}
    spares = pain.region in lately and spares_place(pain.level, sharp=False)
    usual = await _is_usual(context, pain.region, pain.level)
    spared = pain.region if spares and not usual and workout.ending is None else None
    worst = max(one.level or 0 for one in pains.places)
    outcomes = await note(context, workout, replace(pains, before=worst), spared)
    return outcomes or await _on(context, await routine.of_day(context, workout.day), pain.level)


async def _on(context: Context, workout: Workout, level: int | None) -> list[Outcome]:
    """Go on after an answer: to the next place that is asked about, else to the card."""
    if workout.state is not WorkoutState.UNDER_WAY:
        start = None if workout.begun else workout.day
        return [] if level is None else [PainNoted(PainMoment.BEFORE, level, start=start)]
    following = await pain_prompts.waits_for_level(context, workout)
    return open_card(workout) if following is None else [following]


async def typed(context: Context, workout: Workout, report: Report) -> list[Outcome]:
    """Note pain before the day's routine as its start level, and leave out what it closes; without
    a place it is of the one that was asked about."""
    asked = await pain_prompts.with_routine(context, workout)
    place = asked.place if asked is not None and asked.moment is PainMoment.BEFORE else None
    if report.region is None and report.pain is not None and place is not None:
        return await at_place(context, workout, PlacePain(place, report.pain))
    pains = placed(workout.pains, report)
    region, level = pains.region, report.pain
    if region is not None and level is not None:
        pains = pains.at(PlacePain(region, level))
    pains = replace(pains, sharp=report.sharp or pains.sharp)
    pains = pains if level is None else replace(pains, before=level)
    usual = region is not None and await _is_usual(context, region, level)
    spare = spares_place(level, sharp=report.sharp) and not (usual and not report.sharp)
    placed_pain = replace(report, region=region, side=pains.side)
    new = await new_place.answers(context, workout, placed_pain) if spare else None
    outcomes = await note(context, workout, pains, region if spare else None)
    if new is not None and not any(isinstance(one, (Asking, Referred)) for one in outcomes):
        noted = PainNoted(PainMoment.BEFORE, level or 0)
        return [noted, *await dialogues.begin(context, PAIN_DETAILS, new)]
    if outcomes:
        return outcomes
    noted = PainNoted(PainMoment.BEFORE, level or 0, ask_where=spare)
    return [noted, *await routine.show(context, asked=True)]


def placed(pains: Pains, report: Report) -> Pains:
    """Return the workout with the place and side of pain, where they are known."""
    return replace(
        pains,
        region=report.region or pains.region,
        side=report.side if report.region else report.side or pains.side,
    )


async def _is_usual(context: Context, region: Region, level: int | None) -> bool:
    """Whether somebody lives at that level in a place, by what they told at the beginning."""
    usual = (await context.answers()).get(QuestionId(f"pain_{region}"))
    return isinstance(usual, int | float) and level is not None and is_usual(level, round(usual))


def open_card(workout: Workout) -> list[Outcome]:
    """Return the card that is open; nothing where no session is under way."""
    if workout.current is None or workout.state is not WorkoutState.UNDER_WAY:
        return []
    return [CardShown(workout, workout.current)]
