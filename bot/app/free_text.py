"""Typed words: an answer to the open question, or what a person tells by themselves."""

import asyncio
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.app import commands, complaint, dialogues, undo, wishes
from bot.app.account import pause, settings_menu, start
from bot.app.context import SAFETY, Scene
from bot.app.person import preferences, restrictions
from bot.app.saying import decode
from bot.app.training import checkin, excluded, pain, reporting, reshape, routine, working, workouts
from bot.app.training.gathering import gathered
from bot.domain.complaint import PLACE
from bot.domain.errors import (
    BotError,
    HandUnknown,
    LongOver,
    NotAnAnswer,
    NotAnOption,
    NotANumber,
    NotAPlace,
)
from bot.domain.intent import Meant
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted, NotUnderstood, Refused, Stale
from bot.domain.outcome.talk import Asking, ZonesFound
from bot.domain.setting import Setting
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.domain.training.workout import Workout
from bot.understanding.answer import OneSide, named_option, read_answer
from bot.understanding.meaning import (
    ChangeTime,
    Context,
    Correction,
    Did,
    Done,
    Easier,
    Effort,
    Greeting,
    Harder,
    Help,
    Hurts,
    Later,
    Meaning,
    NeverAgain,
    NotToday,
    Pain,
    PauseUntil,
    PhysioSays,
    Resume,
    Skip,
    SomethingElse,
    Start,
    StopAll,
    Summary,
    Thanks,
    Tired,
)
from bot.understanding.reply import understand
from bot.understanding.zone import zone_at, zones_by_clock, zones_of_city

BY_THEMSELVES = (
    *(Done, Pain, Hurts, NotToday, Tired, StopAll),
    *(Help, Summary, Thanks, PauseUntil, Resume),
)
"""What somebody means to say to the bot whatever it asks."""
MOST_WORDS = 3
"""So short a message that means something by itself is no answer in own words."""
REPORTED = (Done, Pain, Effort)
"""What is put together to one report."""
OF_A_DAY = (*REPORTED, Did, Hurts, Correction)
"""What is told of the workout of one day."""
MOST_ZONES = 6
"""Places offered when several fit; more do not fit on a phone."""


async def say(scene: Scene, words: str) -> list[Outcome]:
    """What written words come to."""
    opened = await dialogues.current(scene)
    question = opened.current if opened else None
    own_words = question is not None and _own_words(scene, question, words)
    if opened is not None and own_words and _means_something(scene, words):
        return [*(await _told(scene, words) or [Refused(NotAnAnswer())]), Asking(opened)]
    if opened is not None and question is not None:
        answered = await _answer(scene, opened, question, words)
        if answered is not None:
            return answered
    told = await _told(scene, words, opened)
    if told:
        return told
    if opened is not None:
        number = question is not None and question.kind in (Kind.NUMBER, Kind.SIDES, Kind.SCALE)
        return [Refused(NotANumber() if number else NotAnOption()), Asking(opened)]
    return [NotUnderstood()]


async def to_old(scene: Scene, words: str) -> list[Outcome]:
    """A reply to a message that is long over: a wish is one whenever it is made, but a report or
    an answer would land on a day it does not belong to."""
    lexicon = scene.deps.lexicon(scene.person.language)
    found = understand(words, lexicon, scene.now, ZoneInfo(str(scene.zone))).meanings
    wished = bool(found) and not any(isinstance(one, OF_A_DAY) for one in found)
    if wished and (told := await _told(scene, words)):
        return told
    opened = await dialogues.current(scene)
    return [Refused(LongOver()), *([] if opened is None else [Asking(opened)])]


def _own_words(scene: Scene, question: Question, words: str) -> bool:
    """Whether they would be taken as they are, and not for one of the options."""
    if question.kind is not Kind.TEXT:
        return False
    return named_option(words, _option_words(scene, question)) is None


