"""The methods of the Bot API, by subject; importing this package fills the register."""

from bot.sandbox.methods import (
    about,
    chats,
    deleting,
    editing,
    forwarding,
    getting,
    media,
    sending,
)

__all__ = ["about", "chats", "deleting", "editing", "forwarding", "getting", "media", "sending"]
