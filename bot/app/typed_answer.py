"""Take the answer to the open question out of typed words, by the kind of the question."""

import asyncio
from collections.abc import Sequence

from bot.app import complaint, dialogues
from bot.app.account import settings_menu
from bot.app.context import Context
from bot.app.situation import Standing
from bot.domain.acts import Act, Understanding
from bot.domain.complaint import PLACE
from bot.domain.errors import HandUnknown, NotATime
from bot.domain.intent import Back, Ticked
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import ZonesFound
from bot.domain.setting import Setting
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Kind, Question
from bot.understanding.context import Option
from bot.understanding.measured import Measure, OneSide, read_measured
from bot.understanding.times import clocks
from bot.understanding.tokens import tokens
from bot.understanding.zone import zones_by_clock, zones_of_city

FEW = 4
"""In so few words a bare number is what a clock shows: "its 2 here"."""
MOST_ZONES = 6
"""Places offered when several fit; more do not fit on a phone."""
FINISHED = frozenset(("done", "card_done", "card_skip", "start"))
"""Acts that finish a list in which something is ticked ("next", "ready")."""
OF_THE_BODY = frozenset(("news", "pain", "chat", "complain", "answer", "yes", "no"))
"""Acts that a condition named in a list may be taken for."""
MEASURED = (Kind.NUMBER, Kind.SIDES, Kind.DATE)
"""Kinds of questions whose answers may be in many units, or days of the past."""
ANSWERING = frozenset(
    ("answer", "pain", "effort", "chat", "yes", "no", "not_sure", "better", "worse")
)
"""Acts that do not make a measure with words around it something else."""


async def answer(
    context: Context, words: str, meaning: Understanding, stand: Standing
) -> list[Outcome] | None:
    """Return what comes of the answer in the words; None when there is none."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    if question.id == PLACE and (
        outcomes := await complaint.say(context, dialogue, words, stand.text_context)
    ):
        return outcomes
    if any(act.name == "back" for act in meaning.acts):
        return await dialogues.back(context, Back(dialogue.id, question.id))
    if question.kind is Kind.ZONE and not _instead(meaning.acts, question):
        place = next((str(a.get("value")) for a in meaning.acts if a.name == "answer"), None)
        return None if place is None else await _zone(context, dialogue, question, place)
    if question.kind is Kind.SEVERAL and _instead(meaning.acts, question) is None:
        return await _listed(context, words, meaning, stand)
    try:
        value = read_value(context, question, words, meaning, stand.text_context.options)
    except HandUnknown as error:
        return [Refused(error), *await settings_menu.ask(context, Setting.HAND, again=False)]
    match value:
        case None:
            return None
        case OneSide(side, number):
            return await dialogues.measure(context, dialogue, question, side, number)
        case value:
            return await dialogues.answer(context, dialogue, question, value)


async def _listed(
    context: Context, words: str, meaning: Understanding, stand: Standing
) -> list[Outcome] | None:
    """Take options of a list that the words name, or go on with what is ticked."""
    dialogue, question = stand.dialogue, stand.question
    assert dialogue is not None
    assert question is not None
    names = {act.name for act in meaning.acts}
    if dialogue.ticked and (_is_enough(context, words, stand) or (names and names <= FINISHED)):
        return await dialogues.finish_ticking(context, Ticked(dialogue.id, question.id))
    if not names <= OF_THE_BODY:  # "done, pain 0" belongs to the day
        return None
    options = next((one for a in meaning.acts if (one := _value(a, question)) is not None), None)
    if options is None:
        understander = context.deps.understander(context.person.language)
        options = frozenset(understander.ticked(words, stand.text_context)) or None
    if not isinstance(options, frozenset):
        return None
    return await dialogues.name_options(context, dialogue, question, options)


def _is_enough(context: Context, words: str, stand: Standing) -> bool:
    """Whether words only say that all was named, as the button does: "that is all"."""
    understander = context.deps.understander(context.person.language)
    enough = understander.language.vocabulary.spots("enough", tokens(words))
    return bool(enough) and not understander.ticked(words, stand.text_context)


def read_value(
    context: Context,
    question: Question,
    words: str,
    meaning: Understanding,
    options: Sequence[Option],
) -> Measure | Value | None:
    """Return the value that words give to a question; None when they give none.

    Raises:
        NotANumber, NotADate, NotATime: clearly meant as an answer, and none.
        HandUnknown: told in hand spans, and the person's is not known.
    """
    if (instead := _instead(meaning.acts, question)) is not None:
        return instead
    if question.kind is Kind.TIME and meaning.asks_back == "time":
        raise NotATime(question=question.id)
    if question.kind is Kind.TEXT:
        return _named(words, options) or words.strip() or None
    if question.kind in MEASURED:
        vocabulary = context.deps.vocabulary(context.person.language)
        lengths = context.person.preferences.lengths
        measured = read_measured(question, words, vocabulary, context.today, lengths)
        others = any(act.name not in ANSWERING for act in meaning.acts)
        if measured is not None and (measured.whole or not others):
            return measured.value
    values = (_value(act, question) for act in meaning.acts)
    agreed = (act.name for act in meaning.acts if act.name in ("yes", "no"))
    plain = (name for name in agreed if question.option(name) is not None)
    return next((value for value in (*values, *plain) if value is not None), None)


def _instead(acts: Sequence[Act], question: Question) -> str | None:
    """Return "not sure" or "skipped", where that is said and the question offers it."""
    names = {act.name for act in acts}
    if "not_sure" in names and question.not_sure:
        return NOT_SURE
    return SKIPPED if "skip_question" in names and question.skip else None


def _named(words: str, options: Sequence[Option]) -> str | None:
    """Return the option whose very words were typed, or its place in the list."""
    typed = [token.text for token in tokens(words)]
    for place, option in enumerate(options, 1):
        if typed in ([token.text for token in tokens(option.text)], [str(place)]):
            return option.id
    return None


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
            return question.nearest(value)
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


async def _zone(
    context: Context, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome]:
    """Take a city, an IANA name, or the time on the person's own clock."""
    vocabulary = context.deps.vocabulary(context.person.language)
    places = (await asyncio.to_thread(zones_of_city, words, vocabulary))[:MOST_ZONES]
    typed = tokens(words)
    shown = clocks(typed, vocabulary)
    if not places and shown and (shown[0].clear or len(typed) <= FEW):
        by_clock = zones_by_clock(shown[0].at, context.now)[:MOST_ZONES]
        return [ZonesFound(dialogue, question.id, tuple((zone, zone) for zone in by_clock))]
    if len({zone for _, zone in places}) == 1:
        return await dialogues.answer(context, dialogue, question, places[0][1])
    return [ZonesFound(dialogue, question.id, tuple(places))]
