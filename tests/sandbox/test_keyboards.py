"""Keyboards arrive as sent, cut where Telegram cuts them; only clients see reply keyboards."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import ForceReply, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from telegram_sandbox import acts
from telegram_sandbox.errors import ApiError
from telegram_sandbox.keyboards import read
from telegram_sandbox.state import Sandbox


def _inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def test_rows_are_cut_at_twelve_and_empty_rows_fall_away() -> None:
    key = {"text": "x", "callback_data": "y"}
    keyboard = read(_inline([key] * 15, [], [key]), private=True)
    assert keyboard is not None
    assert [len(row) for row in keyboard["inline_keyboard"]] == [12, 1]


def test_an_empty_keyboard_is_none() -> None:
    assert read(_inline(), private=True) is None
    assert read({}, private=True) is None


def test_the_first_action_counts() -> None:
    both = {"text": "x", "callback_data": "y", "url": "https://a.b/"}
    keyboard = read(_inline([both]), private=True)
    assert keyboard == _inline([{"text": "x", "url": "https://a.b/"}])


@pytest.mark.parametrize("size", [1, 64])
def test_data_of_1_to_64_bytes_fits(size: int) -> None:
    key = {"text": "x", "callback_data": "y" * size}
    assert read(_inline([key]), private=True) == _inline([key])


def test_markup_of_ten_thousand_bytes_is_too_long() -> None:
    rows = [[{"text": "é" * 60, "callback_data": "y" * 60}] for _ in range(60)]
    with pytest.raises(ApiError, match="reply markup is too long"):
        read(_inline(*rows), private=True)


def test_styles_and_copy_text_come_through() -> None:
    keys: list[dict[str, Any]] = [
        {"text": "a", "style": "danger", "callback_data": "x"},
        {"text": "b", "copy_text": {"text": "y" * 256}},
    ]
    assert read(_inline(keys), private=True) == _inline(keys)
    with pytest.raises(ApiError, match="BUTTON_COPY_TEXT_INVALID"):
        read(_inline([{"text": "b", "copy_text": {"text": "y" * 257}}]), private=True)


async def test_the_person_sees_the_reply_keyboard_and_the_bot_does_not(
    sandbox: Sandbox, aio: Bot
) -> None:
    eve = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, eve, "/start")
    keys = [[KeyboardButton(text="Here", request_location=True), KeyboardButton(text="No")]]
    markup = ReplyKeyboardMarkup(keyboard=keys, input_field_placeholder="Where?")
    sent = await aio.send_message(eve.id, "x", reply_markup=markup)
    assert sent.reply_markup is None
    seen = sandbox.messages.of(eve.id)[-1].for_person()["reply_markup"]
    assert seen == {
        "keyboard": [[{"text": "Here", "request_location": True}, {"text": "No"}]],
        "input_field_placeholder": "Where?",
    }
    await aio.send_message(eve.id, "x", reply_markup=ReplyKeyboardRemove())
    seen = sandbox.messages.of(eve.id)[-1].for_person()["reply_markup"]
    assert seen == {"remove_keyboard": True}
    await aio.send_message(eve.id, "x", reply_markup=ForceReply(input_field_placeholder="?"))
    seen = sandbox.messages.of(eve.id)[-1].for_person()["reply_markup"]
    assert seen == {"force_reply": True, "input_field_placeholder": "?"}


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [("request_contact", "phone number"), ("request_location", "location")],
)
def test_requests_are_for_private_chats(request_: str, wanted: str) -> None:
    keyboard = {"keyboard": [[{"text": "x", request_: True}]]}
    with pytest.raises(ApiError, match=f"{wanted} can be requested in private chats only"):
        read(keyboard, private=False)
