"""A whole conversation held by foreign clients; every answer fits their own types."""

from typing import Any

import aiogram.methods
import httpx
from aiogram import Bot
from telegram import Bot as PtbBot

from telegram_sandbox.state import Sandbox
from tests.sandbox.conftest import TOKEN
from tests.sandbox.conversation import CONVERSATION, Step, holds
from tests.sandbox.foreign import held_to_the_bot_api


def _fill(value: Any, names: dict[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        name, plus, number = value[1:].partition("+")
        return names[name] + int(number) if plus else names[name]
    if isinstance(value, dict):
        return {name: _fill(item, names) for name, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, names) for item in value]
    return value


def _pick(path: str, value: Any) -> Any:
    for part in path.split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


async def _act(step: Step, url: str, person: int, names: dict[str, Any]) -> None:
    if step.person is not None:
        what, body = step.person
        async with httpx.AsyncClient() as http:
            answer = await http.post(f"{url}/sim/people/{person}/{what}", json=_fill(body, names))
            answer.raise_for_status()


async def _join(url: str) -> int:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{url}/sim/people", json={"first_name": "Zoë"})
        return int(answer.json()["id"])


async def test_aiogram_holds_it_with_its_own_types(sandbox: Sandbox, url: str, aio: Bot) -> None:
    person, names = await _join(url), dict[str, Any]()
    with held_to_the_bot_api(sandbox):
        for step in CONVERSATION:
            await _act(step, url, person, names)
            kind = getattr(aiogram.methods, step.method[0].upper() + step.method[1:])
            result = await aio(kind(**_fill(step.parameters, names)))
            plain = _plain(result)
            assert holds(step.expect, plain), (step.method, plain)
            names |= {name: _pick(path, plain) for name, path in step.save.items()}


def _plain(result: Any) -> Any:
    if isinstance(result, list):
        return [_plain(item) for item in result]
    if hasattr(result, "model_dump"):
        return result.model_dump(mode="json", by_alias=True, exclude_none=True)
    return result


async def test_ptb_reads_every_answer_of_it(url: str) -> None:
    person, names = await _join(url), dict[str, Any]()
    async with PtbBot(TOKEN, base_url=f"{url}/bot") as bot, httpx.AsyncClient() as http:
        for step in CONVERSATION:
            await _act(step, url, person, names)
            answer = await http.post(
                f"{url}/bot{TOKEN}/{step.method}", json=_fill(step.parameters, names)
            )
            result = answer.json()["result"]
            assert holds(step.expect, result), (step.method, result)
            _read_by_ptb(step.method, result, bot)
            names |= {name: _pick(path, result) for name, path in step.save.items()}


def _read_by_ptb(method: str, result: Any, bot: PtbBot) -> None:
    """PTB's own reading, which raises when a field it needs is missing."""
    import telegram

    kinds: dict[str, Any] = {
        "getMe": telegram.User,
        "getChat": telegram.ChatFullInfo,
        "sendMessage": telegram.Message,
        "editMessageText": telegram.Message,
        "getWebhookInfo": telegram.WebhookInfo,
        "getUpdates": telegram.Update,
    }
    if method not in kinds:
        return
    for item in result if isinstance(result, list) else [result]:
        read = kinds[method].de_json(item, bot)
        assert read is not None
        assert not read.api_kwargs, f"{method}: {read.api_kwargs}"
