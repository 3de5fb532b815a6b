"""Holds every call of a bot against the Bot API as aiogram, which is not ours, types it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile
from pydantic import BaseModel, ValidationError

from telegram_sandbox.params import Upload
from telegram_sandbox.state import Sandbox

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    name.lower(): method
    for name in aiogram.methods.__all__
    if isinstance(method := getattr(aiogram.methods, name), type)
    and issubclass(method, TelegramMethod)
    and method is not TelegramMethod
}


def complaints(method: str, parameters: Mapping[str, Any]) -> list[str]:
    """What is wrong with a call; empty when the Bot API knows it just so."""
    model = METHODS.get(method.lower())
    if model is None:
        return [f"{method}: unknown method"]
    attached = {
        value.removeprefix("attach://")
        for value in _strings(list(parameters.values()))
        if value.startswith("attach://")
    }
    body = {
        name: _typed(model, name, value)
        for name, value in parameters.items()
        if name not in attached
    }
    try:
        parsed = model.model_validate(body)
    except ValidationError as error:
        return [f"{method}: {_where(e)}: {e['msg']}" for e in error.errors()]
    return [f"{method}: unknown {where}" for where in _extras(parsed, "parameter ")]


def _typed(model: type[TelegramMethod[Any]], name: str, value: Any) -> Any:
    """A form's text as the value it stands for; objects travel as JSON."""
    if isinstance(value, Upload):
        return BufferedInputFile(value.content, value.name)
    field = model.model_fields.get(name)
    if isinstance(value, str) and field is not None and value[:1] in ("{", "["):
        plain = str(field.annotation).split(" | ")
        if field.annotation is not str and "str" not in plain:
            return json.loads(value)
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            try:
                yield from _strings(json.loads(value))
            except ValueError:
                return
        else:
            yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _where(error: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in error["loc"] if not str(part)[:1].isupper())


def _extras(value: Any, where: str) -> Iterator[str]:
    """Fields, at any depth, that the foreign library does not know."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or ():
            yield f"{where}{name}"
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name), f"{where}{name}.")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _extras(item, f"{where}{number}.")


@contextmanager
def held_to_the_bot_api(sandbox: Sandbox) -> Iterator[list[str]]:
    """Fail at the end of the block if the bot made a call that the Bot API does not know.

    Gives the list of complaints, which a test may empty when it means to provoke one.
    """
    faults: list[str] = []
    sandbox.on_call = lambda method, parameters: faults.extend(complaints(method, parameters))
    try:
        yield faults
    finally:
        sandbox.on_call = None
    assert not faults, "\n".join(faults)
