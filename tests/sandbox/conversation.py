"""One conversation as data, so that clients in any language can hold it and compare answers."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A call and what its result must hold; `save` keeps a value of it under a name.

    A step with `person` lets the person act through /sim first.
    """

    method: str
    parameters: dict[str, Any]
    expect: Any = None
    save: dict[str, str] = field(default_factory=dict)
    person: tuple[str, dict[str, Any]] | None = None

    def as_json(self) -> dict[str, Any]:
        """For a client in another language."""
        return asdict(self)


def holds(expected: Any, answer: Any) -> bool:
    """Whether `found` has everything that is expected, and lists of the same length."""
    if isinstance(expected, dict):
        return isinstance(answer, dict) and all(
            name in answer and holds(value, answer[name]) for name, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(answer, list)
            and len(expected) == len(answer)
            and all(holds(e, f) for e, f in zip(expected, answer, strict=True))
        )
    return bool(expected == answer)


_KEYS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y", "style": "success"}],
        [{"text": "Copy", "copy_text": {"text": "code"}}, {"text": "Web", "url": "https://a.b/"}],
    ]
}
_REPLY_KEYS = {"keyboard": [[{"text": "Here", "request_location": True}]], "resize_keyboard": True}

CONVERSATION = [
    Step("getMe", {}, {"is_bot": True, "username": "sandbox_bot"}),
    Step(
        "setMyCommands",
        {"commands": [{"command": "start", "description": "Begin"}], "language_code": "de"},
        True,
    ),
    Step("getMyCommands", {}, []),
    Step("getMyCommands", {"language_code": "de"}, [{"command": "start", "description": "Begin"}]),
    Step("setMyDescription", {"description": "It talks"}, True),
    Step("getMyDescription", {"language_code": "de"}, {"description": "It talks"}),
    Step(
        "getUpdates",
        {"timeout": 2, "allowed_updates": ["message", "callback_query", "message_reaction"]},
        [
            {
                "message": {
                    "text": "/start now",
                    "from": {"first_name": "Zoë", "is_bot": False},
                    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
                }
            }
        ],
        {"update": "0.update_id", "chat": "0.message.chat.id"},
        ("messages", {"text": "/start now"}),
    ),
    Step("getChat", {"chat_id": "$chat"}, {"type": "private", "first_name": "Zoë"}),
    Step("sendChatAction", {"chat_id": "$chat", "action": "typing"}, True),
    Step(
        "sendMessage",
        {
            "chat_id": "$chat",
            "text": "😀 <b>Bold &amp; <i>both</i></b> <a href='http://a.b'>link</a>",
            "parse_mode": "HTML",
            "reply_markup": _KEYS,
        },
        {
            "text": "😀 Bold & both link",
            "entities": [
                {"type": "bold", "offset": 3, "length": 11},
                {"type": "italic", "offset": 10, "length": 4},
                {"type": "text_link", "offset": 15, "length": 4, "url": "http://a.b/"},
            ],
            "reply_markup": _KEYS,
        },
        {"message": "message_id"},
    ),
    Step(
        "getUpdates",
        {"offset": "$update+1", "timeout": 2},
        [{"callback_query": {"data": "y", "message": {"text": "😀 Bold & both link"}}}],
        {"update": "0.update_id", "query": "0.callback_query.id"},
        ("tap", {"message_id": "$message", "row": 0, "column": 0}),
    ),
    Step("answerCallbackQuery", {"callback_query_id": "$query", "text": "Thanks"}, True),
    Step(
        "editMessageText",
        {
            "chat_id": "$chat",
            "message_id": "$message",
            "text": "*Done*\\.",
            "parse_mode": "MarkdownV2",
        },
        {"text": "Done.", "entities": [{"type": "bold", "offset": 0, "length": 4}]},
    ),
    Step(
        "setMessageReaction",
        {
            "chat_id": "$chat",
            "message_id": "$message",
            "reaction": [{"type": "emoji", "emoji": "🔥"}],
        },
        True,
    ),
    Step("pinChatMessage", {"chat_id": "$chat", "message_id": "$message"}, True),
    Step("getChat", {"chat_id": "$chat"}, {"pinned_message": {"text": "Done."}}),
    Step("unpinChatMessage", {"chat_id": "$chat", "message_id": "$message"}, True),
    Step(
        "sendMessage",
        {"chat_id": "$chat", "text": "Where?", "reply_markup": _REPLY_KEYS},
        {"text": "Where?"},
    ),
    Step(
        "getUpdates",
        {"offset": "$update+1", "timeout": 2},
        [{"message": {"location": {"latitude": 52.5, "longitude": 13.4}}}],
        {"update": "0.update_id", "place": "0.message.message_id"},
        ("messages", {"location": {"latitude": 52.5, "longitude": 13.4}}),
    ),
    Step(
        "sendMessage",
        {
            "chat_id": "$chat",
            "text": "There.",
            "reply_parameters": {"message_id": "$place"},
            "message_effect_id": "5104841245755180586",
            "reply_markup": {"remove_keyboard": True},
        },
        {"reply_to_message": {"location": {"latitude": 52.5}}},
    ),
    Step("getUpdates", {"offset": "$update+1"}, []),
    Step("deleteMessage", {"chat_id": "$chat", "message_id": "$message"}, True),
    Step("getWebhookInfo", {}, {"url": "", "pending_update_count": 0}),
    Step(
        "sendPoll",
        {"chat_id": "$chat", "question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}]},
        {"poll": {"question": "Tea?", "options": [{"text": "Yes"}, {"text": "No"}]}},
        {"poll": "message_id"},
    ),
    Step("stopPoll", {"chat_id": "$chat", "message_id": "$poll"}, {"is_closed": True}),
    Step(
        "copyMessages",
        {"chat_id": "$chat", "from_chat_id": "$chat", "message_ids": ["$poll"]},
        [{}],
    ),
]
