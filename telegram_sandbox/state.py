"""The sandbox itself: one bot, its people, their messages, the queue between them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram_sandbox.callbacks import Callbacks
from telegram_sandbox.chats import Chats, Person, Room
from telegram_sandbox.clock import Now, wall_clock
from telegram_sandbox.events import Events
from telegram_sandbox.faults import Faults
from telegram_sandbox.files import Files
from telegram_sandbox.ids import Ids
from telegram_sandbox.journal import Journal
from telegram_sandbox.messages import Messages, Stored
from telegram_sandbox.pace import Pace
from telegram_sandbox.profile import Profile
from telegram_sandbox.updates import Updates
from telegram_sandbox.webhook import Webhook

OnCall = Callable[[str, dict[str, Any]], None]
"""Told of every call before it is answered: the method's name and the parameters as received."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What the bot will send next; the sandbox is told by whoever runs the bot."""

    chat_id: int
    kind: str
    due: datetime


class Sandbox:
    """Everything the server knows.

    Args:
        token: the bot's token, `<bot id>:<secret>`.
        now: the clock; every date, life and limit goes by it, only waiting is real.
        move: shifts that clock; without it the clock cannot be moved from the chat page.
        upcoming: tells what the bot will send next.
        strict_pace: whether sending too fast is answered with 429, and polling too fast held.
        seed: ids are the same for the same seed.
        local: allow webhooks by plain HTTP on any port, as a Bot API server of one's own does.
        paid_broadcast: whether the bot may ask for `allow_paid_broadcast`.
        sleep: how the webhook waits between tries.
    """

    def __init__(  # noqa: PLR0913 - options of whoever tries a bot
        self,
        token: str,
        now: Now = wall_clock,
        move: Callable[[timedelta], None] | None = None,
        upcoming: Callable[[], Awaitable[list[Upcoming]]] | None = None,
        strict_pace: bool = False,
        seed: int = 1,
        *,
        username: str = "sandbox_bot",
        first_name: str = "Sandbox Bot",
        local: bool = True,
        paid_broadcast: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.token = token
        self.bot_id = int(token.split(":")[0])
        self.username = username
        self.now = now
        self.move = move
        self.upcoming = upcoming
        self.strict_pace = strict_pace
        self.seed = seed
        self.local = local
        self.paid_broadcast = paid_broadcast
        self.sleep = sleep
        self.on_call: OnCall | None = None
        self.events = Events()
        self.in_flight = 0
        self.ids = Ids(seed, self.bot_id)
        self.updates = Updates(now, lambda: self.ids.update())
        self.webhook = Webhook(self)
        self.profile = Profile(first_name)
        self.forget()

    def forget(self) -> None:
        """Forget all people and chats, but not the bot's profile and how it gets updates."""
        self.ids.restart()
        self.chats = Chats(self.bot_id)
        self.messages = Messages()
        self.files = Files(self.ids)
        self.callbacks = Callbacks(self.now, self.ids)
        self.journal = Journal()
        self.faults = Faults()
        self.pace = Pace(self.now)
        self.updates.queue.clear()

    def me(self) -> dict[str, Any]:
        """The bot as a User."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.profile.name(""),
            "username": self.username,
        }

    def chat(self, chat_id: int) -> Person | Room:
        """A chat that exists.

        Raises:
            KeyError: there is none.
        """
        return self.chats.people.get(chat_id) or self.chats.rooms[chat_id]

    def shown(self, person: Person) -> dict[str, Any]:
        """A person as /sim tells it, with what is pinned in their chat."""
        pins = self.messages.pinned.get(person.id)
        return person.shown() | {"pinned_message_id": pins[-1] if pins else None}

    def unix(self) -> int:
        """Now, as the Bot API writes dates."""
        return int(self.now().timestamp())

    def show(self, name: str, chat_id: int, **data: Any) -> None:
        """Publish an event of a private chat, or as `chat_<name>` one of a group or channel."""
        if chat_id in self.chats.people:
            self.events.publish(name, person=chat_id, **data)
        else:
            self.events.publish(f"chat_{name}", chat_id=chat_id, **data)

    def post(self, stored: Stored) -> None:
        """Keep a new message and show it."""
        self.messages.add(stored)
        self.show("message", stored.chat_id, message=stored.for_person())

    def new_body(self, chat: Person | Room, sender: dict[str, Any] | None) -> dict[str, Any]:
        """The fields every new message has."""
        body: dict[str, Any] = {
            "message_id": self.ids.message(),
            "date": self.unix(),
            "chat": chat.chat(),
        }
        if chat.chat()["type"] == "channel":
            body["sender_chat"] = chat.chat()
        elif sender:
            body["from"] = sender
        return body

    def close(self) -> None:
        """End every waiting poll and every stream, so that the server can stop."""
        self.updates.close()
        self.events.close()
        self.webhook.close()
