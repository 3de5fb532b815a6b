"""Taking messages away, pinning, reacting."""

from datetime import timedelta

from telegram_sandbox.errors import bad_request
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.reactions import read_reaction
from telegram_sandbox.methods.register import method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

DELETABLE = timedelta(hours=48)


def message_of(sandbox: Sandbox, params: Params, what: str) -> Stored:
    """Return the message that a call names.

    Raises:
        ApiError: "message to <what> not found", or the chat's refusal.
    """
    chat = sandbox.chats.open(params)
    stored = sandbox.messages.get(chat.id, params.integer("message_id"))
    if stored is None:
        raise bad_request(f"message to {what} not found")
    return stored


def _may_delete(sandbox: Sandbox, stored: Stored) -> bool:
    young = sandbox.unix() - stored.body["date"] < DELETABLE.total_seconds()
    return young and (stored.from_bot or stored.chat_id > 0 or _is_admin(sandbox, stored.chat_id))


def _is_admin(sandbox: Sandbox, chat_id: int) -> bool:
    return sandbox.chats.rooms[chat_id].bot_status == "administrator"


def delete(sandbox: Sandbox, stored: Stored) -> None:
    """Delete a message for everybody."""
    sandbox.messages.remove(stored)
    sandbox.show("delete", stored.chat_id, message_id=stored.id)


@method
def delete_message(sandbox: Sandbox, params: Params) -> bool:
    """Delete one message that is not older than 48 hours."""
    stored = message_of(sandbox, params, "delete")
    if not _may_delete(sandbox, stored):
        raise bad_request("message can't be deleted")
    delete(sandbox, stored)
    return True


@method
def delete_messages(sandbox: Sandbox, params: Params) -> bool:
    """Delete 1-100 messages; missing ones are skipped."""
    ids = params.json("message_ids", "can't parse message identifiers JSON object")
    if ids is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad_request("expected an Array of message identifiers")
    if not all(isinstance(item, int) for item in ids):
        raise bad_request("message identifier must be a Number")
    if any(item <= 0 for item in ids):
        raise bad_request("invalid message identifier specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    chat = sandbox.chats.open(params)
    messages = [stored for n in ids if (stored := sandbox.messages.get(chat.id, int(n)))]
    if not all(_may_delete(sandbox, stored) for stored in messages):
        raise bad_request("message can't be deleted")
    for stored in messages:
        delete(sandbox, stored)
    return True


def _tell_pin(sandbox: Sandbox, chat_id: int) -> None:
    pins = sandbox.messages.pinned.get(chat_id, [])
    sandbox.show("pin", chat_id, message_id=pins[-1] if pins else None)


@method
def pin_chat_message(sandbox: Sandbox, params: Params) -> bool:
    """Pin a message on top of the chat."""
    stored = message_of(sandbox, params, "pin")
    if stored.chat_id < 0 and not _is_admin(sandbox, stored.chat_id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    pins = sandbox.messages.pinned.setdefault(stored.chat_id, [])
    if stored.id not in pins:
        pins.append(stored.id)
    _tell_pin(sandbox, stored.chat_id)
    return True


@method
def unpin_chat_message(sandbox: Sandbox, params: Params) -> bool:
    """Unpin the named message, or the latest."""
    chat = sandbox.chats.open(params)
    pins = sandbox.messages.pinned.get(chat.id, [])
    wanted = params.integer("message_id") if params.has("message_id") else (pins or [0])[-1]
    if wanted not in pins:
        raise bad_request("message to unpin not found")
    pins.remove(wanted)
    _tell_pin(sandbox, chat.id)
    return True


@method
def unpin_all_chat_messages(sandbox: Sandbox, params: Params) -> bool:
    """Unpin every message of the chat."""
    chat = sandbox.chats.open(params)
    sandbox.messages.pinned.pop(chat.id, None)
    _tell_pin(sandbox, chat.id)
    return True


@method
def set_message_reaction(sandbox: Sandbox, params: Params) -> bool:
    """React with one of the allowed emoji, or take the reaction away."""
    emoji = read_reaction(params.json("reaction", "can't parse reaction types JSON object"))
    stored = message_of(sandbox, params, "react")
    stored.bot_reaction = emoji
    sandbox.show(
        "reaction", stored.chat_id, message_id=stored.id, reactions=stored.shown_reactions()
    )
    return True
