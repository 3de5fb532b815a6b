"""Take the answer to the open question out of typed words."""

import asyncio
from datetime import time

from bot.app import complaint, dialogues
from bot.app.account import settings_menu
from bot.app.context import Scene
from bot.app.situation import Standing
from bot.domain.acts import Act, Understanding
from bot.domain.complaint import PLACE
from bot.domain.errors import HandUnknown
from bot.domain.intent import Back, Ticked
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import ZonesFound
from bot.domain.setting import Setting
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.understanding.answer import OneSide, named_option, read_answer
from bot.understanding.zone import zones_by_clock, zones_of_city

MOST_ZONES = 6
"""Places offered when several fit; more do not fit on a phone."""
FINISHED = frozenset(("done", "card_done", "card_skip", "start"))
"""Acts that finish a list in which something is ticked ("next", "ready")."""
OF_THE_BODY = frozenset(("news", "pain", "chat", "complain", "answer"))
"""Acts that a condition named in a list may be taken for."""
MEASURED = (Kind.NUMBER, Kind.SIDES)
"""Kinds of questions whose answers may be lengths in many units."""


async def answer(
    scene: Scene, words: str, found: Understanding, stand: Standing
) -> list[Outcome] | None:
    """Return what comes of the answer in the words; None when there is none."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    names = [act.name for act in found.acts]
    if question.id == PLACE and (
        told := await complaint.say(scene, dialogue, words, stand.context)
    ):
        return told
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
        named = named_option(words, {o.id: o.text for o in stand.context.options})
        return await dialogues.answer(scene, dialogue, question, named or words.strip())
    if question.kind in MEASURED:
        return await _measured(scene, words, stand)
    if question.kind is Kind.DATE:
        return await _measured(scene, words, stand)
    if question.kind is Kind.SEVERAL:
        return await _listed(scene, words, found, stand)
    values: list[Value] = [one for a in found.acts if (one := _value(a, question)) is not None]
    said = _yes_or_no(names, question)
    if not values and said is None:
        return None
    return await dialogues.answer(scene, dialogue, question, values[0] if values else said or "")


async def _listed(
    scene: Scene, words: str, found: Understanding, stand: Standing
) -> list[Outcome] | None:
    """Take options of a list that the words name, or go on with what is ticked."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    names = {act.name for act in found.acts}
    if dialogue.ticked and names and names <= FINISHED:
        return await dialogues.finish_ticking(scene, Ticked(dialogue.id, question.id))
    options = next((one for a in found.acts if (one := _value(a, question)) is not None), None)
    if options is None and names <= OF_THE_BODY:
        understander = scene.deps.understander(scene.person.language)
        options = frozenset(understander.ticked(words, stand.context)) or None
    if not isinstance(options, frozenset):
        return None
    return await dialogues.name_options(scene, dialogue, question, options)


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
    found = scene.deps.understander(scene.person.language).understand(words, stand.context)
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
