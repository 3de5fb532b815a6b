"""Messages sent again: forwarded with their origin, or copied without."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.media import captioned
from telegram_sandbox.methods.outgoing import envelope, post
from telegram_sandbox.methods.register import method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

_CONTENT_FIELDS = (
    "text entities caption caption_entities photo animation document video audio voice "
    "video_note sticker location venue contact dice poll link_preview_options "
    "has_media_spoiler show_caption_above_media"
)
_CONTENT = frozenset(_CONTENT_FIELDS.split())


def _source(sandbox: Sandbox, params: Params, verb: str) -> Stored:
    chat = sandbox.chats.find(params, "from_chat_id")
    stored = sandbox.messages.get(chat.id, params.integer("message_id"))
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    if stored.protected:
        raise bad_request("message can't be " + ("forwarded" if verb == "forward" else "copied"))
    return stored


def _sources(sandbox: Sandbox, params: Params, verb: str) -> list[Stored]:
    """Return 1-100 messages in their order; deleted and protected ones are skipped."""
    ids = params.json("message_ids", "can't parse message identifiers JSON object")
    if ids is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad_request("expected an Array of message identifiers")
    if len(ids) > 100:
        raise bad_request("too many messages to forward")
    if not all(isinstance(one, int) for one in ids):
        raise bad_request("message identifier must be a Number")
    if ids != sorted(set(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = sandbox.chats.find(params, "from_chat_id")
    messages = [stored for one in ids if (stored := sandbox.messages.get(chat.id, one))]
    if not messages:
        raise bad_request(f"there are no messages to {verb}")
    return [stored for stored in messages if not stored.protected]


def _content(stored: Stored) -> dict[str, Any]:
    return {name: value for name, value in stored.body.items() if name in _CONTENT}


def origin(stored: Stored) -> dict[str, Any]:
    """Return where a forwarded message comes from."""
    if "from" in stored.body:
        user = stored.body["from"]
        return {"type": "user", "date": stored.body["date"], "sender_user": user}
    return {
        "type": "channel",
        "date": stored.body["date"],
        "chat": stored.body["chat"],
        "message_id": stored.id,
    }


@method
def forward_message(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Forward one message with its origin, without its keyboard."""
    stored = _source(sandbox, params, "forward")
    letter = envelope(sandbox, params)
    return post(sandbox, letter, _content(stored) | {"forward_origin": origin(stored)})


@method
def copy_message(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Copy one message as if the bot had sent it; its caption may be replaced."""
    stored = _source(sandbox, params, "copy")
    content = _content(stored)
    if "caption" in params.values:
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= captioned(sandbox, params)
    letter = envelope(sandbox, params)
    return {"message_id": post(sandbox, letter, content)["message_id"]}


@method
def forward_messages(sandbox: Sandbox, params: Params) -> list[dict[str, int]]:
    """Forward several messages in their order."""
    letter, sources = envelope(sandbox, params), _sources(sandbox, params, "forward")
    return [
        _number(post(sandbox, letter, _content(one) | {"forward_origin": origin(one)}))
        for one in sources
    ]


@method
def copy_messages(sandbox: Sandbox, params: Params) -> list[dict[str, int]]:
    """Copy several messages as if the bot had sent them."""
    letter, sources = envelope(sandbox, params), _sources(sandbox, params, "copy")
    return [_number(post(sandbox, letter, _without(params, _content(one)))) for one in sources]


def _without(params: Params, content: dict[str, Any]) -> dict[str, Any]:
    gone = "caption" if params.flag("remove_caption") else "\0"
    return {name: value for name, value in content.items() if not name.startswith(gone)}


def _number(message: dict[str, Any]) -> dict[str, int]:
    return {"message_id": message["message_id"]}
