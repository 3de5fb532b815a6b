"""Typed words: the answer to the open question, and what a person tells by themselves."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from bot.app import dialogues
from bot.app.account import red_flags, settings_menu
from bot.app.acting import Dispatch, act_on, act_on_meanings
from bot.app.context import Scene
from bot.app.person import preferences
from bot.app.saying import choice_of, decode
from bot.app.situation import Standing, standing
from bot.app.training import working
from bot.domain.acts import CHANGING, PLEASANTRIES, QUESTION, Act, Understanding
from bot.domain.errors import (
    BotError,
    HandUnknown,
    LongOver,
    NotAnOption,
    NotANumber,
    NotAPlace,
    NotATime,
)
from bot.domain.intent import Back, Meant, OnFlag
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard
from bot.domain.outcome.reply import NotUnderstood, Refused, Stale, Unclear
from bot.domain.outcome.talk import Asking, ZonesFound
from bot.domain.setting import Setting
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.understanding.answer import OneSide, named_option, read_answer
from bot.understanding.zone import zone_at, zones_by_clock, zones_of_city

MOST_WORDS = 3
"""So short a message that means something by itself is no answer in own words."""
PLAIN = 0.8
"""How sure a meaning has to be, to be none of the own words that were asked for."""
OF_A_DAY = frozenset(
    ("done", "partly", "skipped", "pain", "effort", "card_done", "card_hurts", "correct", "answer")
)
"""Acts that belong to the day they were told on."""
ANSWERS = frozenset(("answer", "yes", "no", "not_sure", "skip_question", "back", "chat"))
"""Acts that concern the open question alone."""
MOST_ZONES = 6
"""Places offered when several fit; more do not fit on a phone."""
MEASURED = (Kind.NUMBER, Kind.SIDES)
"""Kinds of questions whose answers may be lengths in many units."""


async def say(scene: Scene, words: str, dispatch: Dispatch) -> list[Outcome]:
    """Answer written words."""
    stand = replace(await standing(scene), words=words)
    found = _understood(scene, words, stand)
    if stand.flag is not None:
        return await _on_flag(scene, found, stand, dispatch)
    if stand.dialogue is not None and stand.question is not None:
        return await _asked(scene, words, found, stand, dispatch)
    if stand.workout is not None and stand.context.situation == "card":
        worked = await _worked(scene, words, stand)
        if worked:
            return worked
    return await _told(scene, found, stand, dispatch) or [NotUnderstood()]


async def _worked(scene: Scene, words: str, stand: Standing) -> list[Outcome]:
    """Take numbers by side and a load, typed at a card; a small number alone is asked back."""
    assert stand.workout is not None
    told = working.read(scene, stand.workout, words)
    if told and (doubted := working.doubted(stand.workout, words, told)):
        return _which(scene, doubted, stand)
    return await act_on_meanings(scene, told, stand.workout) if told else []


async def agrees(scene: Scene, words: str) -> bool:
    """Return whether words agree to what was asked before anything else."""
    found = _understood(scene, words, await standing(scene))
    return any(act.name == "yes" for act in found.acts)


async def to_old(scene: Scene, words: str, dispatch: Dispatch) -> list[Outcome]:
    """Answer a reply to a message that is long over: a wish is one whenever it is made, but a
    report or an answer would land on a day it does not belong to."""
    stand = await standing(scene)
    alone = replace(stand, dialogue=None, context=replace(stand.context, situation="idle"))
    found = _understood(scene, words, alone)
    wished = bool(found.acts) and not any(act.name in OF_A_DAY for act in found.acts)
    if wished and (told := await _told(scene, found, alone, dispatch)):
        return told
    asked = [] if stand.dialogue is None else [Asking(stand.dialogue)]
    return [Refused(LongOver()), *asked]


async def meant(scene: Scene, intent: Meant, dispatch: Dispatch) -> list[Outcome]:
    """Carry out the one of two meanings that was chosen; a message of another day is over."""
    act = decode(intent.meaning)
    if act is None or intent.day != scene.today:
        return [Stale()]
    return await act_on(scene, (act,), await standing(scene), dispatch) or [Stale()]


def _understood(scene: Scene, words: str, stand: Standing) -> Understanding:
    return scene.deps.understander(scene.person.language).understand(words, stand.context)


async def _on_flag(
    scene: Scene, found: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Answer "is this happening to you?"; whatever else is said, it is asked again."""
    assert stand.flag is not None
    said = next((act.name for act in found.acts if act.name in ("yes", "no", "not_sure")), None)
    if said is not None:
        return await red_flags.answer(scene, OnFlag(stand.flag.id, said))
    harmless = [act for act in found.acts if act.name not in CHANGING]
    told = await act_on(scene, harmless, stand, dispatch) if harmless else []
    return [*told[:1], FlagHeard(stand.flag, consented=True)]


