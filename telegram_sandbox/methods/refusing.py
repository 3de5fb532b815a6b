"""Methods that exist at Telegram and have nothing to work on here: refused in Telegram's words."""

from typing import Any

from telegram_sandbox.chats import Person
from telegram_sandbox.errors import QUERY_TOO_OLD, bad_request
from telegram_sandbox.methods.register import METHODS
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

QUERIES = ("answerInlineQuery", "answerShippingQuery", "answerPreCheckoutQuery")
"""Answers to queries that nobody here can make."""
TOPICS = (
    *("createForumTopic", "editForumTopic", "closeForumTopic", "reopenForumTopic"),
    *("deleteForumTopic", "unpinAllForumTopicMessages", "editGeneralForumTopic"),
    *("closeGeneralForumTopic", "reopenGeneralForumTopic", "hideGeneralForumTopic"),
    *("unhideGeneralForumTopic", "unpinAllGeneralForumTopicMessages"),
)
"""No chat here has topics."""
OWNERS = {
    "setChatTitle": ("can't change private chat title", "not enough rights to change chat title"),
    "setChatDescription": (
        "can't change private chat description",
        "not enough rights to set chat description",
    ),
    "setChatPermissions": (
        "can't change private chat permissions",
        "not enough rights to change chat permissions",
    ),
    "banChatMember": (
        "can't ban members in private chats",
        "not enough rights to restrict/unrestrict chat member",
    ),
}
"""What a bot may do where it has the rights: the words in a private chat, and elsewhere."""


def _query(_sandbox: Sandbox, _params: Params) -> Any:
    raise bad_request(QUERY_TOO_OLD)


def _topic(sandbox: Sandbox, params: Params) -> Any:
    sandbox.chats.open(params)
    raise bad_request("the chat is not a forum")


def _owner(private: str, elsewhere: str) -> Any:
    def refuse(sandbox: Sandbox, params: Params) -> Any:
        chat = sandbox.chats.open(params)
        raise bad_request(private if isinstance(chat, Person) else elsewhere)

    return refuse


METHODS.update({name.lower(): _query for name in QUERIES})
METHODS.update({name.lower(): _topic for name in TOPICS})
METHODS.update({name.lower(): _owner(*words) for name, words in OWNERS.items()})
