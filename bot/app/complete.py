"""Add to an outcome what only its words need: conditions, today's circumstances, the next date."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.person import schedule
from bot.app.person.clearance import slip_of
from bot.app.person.emergency import with_help
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.assessed import Assessed
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.pushed import StretchDue
from bot.domain.outcome.talk import Answered
from bot.domain.outcome.workout import CardShown, FirstExercise


async def completed(context: Context, outcome: Outcome) -> Outcome:
    """Return the outcome with what belongs to it; most are returned as they are."""
    match outcome:
        case CardShown() | FirstExercise() | StretchDue():
            raised = frozenset(flag.id for flag in (await context.screening()).flags)
            return replace(outcome, conditions=raised | context.person.cleared)
        case Referred(slip=None):
            outcome = replace(outcome, slip=await slip_of(context))
            return with_help(context.deps, context.person, outcome)
        case SettingsShown(more=False):
            workout = await context.store.workouts.find(context.person.id, context.today)
            place = None if workout is None else workout.routine.today.place
            return replace(outcome, place_today=place, next_due=await schedule.upcoming(context))
        case Assessed(plan_possible=True):
            next_due = await schedule.upcoming(context)
            return replace(outcome, next_due=next_due, zone=str(context.zone))
        case Answered():
            return replace(outcome, now=context.now)
        case _:
            return with_help(context.deps, context.person, outcome)