async def _asked(
    scene: Scene, words: str, found: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Take the answer to the open question, and carry out what else was said."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    rest = [act for act in found.acts if act.name not in ANSWERS and not _answers(act, stand)]
    own_words = question.kind is Kind.TEXT and _in_own_words(words, found)
    answered = await _answer(scene, words, found, stand)
    if answered is not None and (own_words or question.kind is not Kind.TEXT or not rest):
        more = [] if own_words else [act for act in rest if act.name not in PLEASANTRIES]
        told = await act_on(scene, more, stand, dispatch) if more else []
        return [*told, *answered]
    told = await _told(scene, found, stand, dispatch)
    if told:
        asks = all(act.name in (*QUESTION, *PLEASANTRIES) for act in found.acts)
        return [*told, *([Asking(dialogue)] if asks and found.acts else [])]
    number = question.kind in (Kind.NUMBER, Kind.SIDES, Kind.SCALE)
    return [Refused(NotANumber() if number else NotAnOption()), Asking(dialogue)]


def _answers(act: Act, stand: Standing) -> bool:
    """Whether an act of another name is the answer to the open question."""
    if act.name == "set_time":
        return stand.context.situation == "time"
    return (
        act.name == "pain" and stand.context.situation == "checkin" and set(act.slots) <= {"level"}
    )


def _in_own_words(words: str, found: Understanding) -> bool:
    """Whether words are an answer in own words rather than something that is meant by itself."""
    short = len(words.split()) <= MOST_WORDS
    means = [act for act in found.acts if act.name not in ("answer", "chat")]
    return not (short and means and found.confidence >= PLAIN)


async def _answer(
    scene: Scene, words: str, found: Understanding, stand: Standing
) -> list[Outcome] | None:
    """Return what comes of the answer in the words; None when there is none."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    names = [act.name for act in found.acts]
    if "not_sure" in names and question.not_sure:
        return await dialogues.answer(scene, dialogue, question, NOT_SURE)
    if "skip_question" in names and question.skip:
        return await dialogues.answer(scene, dialogue, question, SKIPPED)
    if "back" in names:
        return await dialogues.back(scene, Back(dialogue.id, question.id))
    if question.kind is Kind.ZONE:
        place = next((str(a.get("value")) for a in found.acts if a.name == "answer"), None)
        return None if place is None else await _zone(scene, dialogue, question, place)
    if question.kind is Kind.TEXT:
        value = named_option(words, {o.id: o.text for o in stand.context.options})
        return await dialogues.answer(scene, dialogue, question, value or words.strip())
    if question.kind in MEASURED:
        return await _measured(scene, words, stand)
    if question.kind is Kind.DATE:
        return await _measured(scene, words, stand)
    told = (_value(act, question) for act in found.acts)
    value = next((one for one in told if one is not None), None)
    value = value if value is not None else _yes_or_no(names, question)
    return None if value is None else await dialogues.answer(scene, dialogue, question, value)


def _yes_or_no(names: list[str], question: Question) -> str | None:
    return next((n for n in names if n in ("yes", "no") and question.option(n)), None)


async def _measured(scene: Scene, words: str, stand: Standing) -> list[Outcome] | None:
    """Take a number, a length in any unit, one for each side, or a date."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    lexicon = scene.deps.lexicon(scene.person.language)
    lengths = scene.person.preferences.lengths
    try:
        read = read_answer(question, words, lexicon, scene.today, {}, lengths)
    except HandUnknown as error:
        return [Refused(error), *await settings_menu.ask(scene, Setting.HAND, again=False)]
    match read:
        case None:
            return await _loosely_measured(scene, words, stand)
        case OneSide(side, number):
            return await dialogues.measure(scene, dialogue, question, side, number)
        case value:
            return await dialogues.answer(scene, dialogue, question, value)


async def _loosely_measured(scene: Scene, words: str, stand: Standing) -> list[Outcome] | None:
    """Take a number out of more words than a mere answer has."""
    assert stand.dialogue is not None
    assert stand.question is not None
    found = _understood(scene, words, stand)
    read = (_value(act, stand.question) for act in found.acts)
    value = next((one for one in read if one is not None), None)
    if value is None:
        return None
    return await dialogues.answer(scene, stand.dialogue, stand.question, value)


def _value(act: Act, question: Question) -> Value | None:
    """Return the answer that an act gives to a question, in the shape the dialogue takes."""
    if act.name == "set_time" and question.kind is Kind.TIME:
        return str(act.get("time")) if act.get("time") else None
    if act.name == "pain" and question.kind is Kind.SCALE:
        return None if act.get("level") is None else float(act.get("level"))
    value = act.get("value")
    if act.name != "answer" or value is None:
        return None
    match question.kind, value:
        case Kind.CHOICE, int() | float():
            return _nearest(value, question)
        case Kind.CHOICE, str():
            return value
        case Kind.SEVERAL, list():
            return frozenset(value)
        case Kind.SCALE | Kind.NUMBER, int() | float():
            return float(value)
        case Kind.SIDES, {"left": left, "right": right}:
            return Sides(float(left), float(right))
        case Kind.TIME | Kind.DATE, str():
            return value
    return None


def _nearest(value: float, question: Question) -> str | None:
    """Return the option whose number is nearest to the one told."""
    numbered = [str(o.id) for o in question.options if str(o.id).isdecimal()]
    return min(numbered, key=lambda one: (abs(int(one) - value), int(one)), default=None)


async def _zone(
    scene: Scene, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    """Take a city, an IANA name, or the time on the person's own clock."""
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
    """Take a shared location for where the person is; only its zone is kept.

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


async def _told(
    scene: Scene, found: Understanding, stand: Standing, dispatch: Dispatch
) -> list[Outcome]:
    """Carry out what was understood, or ask which of two things was meant."""
    if found.asks_back in ("reading", "confirm"):
        return _which(scene, found.readings, stand)
    if found.asks_back == "time" and not found.acts:
        return [Refused(NotATime())]
    try:
        return await act_on(scene, found.acts, stand, dispatch)
    except BotError as error:
        return [Refused(error)]


def _which(scene: Scene, readings: Sequence[Act], stand: Standing) -> list[Outcome]:
    """Ask which of several things was meant, a button each."""
    choices = (choice_of(act, stand) for act in readings)
    shown = tuple((said, Meant(scene.today, data)) for said, data in choices)
    return [Unclear(shown, str(scene.zone))] if len(shown) > 1 else []
