"""Who is there: people, groups and channels, and what the bot may do in each."""

from dataclasses import asdict, dataclass, field
from typing import Any

from telegram_sandbox.errors import ApiError, bad_request, forbidden
from telegram_sandbox.params import Params


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram client; `id` is also the id of their private chat."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    time_zone: str | None = None
    blocked: bool = False
    deactivated: bool = False
    started: bool = False

    def user(self) -> dict[str, Any]:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | _without_none(
            last_name=self.last_name, username=self.username, language_code=self.language_code
        )

    def chat(self) -> dict[str, Any]:
        """The Bot API's Chat of the private conversation."""
        return {"id": self.id, "type": "private", "first_name": self.first_name} | _without_none(
            last_name=self.last_name, username=self.username
        )

    def shown(self) -> dict[str, Any]:
        """The person as /sim tells it."""
        return {k: v for k, v in asdict(self).items() if k != "started"}


@dataclass(slots=True)
class Room:
    """A group, supergroup or channel."""

    id: int
    type: str
    title: str
    username: str | None = None
    members: list[int] = field(default_factory=list)
    bot_status: str = "member"
    migrated_to: int | None = None

    def chat(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        return {"id": self.id, "type": self.type, "title": self.title} | _without_none(
            username=self.username
        )

    def shown(self) -> dict[str, Any]:
        """The room as /sim tells it."""
        return asdict(self)


def _without_none(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


class Chats:
    """All people and rooms, and the bot's way to find one by the `chat_id` of a call."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Room] = {}

    def find(self, params: Params, name: str = "chat_id") -> Person | Room:
        """The chat a call names, whether or not the bot may write to it.

        Raises:
            ApiError: there is none the bot knows.
        """
        wanted = params.text(name).strip()
        if not wanted:
            raise bad_request(f"{name} is empty")
        if wanted.startswith("@"):
            return self._named(wanted[1:])
        try:
            chat_id = int(wanted)
        except ValueError:
            raise bad_request("chat not found") from None
        if chat_id == self._bot_id:
            raise forbidden("bots can't send messages to bots")
        chat: Person | Room | None = self.people.get(chat_id) or self.rooms.get(chat_id)
        if chat is None or (isinstance(chat, Person) and not self._met(chat)):
            raise bad_request("chat not found")
        return chat

    def open(self, params: Params) -> Person | Room:
        """The chat a call names, if the bot may write to it.

        Raises:
            ApiError: not found, blocked, deactivated, kicked, migrated...
        """
        chat = self.find(params)
        if isinstance(chat, Person):
            if chat.deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
        else:
            _may_write(chat)
        return chat

    def _named(self, username: str) -> Room:
        for room in self.rooms.values():
            if room.username and room.username.lower() == username.lower():
                return room
        raise bad_request("chat not found")

    def _met(self, person: Person) -> bool:
        return person.started or any(person.id in room.members for room in self.rooms.values())


def _may_write(room: Room) -> None:
    kind = {"group": "group chat", "supergroup": "supergroup chat"}.get(room.type, "channel chat")
    if room.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=room.migrated_to,
        )
    if room.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if room.bot_status == "left":
        raise forbidden(f"bot is not a member of the {kind}")
    if room.bot_status == "restricted" or (
        room.type == "channel" and room.bot_status != "administrator"
    ):
        raise bad_request("not enough rights to send text messages to the chat")
