"""The check against aiogram's types finds every kind of bad call and lets good ones pass."""

from typing import Any

import pytest

from telegram_sandbox.params import Upload
from telegram_sandbox.state import Sandbox
from tests.sandbox.foreign import complaints, held_to_the_bot_api

_FILE = Upload("a.png", "image/png", b"x")


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("getMe", {}),
        ("GETME", {}),
        ("sendMessage", {"chat_id": "5", "text": "[1]", "disable_notification": "true"}),
        ("sendMessage", {"chat_id": 5, "text": "x", "reply_markup": '{"force_reply":true}'}),
        ("sendPhoto", {"chat_id": "5", "photo": _FILE}),
        (
            "sendMediaGroup",
            {"chat_id": "5", "media": '[{"type":"photo","media":"attach://p"}]', "p": _FILE},
        ),
        ("editMessageMedia", {"media": {"type": "photo", "media": "attach://p"}, "p": _FILE}),
        ("getUpdates", {"offset": "1", "allowed_updates": '["message"]'}),
        ("setMyCommands", {"commands": '[{"command":"a","description":"b"}]'}),
    ],
)
def test_a_good_call_passes(method: str, parameters: dict[str, Any]) -> None:
    assert complaints(method, parameters) == []


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        ("sendMassage", {}, "sendMassage: unknown method"),
        ("sendMessage", {"chat_id": 5}, "sendMessage: text: Field required"),
        ("sendMessage", {"chat_id": 5, "text": "x", "txt": "y"}, "unknown parameter txt"),
        ("sendPhoto", {"chat_id": 5, "photo": "x", "stray": _FILE}, "unknown parameter stray"),
        ("sendMessage", {"chat_id": 5, "text": "x", "disable_notification": "no!"}, "disable_n"),
        ("getUpdates", {"timeout": "soon"}, "getUpdates: timeout: Input should be a valid int"),
        (
            "sendMessage",
            {"chat_id": 5, "text": "x", "reply_markup": '{"inline_keyboard":[[{"txt":"a"}]]}'},
            "unknown parameter reply_markup.inline_keyboard",
        ),
        (
            "sendMessage",
            {
                "chat_id": 5,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callbackdata": "b"}]]},
            },
            "unknown parameter reply_markup.inline_keyboard.0.0.callbackdata",
        ),
    ],
)
def test_a_bad_call_is_named(method: str, parameters: dict[str, Any], complaint: str) -> None:
    assert complaint in "\n".join(complaints(method, parameters))


def test_the_block_fails_with_the_complaint(sandbox: Sandbox) -> None:
    def misbehave() -> None:
        with held_to_the_bot_api(sandbox):
            assert sandbox.on_call is not None
            sandbox.on_call("sendMassage", {})

    with pytest.raises(AssertionError, match="unknown method"):
        misbehave()
    assert sandbox.on_call is None
