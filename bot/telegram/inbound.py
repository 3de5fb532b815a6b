"""Which updates are read as which intent, and which are not for us."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.domain.ids import DialogueId, OptionId, QuestionId, UserId
from bot.domain.intent import (
    Command,
    FromPage,
    Inbound,
    Intent,
    Location,
    Membership,
    Other,
    Tap,
    Text,
)
from bot.telegram.buttons import decode

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""Update kinds we have an answer for."""
LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits; a webhook may be sent anything."""
LONGEST_TEXT = 4096
"""Code points of a message; Telegram sends no longer ones, but anybody may post to a webhook."""


MADE_UP = Tap(DialogueId(0), QuestionId(""), OptionId(""))
"""What a tap comes to whose data no button of ours carries: a tap on something that is over."""


def group_of(update: Update) -> tuple[int, str] | None:
    """(group, language of who wrote) of somebody who wrote to the bot in a group."""
    message, user = update.message, update.effective_user
    if message is None or message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    if not _is_id(message.chat.id, least=1 - LARGEST_ID):
        return None
    return message.chat.id, (user.language_code if user else None) or "en"


def read(update: Update) -> Inbound | None:
    """What a person did in their private chat with the bot."""
    user = update.effective_user
    if user is None or user.is_bot:
        return None
    person = _chat(update)
    if person is None or not (_is_id(person) and _is_id(update.update_id, least=0)):
        return None
    intent = _intent(update)
    if intent is None:
        return None
    tapped = update.callback_query.message if update.callback_query else None
    return Inbound(
        update_id=update.update_id,
        person=UserId(person),
        language=user.language_code or "",
        intent=intent,
        message=tapped.message_id if tapped else None,
    )


def _chat(update: Update) -> int | None:
    """The private chat it happened in; None for any other place.

    A tap on a message that Telegram no longer tells of is one in private: buttons of ours stand
    nowhere else.
    """
    query = update.callback_query
    if query is not None and query.message is None:
        return query.from_user.id if query.inline_message_id is None else None
    chat = update.effective_chat
    return chat.id if chat is not None and chat.type == ChatType.PRIVATE else None


def _is_id(number: object, least: int = 1) -> bool:
    """A whole number that a row can hold; what is no id may look like one: 1.5, true."""
    return type(number) is int and least <= number < LARGEST_ID


def _intent(update: Update) -> Intent | None:
    if update.callback_query is not None:
        return decode(update.callback_query.data or "") or MADE_UP
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.message is not None:
        return _message(update.message)
    if update.edited_message is not None and update.edited_message.text:
        edited = update.edited_message
        return _written(edited.text or "", _sent(edited), edited=True)
    return None


def _membership(change: ChatMemberUpdated) -> Membership:
    gone = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Membership(blocked=change.new_chat_member.status in gone)


def _message(message: Message) -> Intent | None:
    if message.text:
        written = _written(message.text, _sent(message.reply_to_message))
        if isinstance(written, Text) and message.forward_origin is not None:
            return replace(written, forwarded=True)
        return written
    if message.web_app_data is not None:
        return FromPage(message.web_app_data.data)
    if message.location is not None:
        return Location(message.location.latitude, message.location.longitude)
    if message.effective_attachment is not None or _unknown(message):
        return Other((message.caption or "")[:LONGEST_TEXT])
    return None


def _unknown(message: Message) -> bool:
    """Whether somebody sent something that PTB counts as no attachment, or does not know yet."""
    return message.checklist is not None or "rich_message" in message.api_kwargs


def _sent(message: Message | None) -> datetime | None:
    """When a message was sent, as far as Telegram knows."""
    known = message is not None and message.date.timestamp() > 0
    return message.date if message is not None and known else None


def _written(text: str, about: datetime | None, *, edited: bool = False) -> Intent:
    text = text[:LONGEST_TEXT]
    if not text.startswith("/"):
        return Text(text, edited, about)
    name, *argument = text[1:].split(maxsplit=1) or [""]
    return Command(name.split("@")[0].lower(), "".join(argument).strip())


def update_id_of(raw: dict[str, Any]) -> int | None:
    """The update's number, which may be anything where somebody made it up."""
    id = raw.get("update_id")
    return id if isinstance(id, int) else None


def query_id_of(raw: dict[str, Any]) -> str | None:
    """The id of a tap, however little else of it can be read."""
    query = raw.get("callback_query")
    id = query.get("id") if isinstance(query, dict) else None
    return id if isinstance(id, str) else None
