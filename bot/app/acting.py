"""Carry out what typed words mean: each act by the use case of the tap for the same wish."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.app import body_news, dialogues, undo, wishes
from bot.app.account import pause, settings_menu, start
from bot.app.context import SAFETY, Scene
from bot.app.faq.answer_question import ANSWERERS, answer_question
from bot.app.faq.asked import Asked
from bot.app.meanings import intent_of, meanings_of
from bot.app.person import preferences, restrictions
from bot.app.situation import Standing
from bot.app.training import checkin, excluded, pain, reporting, reshape, routine, working, workouts
from bot.app.training.gathering import gathered
from bot.domain.acts import Act
from bot.domain.errors import BotError
from bot.domain.intent import Intent
from bot.domain.outcome import Outcome
from bot.domain.outcome.faq import QuestionAnswered
from bot.domain.outcome.reply import Chatted, Refused
from bot.domain.outcome.workout import CardShown
from bot.domain.setting import Setting
from bot.domain.training.workout import Workout
from bot.understanding import meaning as m

Dispatch = Callable[[Scene, Intent], Awaitable[list[Outcome]]]
"""The router: an intent to its use case."""
REPORTED = (m.Done, m.Pain, m.Effort)
"""What is put together to one report."""
MOST_SHOWN = 2
"""Buttons' intents carried out for one message: more screens at once help nobody."""
ONE_QUESTION = 6
"""Words of a message up to which it asks one thing."""
SPOKEN = {
    "better": "reply.better",
    "worse": "reply.worse",
    "complain": "reply.complain",
    "chat": "reply.chat",
    "focus": "reply.cannot",
    "only": "reply.cannot",
    "ask_all": "reply.one_by_one",
}
"""Acts that are answered in words alone."""


async def act_on(
    scene: Scene, acts: Sequence[Act], standing: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Carry out acts, and keep what was understood and how things stood before."""
    before = await undo.standing(scene)
    meanings: list[m.Meaning] = []
    intents: list[Intent] = []
    questions = [act for act in acts if act.name in ANSWERERS]
    for act in (act for act in acts if act.name not in ANSWERERS):
        intent = None if act.slots and act.name == "card_done" else intent_of(act, standing)
        if intent is not None:
            intents.append(intent)
        else:
            meanings += meanings_of(act, standing)
    acted: list[m.Meaning] = []
    try:
        outcomes = await _act(scene, wishes.order(tuple(meanings)), standing.workout, acted)
        for intent in list(dict.fromkeys(intents))[:MOST_SHOWN]:
            outcomes += await dispatch(scene, intent)
        outcomes += await answer_all(scene, questions, standing)
        outcomes += await body_news.take(scene, acts, standing.words)
    except BotError as error:
        return [Refused(error)]
    if acted:
        await wishes.hear(scene, acted, before, outcomes)
    return _once(outcomes) or _words(acts)


def _once(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return outcomes with the last card alone: one message leads to one card."""
    cards = [one for one in outcomes if isinstance(one, CardShown)]
    return [one for one in outcomes if not isinstance(one, CardShown) or one is cards[-1]]


async def answer_all(scene: Scene, acts: Sequence[Act], standing: Standing) -> list[Outcome]:
    """Answer the questions of one message; none of them changes anything."""
    outcomes: list[Outcome] = []
    at_card = standing.context.situation == "card"
    most = 1 if len(standing.words.split()) <= ONE_QUESTION else MOST_SHOWN
    for act in acts[:most]:
        asked = Asked(scene, act, standing.words, standing.dialogue, standing.workout, at_card)
        told = {type(one.answer) for one in outcomes if isinstance(one, QuestionAnswered)}
        answered = await answer_question(asked)
        outcomes += [one for one in answered if type(one.answer) not in told]
    return outcomes


def _words(acts: Sequence[Act]) -> list[Outcome]:
    """Return what is said where nothing is done."""
    spoken = next((SPOKEN[act.name] for act in acts if act.name in SPOKEN), None)
    return [] if spoken is None else [Chatted(spoken)]


async def act_on_meanings(
    scene: Scene, meanings: tuple[m.Meaning, ...], workout: Workout
) -> list[Outcome]:
    """Carry out meanings that were read of a card."""
    before = await undo.standing(scene)
    acted: list[m.Meaning] = []
    try:
        outcomes = await _act(scene, meanings, workout, acted)
    except BotError as error:
        return [Refused(error)]
    if acted:
        await wishes.hear(scene, acted, before, outcomes)
    return outcomes


async def _act(
    scene: Scene, meanings: tuple[m.Meaning, ...], workout: Workout | None, acted: list[m.Meaning]
) -> list[Outcome]:
    """Carry out meanings; those carried out are added to `acted`."""
    outcomes: list[Outcome] = []
    done = tuple(one for one in meanings if isinstance(one, m.Did))
    if done and workout is not None and workout.is_at_card(scene.today):
        acted.extend(done)
        return await checkin.follow_last_card(scene, await working.did(scene, workout, done))
    report = gathered(meanings, workout)
    told = report is not None and workout is not None
    if report is not None and workout is not None:
        acted.extend(one for one in meanings if isinstance(one, REPORTED))
        if report.only_pain and (said := await pain.typed(scene, workout, report)):
            return said
        outcomes, rescreen = await reporting.report(scene, workout.day, report)
        if rescreen:
            return [*outcomes, *await dialogues.begin(scene, SAFETY)]
    for meaning in meanings:
        beside = isinstance(meaning, wishes.BESIDE)
        if isinstance(meaning, REPORTED) or (outcomes and not beside):
            continue
        found = await _one(scene, meaning, workout)
        if found:
            acted.append(meaning)
            outcomes += found
        if found and not beside and not told:
            break
    today = None if outcomes else reshape.circumstances(scene, meanings, workout)
    if today is not None:
        acted.extend(meanings)
        return await reshape.reshape(scene, scene.today, today)
    return outcomes


async def _one(scene: Scene, meaning: m.Meaning, workout: Workout | None) -> list[Outcome]:
    at_card = workout is not None and workout.is_at_card(scene.today)
    match meaning:
        case m.NotToday():
            return await routine.decline(scene, workout.day if workout else scene.today)
        case m.Later(until):
            due = until or scene.now + timedelta(hours=1)
            return await routine.later(scene, scene.today, due)
        case m.Hurts(region) if at_card and workout is not None:
            hurt = await workouts.hurt(scene, workout, region)
            return await checkin.follow_last_card(scene, hurt)
        case m.SomethingElse() if at_card and workout is not None:
            return await workouts.other(scene, workout)
        case m.Start():
            return await workouts.start(scene, scene.today)
        case m.NeverAgain(words):
            return await excluded.say(scene, words)
        case m.PhysioSays():
            return await restrictions.close(scene, meaning)
        case m.PauseUntil(day):
            return await pause.until(scene, day)
        case m.Resume():
            return await start.end_pause(scene)
        case m.ChangeTime(at):
            return await preferences.change(scene, Setting.PUSH_AT, f"{at:%H:%M}", again=False)
        case m.Choose(chosen, ""):
            return await settings_menu.ask(scene, chosen, again=False)
        case m.Thanks():
            return [Chatted("thanks")]
        case m.Greeting():
            return [Chatted("hello")]
        case _:
            return await wishes.act(scene, meaning, workout)
