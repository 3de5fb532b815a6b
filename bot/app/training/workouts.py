"""What each button of an exercise card does, and what is shown after it."""

from dataclasses import replace
from datetime import date

from bot.app.context import Context
from bot.app.person import schedule
from bot.app.training import exercise_pain, pain_at_card, pain_prompts, timer
from bot.app.training.reshape import substituted
from bot.app.training.routine import barred, of_day, save, show
from bot.app.training.sparing import spare_the_rest
from bot.app.training.trainee import trainee
from bot.domain.errors import NotAnOption, NotAsked, NothingEasier, NothingElse, NothingHarder
from bot.domain.ids import Region
from bot.domain.intent import CardVerb, OnCard
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.workout import CardShown, WorkoutEnded
from bot.domain.training import substitution
from bot.domain.training.pain_in_session import ends_session
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Change, Circumstances
from bot.domain.training.sets import MOST_SECONDS, after_set, complete_work, planned_work, sets_of
from bot.domain.training.workout import CardState, Work, Workout, WorkoutState


async def start(context: Context, day: date) -> list[Outcome]:
    """Show the first open card."""
    if why_not := await barred(context):
        return why_not
    workout = await of_day(context, day)
    open_today = day == context.today or workout.begun or schedule.is_evening_of(context, day)
    if workout.current is None or not open_today:
        return await show(context, asked=True)
    if workout.routine.introduction:
        return await show(context, asked=True)
    if context.person.started is None:
        await context.keep(started=day)
    asked = None if workout.begun else await pain_prompts.before_session(context, workout)
    workout = workout.begin()
    await save(context, workout)
    await schedule.settle(context)
    await schedule.promise_checkin(context, day)
    if asked is not None:
        return [asked]
    assert workout.current is not None
    return [CardShown(workout, workout.current, edit=False)]


async def act(context: Context, intent: OnCard) -> list[Outcome]:
    """Take a button of a card; one of a card that is over shows where things stand."""
    if why_not := await barred(context):
        return why_not
    workout = await of_day(context, intent.day)
    if intent.card not in range(len(workout.cards)):
        raise NotAsked(card=intent.card)
    shown = workout.routine.items[intent.card].exercise
    if intent.exercise and intent.exercise != shown:
        return _present(workout)
    if intent.verb is not CardVerb.HURTS:
        workout = await exercise_pain.withdraw(context, workout, intent.card)
    match intent.verb:
        case CardVerb.DONE:
            return await mark(context, workout, intent.card, CardState.DONE)
        case CardVerb.SKIP:
            return await mark(context, workout, intent.card, CardState.SKIPPED)
        case CardVerb.LEAVE:
            return await mark(context, workout, intent.card, CardState.HURT)
        case CardVerb.WHY:
            profile = await context.store.profiles.latest(context.person.id)
            return [CardShown(workout, intent.card, why=True, because=profile)]
        case CardVerb.STOP:
            return await stop(context, workout)
        case _ if intent.card != workout.current or workout.state is WorkoutState.ENDED:
            return _present(workout)
        case CardVerb.MOVING:
            return [CardShown(workout, intent.card, moving=True)]
        case CardVerb.MORE | CardVerb.CARD:
            return [CardShown(workout, intent.card, more=intent.verb is CardVerb.MORE)]
        case CardVerb.HURTS:
            return await exercise_pain.ask(context, workout, intent.card, intent.argument)
        case _ if _overtaken(workout, intent):
            return _present(workout)
        case CardVerb.EASIER | CardVerb.HARDER:
            stepped = await step(context, workout, harder=intent.verb is CardVerb.HARDER)
            return await pain_at_card.ask(context, workout, intent.card) or stepped
        case CardVerb.OTHER:
            return await other(context, workout)
        case CardVerb.NEXT:
            return await _go_on(context, workout, intent.card, workout.cards[intent.card].bout + 1)
        case CardVerb.SET:
            item, card = workout.routine.items[intent.card], workout.cards[intent.card]
            return await _go_on(context, workout, intent.card, after_set(item, card.bout))
        case CardVerb.TIMER:
            return await timer.start(context, workout, intent.card)
        case CardVerb.LESS:
            return await _less(context, workout, intent.card, intent.argument)


