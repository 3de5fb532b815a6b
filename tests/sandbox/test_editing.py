"""Edits, deletions, callback answers and reactions keep Telegram's rules."""

from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton as Key
from aiogram.types import InlineKeyboardMarkup, Message, ReactionTypeEmoji, ReplyKeyboardRemove

from bot.clock import MovableClock
from telegram_sandbox import acts, taps
from telegram_sandbox.chats import Person
from telegram_sandbox.state import Sandbox

KEYS = InlineKeyboardMarkup(inline_keyboard=[[Key(text="Yes", callback_data="y")]])


@pytest.fixture
def eve(sandbox: Sandbox) -> Person:
    person = acts.join(sandbox, first_name="Eve")
    acts.write(sandbox, person, "/start")
    sandbox.updates.queue.clear()
    return person


async def test_an_edit_without_keyboard_takes_it_away(eve: Person, aio: Bot) -> None:
    sent = await aio.send_message(eve.id, "x", reply_markup=KEYS)
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "y"
    edited = await aio.edit_message_text("y", chat_id=eve.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert edited.edit_date == int(edited.date.timestamp())


async def test_the_same_text_with_another_keyboard_is_a_change(eve: Person, aio: Bot) -> None:
    sent = await aio.send_message(eve.id, "x")
    place = {"chat_id": eve.id, "message_id": sent.message_id}
    await aio.edit_message_text("x", reply_markup=KEYS, **place)  # type: ignore[arg-type]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aio.edit_message_reply_markup(reply_markup=KEYS, **place)  # type: ignore[arg-type]
    await aio.edit_message_reply_markup(**place)  # type: ignore[arg-type]
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aio.edit_message_text("x", **place)  # type: ignore[arg-type]


async def test_a_message_that_carried_a_reply_keyboard_cannot_be_edited(
    eve: Person, aio: Bot
) -> None:
    sent = await aio.send_message(eve.id, "x", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await aio.edit_message_text("y", chat_id=eve.id, message_id=sent.message_id)


async def test_a_caption_is_edited_in_place(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    from aiogram.types import BufferedInputFile

    from tests.sandbox.pictures import png

    sent = await aio.send_photo(eve.id, BufferedInputFile(png(), "a.png"), caption="old")
    edited = await aio.edit_message_caption(
        chat_id=eve.id, message_id=sent.message_id, caption="<i>new</i>", parse_mode="HTML"
    )
    assert isinstance(edited, Message)
    assert edited.caption == "new"
    assert edited.photo == sent.photo
    assert sandbox.messages.of(eve.id)[-1].for_person()["edited"] is True


async def test_messages_can_be_deleted_for_48_hours(
    sandbox: Sandbox, clock: MovableClock, eve: Person, aio: Bot
) -> None:
    sent = [(await aio.send_message(eve.id, "x")).message_id for _ in range(4)]
    assert await aio.delete_message(eve.id, sent[0])
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await aio.delete_message(eve.id, sent[0])
    assert await aio.delete_messages(eve.id, [sent[0], sent[1]]), "missing ones are passed over"
    clock.move(timedelta(hours=47))
    assert await aio.delete_message(eve.id, sent[2])
    clock.move(timedelta(hours=1))
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await aio.delete_message(eve.id, sent[3])


async def test_a_query_is_answered_once_and_within_30_seconds(
    sandbox: Sandbox, clock: MovableClock, eve: Person, aio: Bot
) -> None:
    sent = await aio.send_message(eve.id, "x", reply_markup=KEYS)
    first, _ = taps.press(sandbox, eve, sent.message_id, "y")
    second, _ = taps.press(sandbox, eve, sent.message_id, "y")
    with sandbox.events.listen() as events:
        assert await aio.answer_callback_query(first, text="ok", show_alert=True)
        answer = events.get_nowait()
    assert answer is not None
    assert answer.name == "callback_answer"
    assert answer.data == {
        "person": eve.id,
        "callback_query_id": first,
        "text": "ok",
        "show_alert": True,
        "url": None,
    }
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await aio.answer_callback_query(first)
    clock.move(timedelta(seconds=31))
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await aio.answer_callback_query(second)


async def test_reactions_of_both_sides_stand_side_by_side(
    sandbox: Sandbox, eve: Person, aio: Bot
) -> None:
    await aio.get_updates(allowed_updates=["message_reaction"])
    sent = await aio.send_message(eve.id, "x")
    await aio.set_message_reaction(eve.id, sent.message_id, [ReactionTypeEmoji(emoji="🔥")])
    taps.react(sandbox, eve, sent.message_id, "👍")
    taps.react(sandbox, eve, sent.message_id, "🎉")
    stored = sandbox.messages.of(eve.id)[-1]
    assert stored.shown_reactions() == [
        {"emoji": "🔥", "from_bot": True},
        {"emoji": "🎉", "from_bot": False},
    ]
    updates = [u.message_reaction for u in await aio.get_updates() if u.message_reaction]
    assert [len(u.old_reaction) for u in updates] == [0, 1]
    await aio.set_message_reaction(eve.id, sent.message_id, [])
    assert len(stored.shown_reactions()) == 1


async def test_a_person_edits_and_deletes(sandbox: Sandbox, eve: Person, aio: Bot) -> None:
    mine = acts.write(sandbox, eve, "teh").message_id
    acts.rewrite(sandbox, eve, mine, "the")
    edited = (await aio.get_updates())[-1].edited_message
    assert edited is not None
    assert edited.text == "the"
    sent = await aio.send_message(eve.id, "x")
    acts.hide(sandbox, eve, sent.message_id)
    assert sent.message_id not in [stored.id for stored in sandbox.messages.of(eve.id)]
    await aio.edit_message_text("y", chat_id=eve.id, message_id=sent.message_id)
    other = await aio.send_message(eve.id, "x")
    acts.hide(sandbox, eve, other.message_id, everywhere=True)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await aio.edit_message_text("y", chat_id=eve.id, message_id=other.message_id)


async def test_forwards_name_their_origin_and_copies_do_not(eve: Person, aio: Bot) -> None:
    sent = await aio.send_message(eve.id, "<b>x</b>", parse_mode="HTML", reply_markup=KEYS)
    forward = await aio.forward_message(eve.id, eve.id, sent.message_id)
    assert forward.forward_origin is not None
    assert (forward.text, forward.reply_markup) == ("x", None)
    copy = await aio.copy_message(eve.id, eve.id, sent.message_id)
    assert copy.message_id == forward.message_id + 1
    secret = await aio.send_message(eve.id, "x", protect_content=True)
    with pytest.raises(TelegramBadRequest, match="can't be forwarded"):
        await aio.forward_message(eve.id, eve.id, secret.message_id)


async def test_other_kinds_of_message_are_sent(eve: Person, aio: Bot) -> None:
    place = await aio.send_location(eve.id, 52.5, 13.4)
    assert place.location is not None
    assert (await aio.send_venue(eve.id, 52.5, 13.4, "Gym", "Street 1")).venue is not None
    assert (await aio.send_contact(eve.id, "+123", "Max")).contact is not None
    dice = (await aio.send_dice(eve.id)).dice
    assert dice is not None
    assert 1 <= dice.value <= 6
    await aio.unpin_all_chat_messages(eve.id)
    assert await aio.send_message_draft(chat_id=eve.id, draft_id=1, text="typing it out")
