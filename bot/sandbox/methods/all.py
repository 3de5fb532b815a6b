"""Every method of the Bot API that the sandbox has; importing the subjects registers them."""

from bot.sandbox.methods import (
    about,
    chats,
    deleting,
    editing,
    forwarding,
    getting,
    media,
    polls,
    refusing,
    sending,
)
from bot.sandbox.methods.register import METHODS

SUBJECTS = (about, chats, deleting, editing, forwarding, getting, media, polls, refusing, sending)

__all__ = ["METHODS", "SUBJECTS"]
