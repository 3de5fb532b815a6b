"""Messages of all chats: as the bot gets them and as the person sees them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Stored:
    """One message; `body` is the Bot API's Message without its keyboard."""

    body: dict[str, Any]
    from_bot: bool
    markup: dict[str, Any] | None = None
    silent: bool = False
    effect: str | None = None
    hidden: bool = False
    edited: bool = False
    bot_reaction: str | None = None
    reactions: dict[str, str] = field(default_factory=dict)
    protected: bool = False
    spent: bool = False
    """Its reply keyboard was replaced or taken away, which outlives the message that did it."""

    @property
    def id(self) -> int:
        """The message's id."""
        return int(self.body["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return int(self.body["chat"]["id"])

    @property
    def inline(self) -> dict[str, Any] | None:
        """The inline keyboard under the message, if it has one."""
        return self.markup if self.markup and "inline_keyboard" in self.markup else None

    def for_bot(self) -> dict[str, Any]:
        """The Bot API's Message."""
        return self.body | ({"reply_markup": self.inline} if self.inline else {})

    def for_person(self) -> dict[str, Any]:
        """The Message with what only a client shows: reply keyboards, reactions, effect."""
        message = dict(self.body)
        if self.markup and not self.spent:
            message["reply_markup"] = self.markup
        return message | {
            "edited": self.edited,
            "silent": self.silent,
            "effect": self.effect,
            "reactions": self.shown_reactions(),
        }

    def shown_reactions(self) -> list[dict[str, Any]]:
        """All reactions on the message."""
        reactions = [{"emoji": self.bot_reaction, "from_bot": True}] if self.bot_reaction else []
        return reactions + [
            {"emoji": emoji, "from_bot": False} for emoji in self.reactions.values()
        ]


class Messages:
    """Every message that has not been deleted, and what is pinned."""

    def __init__(self) -> None:
        self._chats: dict[int, dict[int, Stored]] = {}
        self.pinned: dict[int, list[int]] = {}

    def add(self, stored: Stored) -> None:
        """Keep a message; its reply keyboard replaces the earlier ones."""
        if stored.markup and stored.inline is None:
            for earlier in self._chats.get(stored.chat_id, {}).values():
                earlier.spent = earlier.spent or (bool(earlier.markup) and earlier.inline is None)
        self._chats.setdefault(stored.chat_id, {})[stored.id] = stored

    def get(self, chat_id: int, message_id: int) -> Stored | None:
        """A message that is still there."""
        return self._chats.get(chat_id, {}).get(message_id)

    def remove(self, stored: Stored) -> None:
        """Delete a message for everybody."""
        del self._chats[stored.chat_id][stored.id]
        pins = self.pinned.get(stored.chat_id, [])
        if stored.id in pins:
            pins.remove(stored.id)

    def of(self, chat_id: int) -> list[Stored]:
        """Return a chat, oldest first, without what the person has hidden."""
        return [m for m in self._chats.get(chat_id, {}).values() if not m.hidden]

    def all(self) -> list[Stored]:
        """Every message of every chat."""
        return [m for chat in self._chats.values() for m in chat.values()]
