"""What all sends share: people mentioned, keyboard, chat, reply, effect, pace; then the post."""

from dataclasses import dataclass
from typing import Any

from telegram_sandbox import keyboards
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.errors import bad_request
from telegram_sandbox.messages import Stored
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

EFFECTS = frozenset(
    {
        "5046509860389126442",
        "5104841245755180586",
        "5107584321108051014",
        "5159385139981059251",
        "5104858069142078462",
        "5046589136895476101",
    }
)
"""The six free effects: celebration, fire, thumbs up, heart, thumbs down, pile."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about a message except its content."""

    chat: Person | Room
    markup: dict[str, Any] | None
    reply_to: Stored | None
    silent: bool
    protected: bool
    effect: str | None


def envelope(sandbox: Sandbox, params: Params) -> Envelope:
    """Check what all sending methods have in common.

    Raises:
        ApiError: bad keyboard, no such chat, blocked, too fast...
    """
    markup = markup_of(params)
    if params.has("business_connection_id"):
        raise bad_request("business connection not found")
    chat = sandbox.chats.open(params)
    if params.integer("message_thread_id"):
        raise bad_request("message thread not found")
    if params.flag("allow_paid_broadcast") and not sandbox.paid_broadcast:
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    reply_to = _reply(sandbox, params, chat)
    effect = params.text("message_effect_id") or None
    if effect and (effect not in EFFECTS or isinstance(chat, Room)):
        raise bad_request("EFFECT_ID_INVALID")
    pace(sandbox, chat.id)
    return Envelope(
        chat,
        markup,
        reply_to,
        params.flag("disable_notification"),
        params.flag("protect_content"),
        effect,
    )


def markup_of(params: Params) -> dict[str, Any] | None:
    """Return the keyboard of a call."""
    markup = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    return keyboards.read(markup, private=not params.text("chat_id").startswith(("-", "@")))


def pace(sandbox: Sandbox, chat_id: int) -> None:
    """Refuse messages that come too fast, if the sandbox is strict about it."""
    if sandbox.strict_pace:
        sandbox.pace.spend(chat_id)


def _reply(sandbox: Sandbox, params: Params, chat: Person | Room) -> Stored | None:
    reply = params.json("reply_parameters", "can't parse reply parameters JSON object")
    if reply is not None and not isinstance(reply, dict):
        raise bad_request("object expected as reply parameters")
    if reply and "message_id" not in reply:
        raise bad_request('can\'t find field "message_id"')
    reply = reply or {}
    try:
        wanted = int(reply.get("message_id") or params.integer("reply_to_message_id"))
    except (TypeError, ValueError):
        raise bad_request(
            'can\'t parse reply parameters: Field "message_id" must be of type Number'
        ) from None
    if not wanted:
        return None
    stored = sandbox.messages.get(int(reply.get("chat_id") or chat.id), wanted)
    lenient = reply.get("allow_sending_without_reply") in (True, "true", 1) or params.flag(
        "allow_sending_without_reply"
    )
    if stored is None and not lenient:
        raise bad_request("message to be replied not found")
    return stored


def post(sandbox: Sandbox, letter: Envelope, content: dict[str, Any]) -> dict[str, Any]:
    """Put a new message of the bot into the chat and return the Bot API's Message."""
    body = sandbox.new_body(letter.chat, sandbox.me())
    if letter.reply_to is not None:
        body["reply_to_message"] = {
            k: v for k, v in letter.reply_to.for_bot().items() if k != "reply_to_message"
        }
    if letter.protected:
        body["has_protected_content"] = True
    if letter.effect:
        body["effect_id"] = letter.effect
    stored = Stored(
        body | content,
        from_bot=True,
        markup=letter.markup,
        silent=letter.silent,
        effect=letter.effect,
        protected=letter.protected,
    )
    sandbox.post(stored)
    return stored.for_bot()


def with_users(sandbox: Sandbox, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give text mentions their user; those of strangers are dropped."""
    resolved = []
    for entity in entities:
        if "user_id" in entity:
            user_id = entity["user_id"]
            known = isinstance(user_id, int) and user_id in sandbox.chats.people
            if not known and entity.get("explicit"):
                raise bad_request("user not found")
            if not known:
                continue
            person = sandbox.chats.people[user_id]
            rest = {k: v for k, v in entity.items() if k not in {"user_id", "explicit"}}
            entity = rest | {"type": "text_mention", "user": person.user()}
        resolved.append(entity)
    return resolved


def text_fields(
    sandbox: Sandbox, name: str, text: str, entities: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return `text` with `entities`, or `caption` with `caption_entities`, without empty ones."""
    fields: dict[str, Any] = {name: text} if text else {}
    if kept := with_users(sandbox, entities):
        fields["entities" if name == "text" else "caption_entities"] = kept
    return fields
