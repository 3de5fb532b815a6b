"""Calls that Telegram refuses and its words for it; run through every foreign client."""

from dataclasses import asdict, dataclass
from typing import Any

EDIT = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"  # noqa: E501
OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`$names` in the parameters are filled in by the test; `code` is the HTTP status too."""

    method: str
    parameters: dict[str, Any]
    text: str
    code: int = 400

    @property
    def description(self) -> str:
        """The whole description."""
        prefix = {400: "Bad Request", 403: "Forbidden", 404: "Not Found"}[self.code]
        return f"{prefix}: {self.text}"

    @property
    def name(self) -> str:
        """For the test's id."""
        return f"{self.method}: {self.text[:70]}"

    def as_json(self) -> dict[str, Any]:
        """For a client in another language."""
        return asdict(self) | {"description": self.description}


def say(text: str, complaint: str, code: int = 400, **more: Any) -> Refusal:
    """A text to Ann that is refused."""
    return Refusal("sendMessage", {"chat_id": "$ann", "text": text} | more, complaint, code)


def html(text: str, complaint: str) -> Refusal:
    """Broken HTML."""
    return say(text, f"can't parse entities: {complaint}", parse_mode="HTML")


def v2(text: str, complaint: str) -> Refusal:
    """Broken MarkdownV2."""
    return say(text, f"can't parse entities: {complaint}", parse_mode="MarkdownV2")


def key(button: Any, complaint: str) -> Refusal:
    """An inline button that is refused."""
    return say("x", complaint, reply_markup={"inline_keyboard": [[button]]})


_PARSE = "can't parse inline keyboard button: "
_MARKUP = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'

_BOLD = {"type": "bold", "offset": 0, "length": 1}


def entity(complaint: str, **fields: Any) -> Refusal:
    """A text of five letters with an entity that is refused."""
    return say("hello", complaint, entities=[_BOLD | fields])


def markup(complaint: str, **fields: Any) -> Refusal:
    """A keyboard that is refused."""
    return say("x", complaint, reply_markup=fields)


def boolean(name: str) -> str:
    """Telegram's words for a flag that is none."""
    return f'field "{name}" must be of type Boolean'


_ENTITY = "can't parse MessageEntity: "

