"""Which use case each intent enters; what comes first: red flags, consent, blocked people."""

from datetime import timedelta

from bot.app import by_phone, commands, dialogues, finish, health_news, undo  # noqa: F401 - finish fills FINISHERS
from bot.app.account import red_flags, settings_menu
from bot.app.account.start import CONSENT_VERSION, present
from bot.app.context import COMPLAINT, Context
from bot.app.person import restrictions, schedule
from bot.app.training import (
    asked_pain,
    checkin,
    excluded,
    first_exercise,
    pain,
    reporting,
    reshape,
    retest,
    routine,
    working,
    workouts,
)
from bot.app.training.checkin import open_checkin
from bot.domain.intent import (
    Back,
    Change,
    Command,
    Consent,
    FromPage,
    Intent,
    Location,
    Meant,
    Membership,
    OnCard,
    OnFlag,
    OnPain,
    OnRoutine,
    OnSetting,
    Other,
    RoutineVerb,
    Tap,
    Text,
    Ticked,
    Undo,
)
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted, NotReadable, NotUnderstood, Stale
from bot.domain.outcome.talk import Welcomed
from bot.domain.schedule import local_day
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import SHORTEST
from bot.domain.typed_intent import (
    AskPainDetails,
    ChooseLanguage,
    CloseMovements,
    CorrectReport,
    ExcludeExercise,
    MoveTo,
    Postpone,
    RecordWork,
    Reshape,
    RestForIllness,
    SendReport,
    TypedIntent,
)

A_STORY = 4
"""Words from which somebody tells something, and does not only greet."""
TO_TRAIN = (RoutineVerb.START, RoutineVerb.SHORTER, RoutineVerb.OTHER)
"""Buttons that lead to exercises."""


async def route(context: Context, intent: Intent) -> list[Outcome]:
    """What comes of an intent.

    Raises:
        BotError: it is refused.
    """
    if isinstance(intent, Membership):
        return await _membership(context, intent)
    if not context.person.reachable:
        await _back_again(context)
    if context.person.consented:
        await schedule.awake(context)
    words = words_of(intent)
    if words and (flagged := await red_flags.listen(context, words, forwarded=_forwarded(intent))):
        if context.person.consented and not _forwarded(intent):
            from bot.app import complaint  # loaded with the first typed words

            await complaint.keep_place(context, words)
        return flagged
    if isinstance(intent, Consent):
        return await _consent(context)
    if isinstance(intent, Command):
        return await _command(context, intent)
    if not context.person.consented:
        return await _before_consent(context, words if isinstance(intent, Text) else "")
    return await dispatch(context, intent)


async def _before_consent(context: Context, words: str) -> list[Outcome]:
    """Take a typed yes for the tap; a question is answered, then consent is asked again."""
    if not words:
        return [Welcomed(CONSENT_VERSION)]
    from bot.app import free_text  # loaded with the first typed words

    if await free_text.agrees(context, words):
        return await _consent(context)
    answered = await free_text.answer_stranger(context, words)
    if not answered and len(words.split()) >= A_STORY:
        answered = [Chatted("agree_first")]
    return [*answered, Welcomed(CONSENT_VERSION)]


async def dispatch(context: Context, intent: Intent) -> list[Outcome]:
    """Dispatch an intent of somebody who has consented to its use case."""
    match intent:
        case Command():
            return await _command(context, intent)
        case Tap():
            return await dialogues.press(context, intent)
        case Ticked():
            return await dialogues.finish_ticking(context, intent)
        case Change():
            return await dialogues.change(context, intent)
        case Back():
            return await dialogues.back(context, intent)
        case OnRoutine():
            return await _on_routine(context, intent)
        case OnCard():
            return await _on_card(context, intent)
        case OnPain(day) if context.long_over(day):
            return [Stale(), *await routine.show(context, asked=True)]
        case OnPain():
            return await pain.answer_tap(context, intent)
        case OnFlag():
            return await red_flags.answer(context, intent)
        case Undo(token):
            return await undo.undo(context, token)
        case OnSetting():
            return await settings_menu.tapped(context, intent)
        case FromPage(data):
            return await by_phone.take(context, data)
        case Other(""):
            return [NotReadable()]
        case Text() | Other() | Meant() | Location():
            return await _in_words(context, intent)
        case Consent() | Membership():
            return await present(context)
        case _:
            return await _typed(context, intent)


