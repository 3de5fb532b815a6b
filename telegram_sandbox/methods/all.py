"""Every method of the Bot API that the sandbox has; importing the subjects registers them."""

from telegram_sandbox.methods import (
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
from telegram_sandbox.methods.register import METHODS

SUBJECTS = (about, chats, deleting, editing, forwarding, getting, media, polls, refusing, sending)

__all__ = ["METHODS", "SUBJECTS"]