REFUSALS = [
    entity("receive an entity with incorrect offset -1", offset=-1),
    entity("entity begins after the end of the text at UTF-16 offset 100", offset=100),
    entity(
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        length=100,
    ),
    entity(_ENTITY + "Unsupported type specified", type="loud"),
    entity("entity URL 'nodot' is invalid: Wrong HTTP URL", type="text_link", url="nodot"),
    entity("entity URL '' is invalid: URL host is empty", type="text_link", url=""),
    entity(_ENTITY + 'Can\'t find field "url"', type="text_link"),
    entity(_ENTITY + 'Can\'t find field "user"', type="text_mention"),
    entity(
        "user not found", type="text_mention", user={"id": 0, "is_bot": False, "first_name": "X"}
    ),
    entity(_ENTITY + 'Can\'t find field "custom_emoji_id"', type="custom_emoji"),
    entity(
        _ENTITY + 'Field "custom_emoji_id" must be a valid Number',
        type="custom_emoji",
        custom_emoji_id="9" * 19,
    ),
    markup('field "inline_keyboard" must be of type Array', inline_keyboard="bad"),
    markup('field "keyboard" must be of type Array', keyboard="bad"),
    markup(boolean("force_reply"), force_reply="yes"),
    markup(boolean("remove_keyboard"), remove_keyboard="yes"),
    markup(boolean("one_time_keyboard"), keyboard=[["A"]], one_time_keyboard="yes"),
    markup(
        "can't parse keyboard button: Can't find field \"request_id\"",
        keyboard=[[{"text": "x", "request_chat": {"chat_is_channel": True}}]],
    ),
    markup(
        "keyboard button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed",
        keyboard=[[{"text": "x", "web_app": {"url": "http://a.b"}}]],
    ),
    say("x", boolean("is_disabled"), link_preview_options={"is_disabled": "yes"}),
    say("x", "WEBPAGE_URL_INVALID", link_preview_options={"url": "not-a-url"}),
    say("x", 'can\'t find field "message_id"', reply_parameters={"quote": "x"}),
    say("x", "message thread not found", message_thread_id=999),
    say("x", "business connection not found", business_connection_id="none"),
    say("x", "FLOODSKIP_NOT_ALLOWED", allow_paid_broadcast=True),
    say("x", "bots can't send messages to bots", 403, chat_id="$bot"),
    Refusal(
        "deleteMessages",
        {"chat_id": "$ann", "message_ids": [0]},
        "invalid message identifier specified",
    ),
    Refusal(
        "deleteMessages",
        {"chat_id": "$ann", "message_ids": list(range(1, 102))},
        "too many message identifiers specified",
    ),
    say("", "message text is empty"),
    say(" \n ", "text must be non-empty"),
    say("x" * 4097, "message is too long"),
    say("<b>" + "é" * 4097 + "</b>", "message is too long", parse_mode="HTML"),
    say("x" * 32_769, "text is too long"),
    say("x", "unsupported parse_mode", parse_mode="BBCode"),
    say("x", "chat_id is empty", chat_id=""),
    say("x", "chat not found", chat_id=777),
    say("x", "chat not found", chat_id="@nobody_here"),
    say("x", "bot was blocked by the user", 403, chat_id="$blocked"),
    say("x", "user is deactivated", 403, chat_id="$gone"),
    say("x", "bot can't initiate conversation with a user", 403, chat_id="$shy"),
    say("x", "bot was kicked from the group chat", 403, chat_id="$kicked"),
    say("x", "bot is not a member of the channel chat", 403, chat_id="$left"),
    say("x", "message to be replied not found", reply_parameters={"message_id": 9999}),
    say("x", "EFFECT_ID_INVALID", message_effect_id="1"),
    html("x <b>y", 'Can\'t find end tag corresponding to start tag "b"'),
    html("é<q>", 'Unsupported start tag "q" at byte offset 2'),
    html("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    html("😀<b", "Unclosed start tag at byte offset 4"),
    html("<a href", 'Unclosed start tag "a" at byte offset 0'),
    html('<a href="x', "Unclosed start tag at byte offset 0"),
    html("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    html("<a href=x_y>z</a>", "Unexpected end of name token at byte offset 8"),
    html("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    html("ü</b>", "Unexpected end tag at byte offset 2"),
    html("<b>x</b", "Unclosed end tag at byte offset 4"),
    html("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    html('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    v2("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    v2("é *b", "Can't find end of Bold entity at byte offset 3"),
    v2("[a](http://b.c", "Can't find end of a URL at byte offset 3"),
    say(
        "a _b",
        "can't parse entities: Can't find end of the entity starting at byte offset 2",
        parse_mode="Markdown",
    ),
    say("x", "object expected as reply markup", reply_markup=[]),
    say("x", _MARKUP, reply_markup={"inline_keyboard": [{"text": "x"}]}),
    say("x", 'field "keyboard" must be an Array of Arrays', reply_markup={"keyboard": ["x"]}),
    key({"text": "x"}, _PARSE + "Text buttons are unallowed in the inline keyboard"),
    key(
        {"text": "x", "callback_data": ""},
        _PARSE + "Text buttons are unallowed in the inline keyboard",
    ),
    key("x", _PARSE + "InlineKeyboardButton must be an Object"),
    key({"callback_data": "x"}, _PARSE + 'Can\'t find field "text"'),
    key({"text": 5, "callback_data": "x"}, _PARSE + 'Field "text" must be of type String'),
    key({"text": "", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
    key({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
    key(
        {"text": "x", "callback_data": "x", "style": "pink"},
        _PARSE + "invalid button style specified",
    ),
    key({"text": "x", "copy_text": "y"}, _PARSE + 'Field "copy_text" must be of type Object'),
    key(
        {"text": "x", "url": "ftp://a.b"},
        "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
    ),
    key(
        {"text": "x", "web_app": {"url": "http://a.b"}},
        "inline keyboard button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed",
    ),
    say(
        "x",
        "reply markup is too long",
        reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101},
    ),
    say(
        "x",
        "location can be requested in private chats only",
        chat_id="$group",
        reply_markup={"keyboard": [[{"text": "x", "request_location": True}]]},
    ),
    Refusal("editMessageText", {"chat_id": "$ann", "message_id": "$text", "text": "hello"}, EDIT),
    Refusal(
        "editMessageText",
        {"chat_id": "$ann", "message_id": 9999, "text": "x"},
        "message to edit not found",
    ),
    Refusal("editMessageText", {"text": "x"}, "message identifier is not specified"),
    Refusal(
        "editMessageText",
        {"chat_id": "$ann", "message_id": "$own", "text": "x"},
        "message can't be edited",
    ),
    Refusal(
        "editMessageText",
        {"chat_id": "$ann", "message_id": "$photo", "text": "x"},
        "there is no text in the message to edit",
    ),
    Refusal(
        "editMessageCaption",
        {"chat_id": "$ann", "message_id": "$text", "caption": "x"},
        "there is no caption in the message to edit",
    ),
    Refusal(
        "editMessageCaption",
        {"chat_id": "$ann", "message_id": "$photo", "caption": "x" * 1025},
        "message caption is too long",
    ),
    Refusal("editMessageReplyMarkup", {"chat_id": "$ann", "message_id": "$text"}, EDIT),
    Refusal(
        "deleteMessage", {"chat_id": "$ann", "message_id": 9999}, "message to delete not found"
    ),
    Refusal("deleteMessages", {"chat_id": "$ann"}, "message identifiers are not specified"),
    Refusal("pinChatMessage", {"chat_id": "$ann", "message_id": 9999}, "message to pin not found"),
    Refusal(
        "forwardMessage",
        {"chat_id": "$ann", "from_chat_id": "$ann", "message_id": 9999},
        "message to forward not found",
    ),
    Refusal(
        "copyMessage",
        {"chat_id": "$ann", "from_chat_id": "$ann", "message_id": 9999},
        "message to copy not found",
    ),
    Refusal(
        "setMessageReaction",
        {"chat_id": "$ann", "message_id": 9999, "reaction": []},
        "message to react not found",
    ),
    Refusal(
        "setMessageReaction",
        {"chat_id": "$ann", "message_id": "$own", "reaction": [{"type": "emoji", "emoji": "✅"}]},
        "REACTION_INVALID",
    ),
    Refusal("answerCallbackQuery", {"callback_query_id": "12345"}, OLD),
    Refusal(
        "answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"
    ),
    Refusal(
        "sendPhoto",
        {"chat_id": "$ann", "photo": "nonsense"},
        "wrong file identifier/HTTP URL specified",
    ),
    Refusal("sendPhoto", {"chat_id": "$ann"}, "there is no photo in the request"),
    Refusal(
        "sendAnimation",
        {"chat_id": "$ann", "animation": "$photo_id"},
        "can't use file of type Photo as Animation",
    ),
    Refusal(
        "sendPhoto",
        {"chat_id": "$ann", "photo": "$photo_id", "caption": "x" * 1025},
        "message caption is too long",
    ),
    Refusal("sendMediaGroup", {"chat_id": "$ann", "media": []}, "there are no messages to send"),
    Refusal(
        "sendMediaGroup",
        {"chat_id": "$ann", "media": [{"type": "photo", "media": "$photo_id"}] * 11},
        "too many messages to send as an album",
    ),
    Refusal(
        "getFile", {"file_id": "nonsense"}, "wrong file_id or the file is temporarily unavailable"
    ),
    Refusal(
        "sendChatAction",
        {"chat_id": "$ann", "action": "sleeping"},
        "wrong parameter action in request",
    ),
    Refusal(
        "setMyCommands",
        {"commands": [{"command": "Bad!", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    Refusal(
        "setMyCommands",
        {"commands": [{"command": "x" * 33, "description": "x"}]},
        "command length must not exceed 32",
    ),
    Refusal(
        "setMyCommands",
        {"commands": [{"command": "x", "description": ""}]},
        "command description must be non-empty",
    ),
    Refusal(
        "setMyCommands",
        {"commands": [{"command": "x", "description": "x" * 257}]},
        "command description length must not exceed 256",
    ),
    Refusal(
        "setWebhook",
        {"url": "https://a.b/c", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
    Refusal(
        "setWebhook",
        {"url": "https://a.b/c", "secret_token": "a" * 257},
        "secret token is too long",
    ),
    Refusal(
        "setWebhook",
        {"url": "http://a.b/c"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    Refusal(
        "setWebhook",
        {"url": "https://a.b:99/c"},
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    Refusal("sendLocation", {"chat_id": "$ann", "longitude": 1}, "latitude is empty"),
    Refusal("answerInlineQuery", {"inline_query_id": "1", "results": []}, OLD),
    Refusal("answerPreCheckoutQuery", {"pre_checkout_query_id": "1", "ok": True}, OLD),
    Refusal("createForumTopic", {"chat_id": "$ann", "name": "x"}, "the chat is not a forum"),
    Refusal("createForumTopic", {"chat_id": "$group", "name": "x"}, "the chat is not a forum"),
    Refusal("setChatTitle", {"chat_id": "$ann", "title": "x"}, "can't change private chat title"),
    Refusal(
        "setChatTitle",
        {"chat_id": "$group", "title": "x"},
        "not enough rights to change chat title",
    ),
    Refusal(
        "banChatMember",
        {"chat_id": "$ann", "user_id": "$ann"},
        "can't ban members in private chats",
    ),
    Refusal(
        "stopPoll",
        {"chat_id": "$ann", "message_id": 9999},
        "message with poll to stop not found",
    ),
    Refusal("stopPoll", {"chat_id": "$ann", "message_id": "$text"}, "message is not a poll"),
    Refusal(
        "sendPoll",
        {"chat_id": "$ann", "question": " ", "options": ["a", "b"]},
        "poll question must be non-empty",
    ),
    Refusal(
        "forwardMessages",
        {"chat_id": "$ann", "from_chat_id": "$ann", "message_ids": [9999]},
        "there are no messages to forward",
    ),
]