async def _in_words(context: Context, intent: Text | Other | Meant | Location) -> list[Outcome]:
    """Dispatch typed words, which of two things they meant, or a place in the place of words."""
    from bot.app import free_text, late_words  # loaded with the first typed words

    match intent:
        case Text(words, about=about) if about and context.long_over(
            local_day(about, context.zone)
        ):
            return await late_words.to_old(context, words, dispatch)
        case Text(words, edited=True):
            return await late_words.edit(context, words, dispatch)
        case Text(words) | Other(words):
            return await free_text.say(context, words, dispatch)
        case Meant():
            return await free_text.meant(context, intent, dispatch)
        case Location(latitude, longitude):
            return await free_text.locate(context, latitude, longitude)


async def _typed(context: Context, intent: TypedIntent) -> list[Outcome]:
    """Dispatch what people ask for in their own words and no button carries."""
    from bot.app.account import typed_place  # loaded with the first typed words

    match intent:
        case SendReport(report):
            return await pain.report(context, report)
        case AskPainDetails(reported):
            return await asked_pain.ask(context, reported)
        case CorrectReport():
            return await reporting.correct(context, intent)
        case RecordWork(work):
            return await working.record(context, work)
        case Reshape(today):
            if asked := await health_news.ask_after_break(context):
                return asked
            return await reshape.reshape(context, await routine.day_of_words(context), today)
        case Postpone(until):
            return await routine.later(context, await routine.day_of_words(context), until)
        case RestForIllness():
            return await routine.rest_for_illness(context)
        case ExcludeExercise(words):
            return await excluded.say(context, words)
        case CloseMovements(closure):
            return await restrictions.close(context, closure)
        case MoveTo(place):
            return await typed_place.move(context, place)
        case ChooseLanguage(code):
            return await typed_place.speak(context, code)


def _forwarded(intent: Intent) -> bool:
    return isinstance(intent, Text) and intent.forwarded


def words_of(intent: Intent) -> str:
    """Return the words that somebody typed, if any."""
    match intent:
        case Text(words):
            return words
        case Other(caption):
            return caption
        case Command(_, argument):
            return argument
        case _:
            return ""


async def _consent(context: Context) -> list[Outcome]:
    if not context.person.consented:
        await context.keep(consent_version=CONSENT_VERSION, consent_at=context.now)
        return await dialogues.begin(context, COMPLAINT)
    return await present(context)


async def _command(context: Context, command: Command) -> list[Outcome]:
    entry = commands.COMMANDS.get(command.name)
    if entry is None or not entry.known_to(context.person.id, context.deps.admins):
        return [NotUnderstood()] if context.person.consented else [Welcomed(CONSENT_VERSION)]
    if entry.consent and not context.person.consented:
        return [Welcomed(CONSENT_VERSION)]
    return await entry.run(context, command.argument)


async def _membership(context: Context, intent: Membership) -> list[Outcome]:
    if intent.blocked:
        await context.keep(reachable=False)
        await context.store.deliveries.close(context.person.id)
    elif not context.person.reachable:
        await _back_again(context)
    return []


async def _back_again(context: Context) -> None:
    await context.keep(reachable=True)
    await schedule.replan(context)


async def _on_routine(context: Context, intent: OnRoutine) -> list[Outcome]:
    if context.long_over(intent.day):
        return [Stale(), *await routine.show(context, asked=True)]
    if intent.verb in TO_TRAIN and (asked := await health_news.ask_after_break(context)):
        return asked
    match intent.verb:
        case RoutineVerb.START:
            return await workouts.start(context, intent.day)
        case RoutineVerb.SHORTER:
            minutes = Circumstances(minutes=_number(intent.argument, SHORTEST))
            return await reshape.reshape(context, intent.day, minutes)
        case RoutineVerb.OTHER:
            return await reshape.others(context, intent.day, intent.argument)
        case RoutineVerb.LATER if context.person.preferences.push_at is None:
            return await first_exercise.put_off(context)
        case RoutineVerb.LATER:
            due = context.now + timedelta(minutes=_number(intent.argument, 60))
            return await routine.later(context, intent.day, due)
        case RoutineVerb.NOT_TODAY:
            return await routine.decline(context, intent.day)
        case RoutineVerb.TRACK:
            return await routine.track(context, intent.day)
        case RoutineVerb.REPORT:
            workout = await routine.of_day(context, intent.day)
            return await open_checkin(context, workout)
        case RoutineVerb.MEASURE:
            return await retest.begin_due_test(context)


async def _on_card(context: Context, intent: OnCard) -> list[Outcome]:
    if context.long_over(intent.day):
        return [Stale(), *await routine.show(context, asked=True)]
    before = (await routine.of_day(context, intent.day)).ending
    outcomes = await workouts.act(context, intent)
    return await checkin.follow_last_card(context, outcomes) if before is None else outcomes


def _number(argument: str, usual: int) -> int:
    """A number from a button, which anybody may have made up."""
    return int(argument) if argument.isdecimal() and 0 < int(argument) <= 24 * 60 else usual
