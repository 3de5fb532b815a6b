"""What people do to the bot's messages: press a button, react."""

from typing import Any

from telegram_sandbox.acts import NotPossible, own_message
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.reactions import is_allowed
from telegram_sandbox.state import Sandbox


def press(
    sandbox: Sandbox, person: Person, message_id: int, data: str, room: Room | None = None
) -> tuple[str, int | None]:
    """Press a button, real or made up; return the query's and the update's id."""
    stored = own_message(sandbox, person, message_id, room)
    query_id = sandbox.callbacks.press(person.id)
    query = {
        "id": query_id,
        "from": person.user(),
        "message": stored.for_bot(),
        "chat_instance": str(stored.chat_id * 7919),
        "data": data,
    }
    return query_id, sandbox.updates.add("callback_query", query, str(person.id))


def button(stored: Stored, row: int, column: int) -> dict[str, Any]:
    """Return the inline button at a place.

    Raises:
        NotPossible: there is none.
    """
    rows = (stored.inline or {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise NotPossible("there is no such button under the message")
    pressed: dict[str, Any] = rows[row][column]
    return pressed


def react(
    sandbox: Sandbox,
    person: Person,
    message_id: int,
    emoji: str | None,
    room: Room | None = None,
) -> int | None:
    """Set or take back one's reaction; return the update's id if the bot listens to reactions."""
    if emoji is not None and not is_allowed(emoji):
        raise NotPossible(f"{emoji} is no reaction")
    stored = own_message(sandbox, person, message_id, room)
    old = stored.reactions.pop(str(person.id), None)
    if emoji is not None:
        stored.reactions[str(person.id)] = emoji
    sandbox.show(
        "reaction", stored.chat_id, message_id=message_id, reactions=stored.shown_reactions()
    )
    update = {
        "chat": stored.body["chat"],
        "message_id": message_id,
        "user": person.user(),
        "date": sandbox.unix(),
        "old_reaction": _reaction(old),
        "new_reaction": _reaction(emoji),
    }
    return sandbox.updates.add("message_reaction", update, str(stored.chat_id))


def _reaction(emoji: str | None) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
