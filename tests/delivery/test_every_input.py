"""Whatever a person sends has an answer; what is not for the bot is left alone."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.telegram.respond import Responder
from telegram_sandbox.chats import Room
from telegram_sandbox.faults import Fault
from tests.delivery.chat import HTML, Chat, words_sent
from tests.delivery.conftest import Stage

FILE = {"file_id": "f", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1}
GONE = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
STRANGER = {"type": "hidden_user", "date": 1, "sender_user_name": HTML}
STICKER = {**FILE, "type": "regular", "is_animated": False, "is_video": False}

MESSAGES: dict[str, dict[str, Any]] = {
    "a text over 4096": {"text": "x" * 5000},
    "a text of nothing to see": {"text": "\u200b"},
    "a percentage": {"text": "50%"},
    "a dash": {"text": "-"},
    "emoji only": {"text": "😀🤷‍♀️"},
    "Arabic": {"text": "مرحبا"},
    "Chinese": {"text": "你好"},
    "Ukrainian": {"text": "Привіт"},
    "HTML": {"text": "<b>&lt;</i>"},
    "a number with a comma": {"text": "9,5"},
    "a number with a unit": {"text": "9 cm"},
    "a number far out of range": {"text": "999999999999"},
    "an unknown command": {"text": "/nonsense <b>"},
    "a command of another bot": {"text": "/help@other_bot"},
    "a photo": {"photo": [FILE]},
    "a photo with words": {"photo": [FILE], "caption": "<b>my back"},
    "a voice message": {"voice": FILE},
    "a round video": {"video_note": {**FILE, "length": 1}},
    "a video": {"video": FILE},
    "a GIF": {"animation": FILE, "document": FILE},
    "music": {"audio": FILE},
    "a document": {"document": FILE},
    "a sticker": {"sticker": STICKER},
    "a contact": {"contact": {"phone_number": "1", "first_name": HTML}},
    "a die": {"dice": {"emoji": "🎲", "value": 6}},
    "a place at sea": {"location": {"latitude": 0.0, "longitude": -30.0}},
    "a place on no map": {"location": {"latitude": 999.0, "longitude": 999.0}},
    "a rich message": {"rich_message": {"blocks": []}},
    "something forwarded": {"text": "look at this", "forward_origin": STRANGER},
    "a reply to what is gone": {"text": "yes", "reply_to_message": GONE},
}


@pytest.fixture
async def responder(stage: Stage) -> AsyncIterator[Responder]:
    """The responder at work; no mistake of its own is logged."""
    async with stage.responding() as responder:
        yield responder


@pytest.fixture
async def chat(
    stage: Stage, responder: Responder, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Chat]:
    """A newcomer with a name full of HTML; the bot makes no mistake before them."""
    yield await Chat.join(stage, responder)
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("name", MESSAGES)
async def test_every_message_has_an_answer_wherever_a_person_stands(
    name: str, stage: Stage, responder: Responder, chat: Chat
) -> None:
    known, asked = [await Chat.join(stage, responder) for _ in range(2)]
    await known.settle_in()
    await asked.settle_in()
    await asked.goes("/assess")
    for person in (chat, known, asked):
        words = words_sent(await person.does(**MESSAGES[name]))
        assert words
        assert "wrong on my side" not in "".join(words)


async def test_an_edited_message_is_read_anew(chat: Chat) -> None:
    await chat.settle_in()
    await chat.goes("/today", "did 2 of 3")
    assert words_sent(await chat.does("edited_message", text="did 1 of 3", edit_date=2))


async def test_an_edit_that_leaves_the_words_as_they_were_is_passed_over(chat: Chat) -> None:
    await chat.settle_in()
    await chat.goes("/today", "did 2 of 3")
    same = {"text": "did 1 of 3", "edit_date": 2}
    assert words_sent(await chat.does("edited_message", **same))
    assert await chat.does("edited_message", **same) == []  # as when a link gets its preview
    assert words_sent(await chat.does("edited_message", **{**same, "text": "did 2 of 3"}))


@pytest.mark.parametrize(
    ("words", "taken"), [("60 cm", False), ("-2", False), ("9,5 cm", True), ("9.5", True)]
)
async def test_a_measure_is_taken_as_people_write_it_or_kindly_asked_again(
    words: str, taken: bool, chat: Chat
) -> None:
    await chat.settle_in(assessment={})
    head = ("[Head forward]", "[Round upper back]", "[Chin pokes out]", "[Next]", "[None of these]")
    await chat.goes("/assess", *["[Skip]"] * 2, *head)  # the head at the wall comes first
    await chat.goes(*["[Skip]"] * 2, "[Under 4 hours]", "[Do them now]")
    before = await chat.answers()
    assert words_sent(await chat.goes(words))
    assert (await chat.answers() != before) is taken


async def test_text_where_a_button_is_expected_is_asked_again_with_the_buttons(chat: Chat) -> None:
    await chat.settle_in(assessment={})
    await chat.goes("/assess", *["[Skip]"] * 5)
    assert len(words_sent(await chat.goes("a banana"))) == 2
    assert chat.seen().last_keyboard()[0][0] == "Under 4 hours"


async def test_an_old_button_says_so_and_changes_nothing(chat: Chat) -> None:
    await chat.settle_in(assessment={})
    await chat.goes("/assess", *["[Skip]"] * 5)
    old = chat.data("Under 4 hours")
    await chat.goes("[4 to 7 hours]")
    before = await chat.answers()
    [notice, *_] = await chat.taps(old)
    assert words_sent([notice]) == []
    assert chat.seen().last_keyboard() != []  # to change the answer, or to leave it
    assert await chat.answers() == before


async def test_a_double_tap_counts_once(chat: Chat) -> None:
    await chat.settle_in(assessment={})
    await chat.goes("/assess", *["[Skip]"] * 5)
    tap = chat.data("Under 4 hours")
    await chat.taps(tap)
    question, before = chat.seen().last_keyboard(), await chat.answers()
    await chat.taps(tap)
    assert chat.seen().last_keyboard() == question
    assert await chat.answers() == before


@pytest.mark.parametrize("data", ["", "x", "t:zz:yy", "Z" * 64, "r:20271399:start:", HTML, "\0"])
async def test_made_up_callback_data_stops_the_spinner_and_does_no_harm(
    data: str, chat: Chat
) -> None:
    await chat.settle_in()
    await chat.goes("/help")
    calls = await chat.taps(data)
    assert calls[0]["method"].lower() == "answercallbackquery"
    assert "wrong on my side" not in "".join(words_sent(calls))


@pytest.mark.parametrize(
    "fields",
    [
        {"message": None, "inline_message_id": "1"},
        {"message": {"message_id": "nonsense"}},
        {"from": 7},
        {"message": {"message_id": 5, "date": 1, "chat": {"id": -40, "type": "group"}}},
    ],
    ids=["without a message", "with a broken one", "from nobody", "in a group"],
)
async def test_a_tap_that_cannot_be_read_stops_its_spinner(
    fields: dict[str, Any], chat: Chat
) -> None:
    [call] = await chat.taps("x", **fields)
    assert (call["method"].lower(), call["answer"]["ok"]) == ("answercallbackquery", True)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"something_new": {"a": 1}},
        {"message": {"message_id": "nonsense", "chat": 7}},
        {"message": 7},
        {"callback_query": 7},
        {"callback_query": {"id": 7}},
        {"poll": {"id": "1"}},
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}}},
    ],
)
async def test_what_is_not_for_us_or_cannot_be_read_is_passed_over(
    update: dict[str, Any], chat: Chat
) -> None:
    assert await chat.gets(update) == []
    assert words_sent(await chat.goes("/help"))


async def test_what_telegram_itself_notes_in_a_chat_needs_no_answer(chat: Chat) -> None:
    assert await chat.does(pinned_message=GONE) == []
    assert await chat.does(text="") == []


async def test_a_name_full_of_html_breaks_no_message(chat: Chat) -> None:
    assert words_sent(await chat.goes("/start")) != []
    await chat.settle_in()
    for command in ("/start", "/profile", "/today", "/settings", "/help", "/export"):
        assert words_sent(await chat.goes(command)) or command == "/export"


def a_group(stage: Stage, chat: Chat, id: int) -> dict[str, Any]:
    """The bot is in a group with the person; the Chat of the Bot API."""
    room = Room(id, "group", HTML, members=[chat.person.id])
    stage.sandbox.chats.rooms[id] = room
    return room.chat()


async def test_a_group_gets_one_polite_line_and_then_silence(stage: Stage, chat: Chat) -> None:
    group = a_group(stage, chat, -40)
    [line] = words_sent(await chat.does(chat=group, text="/start@sandbox_bot"))
    assert "private" in line
    assert await chat.does(chat=group, text="/today") == []
    assert words_sent(await chat.does(chat=a_group(stage, chat, -41), text="hello")) == [line]


async def test_a_channel_is_left_alone(chat: Chat) -> None:
    channel = {"id": -1009, "type": "channel", "title": "News"}
    assert await chat.does("channel_post", chat=channel, text="/start") == []


@pytest.mark.slow
async def test_a_group_that_has_to_wait_holds_nobody(stage: Stage, chat: Chat) -> None:
    group = a_group(stage, chat, -42)
    stage.sandbox.faults.add(Fault("too_many", 1, "sendMessage", -42, 5))
    update = {"update_id": 5, "message": chat.message(chat=group, text="hello")}
    await chat.responder.respond(update)
    assert stage.sandbox.messages.of(-42) == []  # it waits, and this is confirmed already
    assert len(chat.responder._sending) == 1
    await chat.responder.respond({"update_id": 6, "message": chat.message(text="/help")})
    assert len(chat.seen().messages()) > 1