async def mark(context: Context, workout: Workout, card: int, state: CardState) -> list[Outcome]:
    """Settle one card and show the next one, or the end. A second pain in one workout ends it."""
    was = workout.cards[card]
    marked = workout.mark(card, state)
    changes: tuple[Change, ...] = ()
    if state is CardState.DONE:
        marked = marked.noted(card, work=complete_work(was, workout.routine.items[card]))
    if state is CardState.HURT and was.state is not state and ends_session(marked):
        marked = marked.end()
    elif state is not CardState.SKIPPED and was.state is not state and marked.ending is None:
        marked, changes = await spare_the_rest(context, marked, card)
    await timer.stop(context)
    await save(context, marked)
    settled = state in (CardState.DONE, CardState.HURT) and was.state is not state
    asked = await pain_at_card.ask(context, marked, card, changes) if settled else []
    return asked or _present(marked, changes)


async def hurt(context: Context, workout: Workout, region: Region | None) -> list[Outcome]:
    """Mark the open card as painful, with the place if they say where."""
    assert workout.current is not None
    pains = replace(workout.pains, region=region or workout.pains.region)
    placed = workout.noted(workout.current, region=region)
    return await mark(context, replace(placed, pains=pains), workout.current, CardState.HURT)


async def step(context: Context, workout: Workout, *, harder: bool) -> list[Outcome]:
    """Make the open exercise one step easier or harder, now; the plan remembers who asked for
    it."""
    card = workout.current
    who = await trainee(context, workout.routine.today, workout.day)
    assert card is not None
    item = workout.routine.items[card]
    stepped = (
        None if who is None else substitution.stepped(item, who, context.catalog, harder=harder)
    )
    felt = "harder" if harder else "easier"
    if stepped is None:
        await save(context, workout.noted(card, felt=felt))
        return [Refused(NothingHarder() if harder else NothingEasier())]
    back = stepped.exercise != item.exercise and stepped.instead_of is None
    changed = workout.put(card, stepped, None if back else felt)
    await timer.stop(context)
    await save(context, changed)
    reason = Reason.HARDER_ASKED if harder else Reason.EASIER_ASKED
    change = context.catalog.plan_rules.change(reason, stepped.exercise)
    return [CardShown(changed, card, changes=(change,))]


async def other(context: Context, workout: Workout) -> list[Outcome]:
    """Replace the open exercise for today."""
    card = workout.current
    assert card is not None
    item = workout.routine.items[card]
    today = workout.routine.today.and_also(Circumstances(avoid=frozenset({item.exercise})))
    changed = await substituted(context, workout, card, today)
    if changed is None:
        return [Refused(NothingElse())]
    await save(context, changed)
    change = context.catalog.plan_rules.change(Reason.OTHER, item.exercise)
    return [CardShown(changed, card, changes=(change,))]


async def stop(context: Context, workout: Workout) -> list[Outcome]:
    """End the workout for today."""
    ended = workout.end()
    await timer.stop(context)
    await save(context, ended)
    return [WorkoutEnded(ended)]


async def did(context: Context, workout: Workout, work: tuple[Work, ...]) -> list[Outcome]:
    """Record typed work on the open card and mark it as done."""
    card = workout.current
    assert card is not None
    return await mark(context, workout.noted(card, work=work), card, CardState.DONE)


async def _go_on(context: Context, workout: Workout, card: int, following: int) -> list[Outcome]:
    """Count what was done up to another side or set; after the last the exercise is done."""
    if following >= len(sets_of(workout.routine.items[card])):
        return await mark(context, workout, card, CardState.DONE)
    await timer.stop(context)
    changed = workout.noted(card, bout=following)
    await save(context, changed)
    return [CardShown(changed, card)]


async def _less(context: Context, workout: Workout, card: int, number: str) -> list[Outcome]:
    """Ask how many were done, or record fewer than planned: the same on both sides, as is asked."""
    if not number:
        return [CardShown(workout, card, less=True)]
    if not number.isdecimal() or not 0 <= int(number) <= MOST_SECONDS:
        raise NotAnOption()
    planned = planned_work(workout.routine.items[card], workout.cards[card].load)
    fewer = tuple(
        replace(w, reps=int(number)) if w.reps is not None else replace(w, seconds=int(number))
        for w in planned
    )
    return await did(context, workout, fewer)


def _overtaken(workout: Workout, intent: OnCard) -> bool:
    """Whether the card has moved on since that button was shown, as on another device."""
    match intent.verb:
        case CardVerb.NEXT | CardVerb.SET:
            current = str(workout.cards[intent.card].bout)
        case CardVerb.EASIER | CardVerb.HARDER:
            current = workout.routine.items[intent.card].code
        case _:
            return False
    return intent.argument not in ("", current)


def _present(workout: Workout, changes: tuple[Change, ...] = ()) -> list[Outcome]:
    if workout.ending is None and workout.current is not None:
        return [CardShown(workout, workout.current, changes=changes)]
    return [WorkoutEnded(workout, changes=changes)]
