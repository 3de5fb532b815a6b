"""Which use case each intent enters; what comes first: red flags, consent, blocked people."""

from datetime import timedelta

from bot.app import by_phone, commands, dialogues, finish, free_text, undo  # noqa: F401 - finish fills FINISHERS
from bot.app.account import red_flags, settings_menu, typed_place
from bot.app.account.start import CONSENT_VERSION, present
from bot.app.context import COMPLAINT, Scene
from bot.app.person import restrictions, schedule
from bot.app.training import (
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
from bot.domain.outcome.reply import NotReadable, NotUnderstood, Stale
from bot.domain.outcome.talk import Welcomed
from bot.domain.schedule import local_day
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import SHORTEST
from bot.domain.typed_intent import (
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


async def route(scene: Scene, intent: Intent) -> list[Outcome]:
    """What comes of an intent.

    Raises:
        BotError: it is refused.
    """
    if isinstance(intent, Membership):
        return await _membership(scene, intent)
    if not scene.person.reachable:
        await _back_again(scene)
    if scene.person.consented:
        await schedule.awake(scene)
    words = words_of(intent)
    if words and (flagged := await red_flags.listen(scene, words, forwarded=_forwarded(intent))):
        return flagged
    if isinstance(intent, Consent):
        return await _consent(scene)
    if isinstance(intent, Command):
        return await _command(scene, intent)
    if not scene.person.consented:
        return await _before_consent(scene, words if isinstance(intent, Text) else "")
    return await dispatch(scene, intent)


async def _before_consent(scene: Scene, words: str) -> list[Outcome]:
    """Take a typed yes for the tap; a question is answered, then consent is asked again."""
    if words and await free_text.agrees(scene, words):
        return await _consent(scene)
    answered = await free_text.answer_stranger(scene, words) if words else []
    return [*answered, Welcomed(CONSENT_VERSION)]


async def dispatch(scene: Scene, intent: Intent) -> list[Outcome]:
    """Dispatch an intent of somebody who has consented to its use case."""
    match intent:
        case Command():
            return await _command(scene, intent)
        case Tap():
            return await dialogues.press(scene, intent)
        case Ticked():
            return await dialogues.finish_ticking(scene, intent)
        case Change():
            return await dialogues.change(scene, intent)
        case Back():
            return await dialogues.back(scene, intent)
        case OnRoutine():
            return await _on_routine(scene, intent)
        case OnCard():
            return await _on_card(scene, intent)
        case OnPain(day) if scene.long_over(day):
            return [Stale(), *await routine.show(scene, asked=True)]
        case OnPain():
            return await pain.told(scene, intent)
        case OnFlag():
            return await red_flags.answer(scene, intent)
        case Meant():
            return await free_text.meant(scene, intent, dispatch)
        case Undo(token):
            return await undo.undo(scene, token)
        case OnSetting():
            return await settings_menu.tapped(scene, intent)
        case Text(words, about=about) if about and scene.long_over(local_day(about, scene.zone)):
            return await free_text.to_old(scene, words, dispatch)
        case Text(words, edited=True):
            return await free_text.edit(scene, words, dispatch)
        case Text(words):
            return await free_text.say(scene, words, dispatch)
        case FromPage(data):
            return await by_phone.take(scene, data)
        case Location(latitude, longitude):
            return await free_text.locate(scene, latitude, longitude)
        case Other(caption):
            return await free_text.say(scene, caption, dispatch) if caption else [NotReadable()]
        case Consent() | Membership():
            return await present(scene)
        case _:
            return await _typed(scene, intent)


async def _typed(scene: Scene, intent: TypedIntent) -> list[Outcome]:
    """Dispatch what people ask for in their own words and no button carries."""
    match intent:
        case SendReport(report):
            return await pain.report(scene, report)
        case CorrectReport():
            return await reporting.correct(scene, intent)
        case RecordWork(work):
            return await working.record(scene, work)
        case Reshape(today):
            return await reshape.reshape(scene, scene.today, today)
        case Postpone(until):
            return await routine.later(scene, scene.today, until)
        case RestForIllness():
            return await routine.rest_for_illness(scene)
        case ExcludeExercise(words):
            return await excluded.say(scene, words)
        case CloseMovements(closure):
            return await restrictions.close(scene, closure)
        case MoveTo(place):
            return await typed_place.move(scene, place)
        case ChooseLanguage(code):
            return await typed_place.speak(scene, code)


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


async def _consent(scene: Scene) -> list[Outcome]:
    if not scene.person.consented:
        await scene.keep(consent_version=CONSENT_VERSION, consent_at=scene.now)
        return await dialogues.begin(scene, COMPLAINT)
    return await present(scene)


async def _command(scene: Scene, command: Command) -> list[Outcome]:
    entry = commands.COMMANDS.get(command.name)
    if entry is None or not entry.known_to(scene.person.id, scene.deps.admins):
        return [NotUnderstood()] if scene.person.consented else [Welcomed(CONSENT_VERSION)]
    if entry.consent and not scene.person.consented:
        return [Welcomed(CONSENT_VERSION)]
    return await entry.run(scene, command.argument)


async def _membership(scene: Scene, intent: Membership) -> list[Outcome]:
    if intent.blocked:
        await scene.keep(reachable=False)
        await scene.store.deliveries.close(scene.person.id)
    elif not scene.person.reachable:
        await _back_again(scene)
    return []


async def _back_again(scene: Scene) -> None:
    await scene.keep(reachable=True)
    await schedule.replan(scene)


async def _on_routine(scene: Scene, intent: OnRoutine) -> list[Outcome]:
    if scene.long_over(intent.day):
        return [Stale(), *await routine.show(scene, asked=True)]
    match intent.verb:
        case RoutineVerb.START:
            return await workouts.start(scene, intent.day)
        case RoutineVerb.SHORTER:
            minutes = Circumstances(minutes=_number(intent.argument, SHORTEST))
            return await reshape.reshape(scene, intent.day, minutes)
        case RoutineVerb.OTHER:
            return await reshape.others(scene, intent.day, intent.argument)
        case RoutineVerb.LATER if scene.person.preferences.push_at is None:
            return await first_exercise.put_off(scene)
        case RoutineVerb.LATER:
            due = scene.now + timedelta(minutes=_number(intent.argument, 60))
            return await routine.later(scene, intent.day, due)
        case RoutineVerb.NOT_TODAY:
            return await routine.decline(scene, intent.day)
        case RoutineVerb.TRACK:
            return await routine.track(scene, intent.day)
        case RoutineVerb.REPORT:
            workout = await routine.of_day(scene, intent.day)
            return await open_checkin(scene, workout)
        case RoutineVerb.MEASURE:
            return await retest.begin_due_test(scene)


async def _on_card(scene: Scene, intent: OnCard) -> list[Outcome]:
    if scene.long_over(intent.day):
        return [Stale(), *await routine.show(scene, asked=True)]
    before = (await routine.of_day(scene, intent.day)).ending
    outcomes = await workouts.act(scene, intent)
    return await checkin.follow_last_card(scene, outcomes) if before is None else outcomes


def _number(argument: str, usual: int) -> int:
    """A number from a button, which anybody may have made up."""
    return int(argument) if argument.isdecimal() and 0 < int(argument) <= 24 * 60 else usual
