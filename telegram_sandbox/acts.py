"""What people do: come, write, send, edit, delete, block; each becomes the bot's update."""

from dataclasses import dataclass
from typing import Any

from telegram_sandbox import text as texts
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.chats import member
from telegram_sandbox.methods.media import content as media_content
from telegram_sandbox.params import Params, Upload
from telegram_sandbox.state import Sandbox


class NotPossible(Exception):
    """A person's client would not let them do this."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a person; `update_id` is None when the bot does not get to see it."""

    message_id: int
    update_id: int | None


def join(sandbox: Sandbox, **fields: Any) -> Person:
    """Open the bot's chat for a new person, who has not written yet."""
    person_id = sandbox.ids.person()
    fields.setdefault("first_name", f"Person {len(sandbox.chats.people) + 1}")
    person = Person(person_id, **fields)
    sandbox.chats.people[person_id] = person
    sandbox.events.publish("person", person=sandbox.shown(person))
    return person


def change(sandbox: Sandbox, person: Person, fields: dict[str, Any]) -> None:
    """Change who somebody is; the bot is told of blocking and unblocking."""
    before = person.blocked
    for name, value in fields.items():
        setattr(person, name, value)
    if person.blocked != before:
        _tell_block(sandbox, person)
    sandbox.events.publish("person", person=sandbox.shown(person))


def _tell_block(sandbox: Sandbox, person: Person) -> None:
    old, new = ("member", "kicked") if person.blocked else ("kicked", "member")
    update = {
        "chat": person.chat(),
        "from": person.user(),
        "date": sandbox.unix(),
        "old_chat_member": member(sandbox.me(), old),
        "new_chat_member": member(sandbox.me(), new),
    }
    sandbox.updates.add("my_chat_member", update, str(person.id))


def write(
    sandbox: Sandbox,
    person: Person,
    text: str,
    reply_to: int | None = None,
    room: Room | None = None,
) -> Sent:
    """Send a text; over 4096 characters it goes out in several messages, as clients do it.

    Raises:
        NotPossible: nothing to send.
    """
    body, _ = texts.clean(text, [])
    if not body:
        raise NotPossible("a message needs some text")
    sent = None
    for start in range(0, len(body), texts.TEXT_MOST):
        part, entities = texts.clean(body[start : start + texts.TEXT_MOST], [])
        if part:
            fields = {"text": part} | ({"entities": entities} if entities else {})
            sent = send(sandbox, person, fields, reply_to, room)
    assert sent is not None
    return sent


def send_file(
    sandbox: Sandbox, person: Person, kind: str, upload: Upload, caption: str, **more: Any
) -> Sent:
    """Send a photo, document, voice message, video, audio, sticker or animation."""
    file = sandbox.files.keep(kind, upload)
    words, entities = texts.clean(caption, [])
    fields = media_content(file, Params({"duration": 3}))
    if words:
        fields |= {"caption": words} | ({"caption_entities": entities} if entities else {})
    return send(sandbox, person, fields, **more)


def send(
    sandbox: Sandbox,
    person: Person,
    fields: dict[str, Any],
    reply_to: int | None = None,
    room: Room | None = None,
) -> Sent:
    """Send any content, given as fields of a Bot API Message."""
    if person.deactivated:
        raise NotPossible("a deactivated account writes nothing")
    if room is not None and person.id not in room.members:
        raise NotPossible("only members can write here")
    if room is None and person.blocked:
        change(sandbox, person, {"blocked": False})
    chat = room or person
    if room is None:
        person.started = True
    body = sandbox.new_body(chat, person.user()) | fields
    replied = sandbox.messages.get(chat.id, reply_to) if reply_to else None
    if replied is not None:
        body["reply_to_message"] = {
            k: v for k, v in replied.for_bot().items() if k != "reply_to_message"
        }
    stored = Stored(body, from_bot=False)
    sandbox.post(stored)
    kind = "channel_post" if chat.chat()["type"] == "channel" else "message"
    seen = room is None or _sees(sandbox, room, stored, replied)
    update_id = sandbox.updates.add(kind, stored.for_bot(), str(chat.id)) if seen else None
    return Sent(stored.id, update_id)


def _sees(sandbox: Sandbox, room: Room, stored: Stored, replied: Stored | None) -> bool:
    """Whether a message reaches the bot: in privacy mode only commands, mentions and replies."""
    if room.bot_status in {"left", "kicked"}:
        return False
    if room.type == "channel" or room.bot_status == "administrator":
        return room.bot_status == "administrator"
    text = str(stored.body.get("text") or stored.body.get("caption") or "")
    if replied is not None and replied.from_bot:
        return True
    return text.startswith("/") or f"@{sandbox.username}".lower() in text.lower()


def own_message(sandbox: Sandbox, person: Person, message_id: int, room: Room | None) -> Stored:
    """Return a message that the person can see.

    Raises:
        NotPossible: it is not there.
    """
    stored = sandbox.messages.get((room or person).id, message_id)
    if stored is None or stored.hidden:
        raise NotPossible(f"there is no message {message_id} in this chat")
    return stored


def rewrite(
    sandbox: Sandbox, person: Person, message_id: int, text: str, room: Room | None = None
) -> int | None:
    """Edit one's own text or caption and return the update's id."""
    stored = own_message(sandbox, person, message_id, room)
    if stored.from_bot or stored.body.get("from", {}).get("id", person.id) != person.id:
        raise NotPossible("only one's own messages can be edited")
    field = "text" if "text" in stored.body else "caption"
    body, entities = texts.clean(text, [])
    names = ("text", "entities") if field == "text" else ("caption", "caption_entities")
    stored.body = {k: v for k, v in stored.body.items() if k not in names}
    stored.body |= {names[0]: body, "edit_date": sandbox.unix()}
    if entities:
        stored.body[names[1]] = entities
    stored.edited = True
    sandbox.show("edit", stored.chat_id, message=stored.for_person())
    channel = stored.body["chat"]["type"] == "channel"
    kind = "edited_channel_post" if channel else "edited_message"
    return sandbox.updates.add(kind, stored.for_bot(), str(stored.chat_id))


def hide(sandbox: Sandbox, person: Person, message_id: int, everywhere: bool = False) -> None:
    """Delete a message for the person, or for both sides; the bot is not told."""
    stored = own_message(sandbox, person, message_id, None)
    stored.hidden = True
    if everywhere:
        sandbox.messages.remove(stored)
    sandbox.show("delete", stored.chat_id, message_id=message_id)
