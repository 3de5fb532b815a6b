"""How intents become callback data of at most 64 bytes, and back; made-up data comes to nothing."""

import re
from datetime import date

from bot.domain.ids import DialogueId, FlagId, OptionId, QuestionId
from bot.domain.intent import (
    Back,
    CardVerb,
    Change,
    Command,
    Consent,
    Intent,
    Meant,
    OnCard,
    OnFlag,
    OnPain,
    OnRoutine,
    OnSetting,
    RoutineVerb,
    Tap,
    Ticked,
    Undo,
)
from bot.domain.training.workout import PainMoment

LONGEST = 64
"""Bytes of callback data that Telegram takes."""


def encode(intent: Intent) -> str:
    """Callback data of an intent that a button may carry.

    Raises:
        ValueError: no button carries such an intent, or it does not fit.
    """
    match intent:
        case Tap(dialogue, question, option):
            data = f"t:{dialogue}:{question}:{option}"
        case Ticked(dialogue, question):
            data = f"s:{dialogue}:{question}"
        case Change(dialogue, question, option):
            data = f"c:{dialogue}:{question}:{option}"
        case Back(dialogue, question):
            data = f"b:{dialogue}" if question is None else f"b:{dialogue}:{question}"
        case Command(name, argument):
            data = f"x:{name}:{argument}"
        case Consent(version):
            data = f"y:{version}"
        case OnRoutine(day, verb, argument):
            data = f"r:{day:%Y%m%d}:{verb}:{argument}"
        case OnCard(day, card, verb, exercise, argument):
            data = f"w:{day:%Y%m%d}:{card}:{verb}:{exercise}:{argument}"
        case OnPain(day, moment, level, place):
            data = f"p:{day:%Y%m%d}:{moment}:{level}" + (f":{place}" if place else "")
        case OnFlag(flag, answer):
            data = f"f:{flag}:{answer}"
        case Meant(day, meaning):
            data = f"m:{day:%Y%m%d}:{meaning}"
        case Undo(token):
            data = f"u:{token}"
        case OnSetting(name, value):
            data = f"e:{name}:{value}"
        case _:
            raise ValueError(f"no button carries {type(intent).__name__}")
    if len(data.encode()) > LONGEST:
        raise ValueError(f"{len(data.encode())} bytes of callback data: {data}")
    return data


def decode(data: str) -> Intent | None:
    """The intent of callback data; None for data that no button of ours carries."""
    kind, _, rest = data.partition(":")
    try:
        return _decode(kind, rest)
    except ValueError:
        return None


def _decode(kind: str, rest: str) -> Intent | None:
    match kind, rest.split(":", 2):
        case (("t" | "c"), [dialogue, question, option]) if question and option:
            intent_type = Tap if kind == "t" else Change
            return intent_type(_dialogue(dialogue), QuestionId(question), OptionId(option))
        case "s", [dialogue, question] if question:
            return Ticked(_dialogue(dialogue), QuestionId(question))
        case "b", [dialogue]:
            return Back(_dialogue(dialogue))
        case "b", [dialogue, question] if question:
            return Back(_dialogue(dialogue), QuestionId(question))
        case "x", [name, *argument] if name:
            return Command(name, ":".join(argument))
        case "y", [version] if version:
            return Consent(version)
        case "r", [day, verb, argument]:
            return OnRoutine(_day(day), RoutineVerb(verb), argument)
        case "w", [day, card, act]:
            verb, _, more = act.partition(":")
            exercise, _, argument = more.partition(":")
            return OnCard(_day(day), _number(card), CardVerb(verb), exercise, argument)
        case "p", [day, moment, answer]:
            level, _, place = answer.partition(":")
            return OnPain(_day(day), PainMoment(moment), level, place)
        case "m", [day, *meaning] if meaning:
            return Meant(_day(day), ":".join(meaning))
        case "u", [token]:
            return Undo(_number(token))
        case "e", [name, *value]:
            return OnSetting(name, ":".join(value))
        case "f", [flag, answer]:
            return OnFlag(FlagId(flag), answer)
        case _:
            return None


def _dialogue(text: str) -> DialogueId:
    return DialogueId(_number(text))


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{8}", text):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