async def _answer(
    scene: Scene, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    if question.kind is Kind.ZONE:
        return await _zone(scene, dialogue, question, words)
    if question.id == PLACE and (told := await complaint.say(scene, dialogue, words)) is not None:
        return told
    lexicon = scene.deps.lexicon(scene.person.language)
    options = _option_words(scene, question)
    lengths = scene.person.preferences.lengths
    try:
        read = read_answer(question, words, lexicon, scene.today, options, lengths)
    except HandUnknown as error:
        return [Refused(error), *await settings_menu.ask(scene, Setting.HAND, again=False)]
    match read:
        case None:
            return None
        case OneSide(side, number):
            return await dialogues.measure(scene, dialogue, question, side, number)
        case value:
            return await dialogues.answer(scene, dialogue, question, value)


def _option_words(scene: Scene, question: Question) -> dict[str, str]:
    """Option id -> its words in the person's language."""
    translated = scene.catalog.words.get(scene.person.language, {})
    return {
        option.id: str(translated.get(option.text.key, option.text.english))
        for option in question.options
    }


async def _zone(
    scene: Scene, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    """A city, an IANA name, or the time on the person's own clock."""
    lexicon = scene.deps.lexicon(scene.person.language)
    found = (await asyncio.to_thread(zones_of_city, words, lexicon))[:MOST_ZONES]
    if not found:
        clock = read_answer(_as_time(question), words, lexicon, scene.today)
        if isinstance(clock, str) and ":" in clock:
            hour, minute = clock.split(":")
            by_clock = zones_by_clock(time(int(hour), int(minute)), scene.now)
            named = tuple((zone, zone) for zone in by_clock[:MOST_ZONES])
            return [ZonesFound(dialogue, question.id, named)]
        return [ZonesFound(dialogue, question.id, ())]
    if len({zone for _, zone in found}) == 1:
        return await dialogues.answer(scene, dialogue, question, found[0][1])
    return [ZonesFound(dialogue, question.id, tuple(found))]


def _as_time(question: Question) -> Question:
    return Question(question.id, question.ask, Kind.TIME)


async def locate(scene: Scene, latitude: float, longitude: float) -> list[Outcome]:
    """A shared location answers the question of where the person is; only its zone is kept.

    Raises:
        NotAPlace: no zone there.
    """
    zone = zone_at(latitude, longitude)
    if zone is None:
        raise NotAPlace()
    opened = await dialogues.current(scene)
    if opened is not None and opened.current and opened.current.kind is Kind.ZONE:
        return await dialogues.answer(scene, opened, opened.current, zone)
    if scene.person.preferences.push_at is None:
        return [NotUnderstood()]
    return await preferences.change(scene, Setting.ZONE, zone, again=False)


async def _told(scene: Scene, words: str, opened: Dialogue | None = None) -> list[Outcome]:
    workout = await routine.latest(scene)
    if opened is None and workout is not None and working.is_open(scene, workout):
        told = working.read(scene, workout, words)
        if told and (doubted := working.doubted(workout, words, told)):
            return wishes.unclear(scene, (doubted,))
        if told:
            return await _heard(scene, told, workout)
    question = opened.current if opened else None
    usual = scene.person.preferences.push_at
    context = Context(
        asked=wishes.asked(question.id) if question else None,
        total=len(workout.cards) if workout else None,
        usual=usual or Context().usual,
    )
    understood = understand(
        words,
        scene.deps.lexicon(scene.person.language),
        scene.now,
        ZoneInfo(str(scene.zone)),
        context,
    )
    outcomes = await _heard(scene, understood.meanings, workout) if understood else []
    refused: list[Outcome] = [Refused(error) for error in understood.refused[:1]]
    return [*outcomes, *refused, *wishes.unclear(scene, understood.ambiguous)]


async def meant(scene: Scene, intent: Meant) -> list[Outcome]:
    """One of two things was meant; a message of another day is over."""
    meaning = decode(intent.meaning)
    if meaning is None or intent.day != scene.today:
        return [Stale()]
    return await _heard(scene, (meaning,), await routine.latest(scene)) or [Stale()]


async def _heard(
    scene: Scene, meanings: tuple[Meaning, ...], workout: Workout | None
) -> list[Outcome]:
    """Act, and keep what was understood and how things stood before."""
    before = await undo.standing(scene)
    acted: list[Meaning] = []
    try:
        outcomes = await _act(scene, wishes.order(meanings), workout, acted)
    except BotError as error:
        return [Refused(error)]
    if acted:
        await wishes.hear(scene, acted, before, outcomes)
    return outcomes


async def _act(
    scene: Scene, meanings: tuple[Meaning, ...], workout: Workout | None, acted: list[Meaning]
) -> list[Outcome]:
    """What comes of them; those acted on are added to `acted`."""
    outcomes: list[Outcome] = []
    done = tuple(one for one in meanings if isinstance(one, Did))
    if done and workout is not None and working.is_open(scene, workout):
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


def _means_something(scene: Scene, words: str) -> bool:
    """Whether words are a reply by themselves, and so no answer to a question in own words."""
    if len(words.split()) > MOST_WORDS:
        return False
    lexicon = scene.deps.lexicon(scene.person.language)
    found = understand(words, lexicon, scene.now, ZoneInfo(str(scene.zone))).meanings
    return bool(found) and all(isinstance(meaning, BY_THEMSELVES) for meaning in found)


async def _one(scene: Scene, meaning: Meaning, workout: Workout | None) -> list[Outcome]:
    match meaning:
        case Skip() | NotToday():
            return await routine.decline(scene, workout.day if workout else scene.today)
        case Later(until):
            due = until or scene.now + timedelta(hours=1)
            return await routine.later(scene, scene.today, due)
        case Hurts(region) if workout is not None and working.is_open(scene, workout):
            return await checkin.follow_last_card(
                scene, await workouts.hurt(scene, workout, region)
            )
        case Easier() if workout is not None and working.is_open(scene, workout):
            return await workouts.step(scene, workout, harder=False)
        case Harder() if workout is not None and working.is_open(scene, workout):
            return await workouts.step(scene, workout, harder=True)
        case SomethingElse() if workout is not None and working.is_open(scene, workout):
            return await workouts.other(scene, workout)
        case Start():
            return await workouts.start(scene, scene.today)
        case NeverAgain(words):
            return await excluded.say(scene, words)
        case PhysioSays():
            return await restrictions.close(scene, meaning)
        case PauseUntil(day):
            return await pause.until(scene, day)
        case Resume():
            return await start.end_pause(scene)
        case ChangeTime(at):
            return await preferences.change(scene, Setting.PUSH_AT, f"{at:%H:%M}", again=False)
        case StopAll(erase=True):
            return await commands.erase(scene, "")
        case StopAll():
            return await commands.stop(scene, "")
        case Help():
            return await commands.tell_help(scene, "")
        case Summary():
            return await commands.summarise(scene, "")
        case Thanks():
            return [Chatted("thanks")]
        case Greeting():
            return [Chatted("hello")]
        case _:
            return await wishes.act(scene, meaning, workout)
