"""An update, read; None for what is not ours to answer."""

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.domain.ids import UserId
from bot.domain.intent import (
    Command,
    Inbound,
    Intent,
    Location,
    Membership,
    Other,
    Text,
)
from bot.telegram.buttons import decode

LONGEST_TEXT = 4096
"""Code points of a message; Telegram sends no longer ones, but anybody may post to a webhook."""


def read(update: Update) -> Inbound | None:
    """What a person did in their private chat with the bot."""
    user = update.effective_user
    chat = update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE or user.is_bot:
        return None
    intent = _intent(update)
    if intent is None:
        return None
    return Inbound(update.update_id, UserId(chat.id), user.language_code or "", intent)


def _intent(update: Update) -> Intent | None:
    if update.callback_query is not None:
        return decode(update.callback_query.data or "")
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.message is not None:
        return _message(update.message)
    if update.edited_message is not None and update.edited_message.text:
        return Text(update.edited_message.text[:LONGEST_TEXT], edited=True)
    return None


def _membership(change: ChatMemberUpdated) -> Membership:
    gone = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Membership(blocked=change.new_chat_member.status in gone)


def _message(message: Message) -> Intent | None:
    if message.text:
        text = message.text[:LONGEST_TEXT]
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return Command(name.split("@")[0].lower(), argument.strip())
        return Text(text)
    if message.location is not None:
        return Location(message.location.latitude, message.location.longitude)
    if message.effective_attachment is not None:
        return Other((message.caption or "")[:LONGEST_TEXT])
    return None
