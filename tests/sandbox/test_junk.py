"""Whatever is sent, every method answers with a result or a refusal and never breaks."""

import json
import random
from typing import Any

import httpx
import pytest

from telegram_sandbox.methods.all import METHODS
from telegram_sandbox.params import Params, Upload
from telegram_sandbox.server_api import call
from tests.sandbox.conftest import World
from tests.sandbox.foreign import METHODS as KNOWN

_PIECES: list[Any] = [
    None, "", " ", "x", "-1", "0", "5", "1e9", "true", "null", "[]", "{}", "[1]", "[null]", "[[]]",
    '{"a":1}', '[{"type":"photo"}]', '{"type":"photo","media":"x"}', '{"type":"chat"}', '["x"]',
    0, 7, -3, 1.5, True, [], {}, [None], [[None]], {"type": 5}, [{"type": "emoji"}], "$ann", "$own",
    {"message_id": "x"}, {"message_id": []}, {"inline_keyboard": [[None]]}, {"keyboard": [[5]]},
    {"inline_keyboard": [[{"text": "x", "web_app": 5}]]}, {"force_reply": True}, "attach://x",
    "$group",
    [{"type": "bold", "offset": "x", "length": []}], [{"command": 5, "description": "x"}],
    [{"type": "text_mention", "offset": 0, "length": 1, "user": 5}], "<b>", "\ud83d",
    "é" * 50, "@x",
]  # fmt: skip


_NAMES = "seconds to next kind times text row column message_id data emoji members chat_id type"


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"getupdates"}))
async def test_junk_is_answered(method: str, world: World) -> None:
    draw = random.Random(method)
    fields = list(KNOWN[method].model_fields) if method in KNOWN else ["x"]
    for _ in range(400):
        junk = {name: draw.choice(_PIECES) for name in fields if draw.random() < 0.7}
        if draw.random() < 0.6:
            junk["chat_id"] = "$ann"
        filled: dict[str, Any] = world.fill(junk)
        files = {"x": Upload("x", "text/plain", b"x")} if draw.random() < 0.2 else {}
        answer, status = await call(world.sandbox, method, Params(filled, files))
        assert status == (200 if answer["ok"] else answer["error_code"])
        json.dumps(answer)


async def test_polling_with_junk_is_answered(world: World) -> None:
    for piece in _PIECES:
        junk = {"offset": piece, "limit": piece, "allowed_updates": piece}
        answer, _ = await call(world.sandbox, "getUpdates", Params(junk))
        json.dumps(answer)


async def test_the_peoples_side_takes_junk(world: World, url: str) -> None:
    draw = random.Random(1)
    ann = world.names["ann"]
    paths = ["clock", "faults", "updates", "people", "chats"]
    paths += [f"people/{ann}/{what}" for what in ("messages", "tap", "react")]
    names = _NAMES.split()
    async with httpx.AsyncClient(base_url=f"{url}/sim") as http:
        for _ in range(300):
            body = {name: draw.choice(_PIECES) for name in names if draw.random() < 0.5}
            body = json.loads(json.dumps(body))
            answer = await http.post(draw.choice(paths), content=json.dumps(body))
            assert answer.status_code in {200, 404, 409, 422}, (answer.text, body)
