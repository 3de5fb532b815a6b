"""Groups and channels: made, upgraded, and the bot put in or thrown out."""

from dataclasses import dataclass
from typing import Any

from telegram_sandbox.acts import NotPossible
from telegram_sandbox.chats import Room
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.chats import member
from telegram_sandbox.state import Sandbox

KINDS = ("group", "supergroup", "channel")
STATUSES = ("member", "administrator", "restricted", "left", "kicked")
_LONG = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class NewRoom:
    """The chat that its creator asked for."""

    kind: str
    title: str
    members: list[int]
    """Ids of people, the creator first."""
    username: str | None = None


def create(sandbox: Sandbox, wanted: NewRoom, status: str) -> Room:
    """Make a chat and tell the bot of its place in it.

    Raises:
        NotPossible: no such kind or status.
    """
    if wanted.kind not in KINDS:
        raise NotPossible(f"type must be one of {', '.join(KINDS)}")
    number = sandbox.ids.person()
    room_id = -number if wanted.kind == "group" else _LONG - number
    room = Room(room_id, wanted.kind, wanted.title, wanted.username, wanted.members, "left")
    sandbox.chats.rooms[room_id] = room
    place_bot(sandbox, room, status)
    return room


def place_bot(sandbox: Sandbox, room: Room, status: str) -> None:
    """Change what the bot is in the chat; it gets `my_chat_member`.

    Raises:
        NotPossible: no such status.
    """
    if status not in STATUSES:
        raise NotPossible(f"bot_status must be one of {', '.join(STATUSES)}")
    before, room.bot_status = room.bot_status, status
    update = {
        "chat": room.chat(),
        "from": sandbox.chats.people[room.members[0]].user(),
        "date": sandbox.unix(),
        "old_chat_member": _bot_as(sandbox, before),
        "new_chat_member": _bot_as(sandbox, status),
    }
    sandbox.updates.add("my_chat_member", update, str(room.id))


def _bot_as(sandbox: Sandbox, status: str) -> dict[str, Any]:
    return member(sandbox.me(), status)


def migrate(sandbox: Sandbox, room: Room) -> Room:
    """Upgrade a group; both chats get their service message.

    Raises:
        NotPossible: only groups can be upgraded.
    """
    if room.type != "group":
        raise NotPossible("only a group can become a supergroup")
    fresh = Room(
        _LONG + room.id, "supergroup", room.title, None, list(room.members), room.bot_status
    )
    sandbox.chats.rooms[fresh.id] = fresh
    _serve_notice(sandbox, room, {"migrate_to_chat_id": fresh.id})
    room.migrated_to = fresh.id
    _serve_notice(sandbox, fresh, {"migrate_from_chat_id": room.id})
    return fresh


def _serve_notice(sandbox: Sandbox, room: Room, fields: dict[str, Any]) -> None:
    """Post a service message, which reaches a bot whatever its privacy mode."""
    creator = sandbox.chats.people[room.members[0]]
    stored = Stored(sandbox.new_body(room, creator.user()) | fields, from_bot=False)
    sandbox.post(stored)
    sandbox.updates.add("message", stored.for_bot(), str(room.id))
