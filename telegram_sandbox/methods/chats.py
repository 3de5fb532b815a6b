"""What the bot can learn of chats and members, and how it leaves."""

from typing import Any

from telegram_sandbox.chats import Person, Room
from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.register import method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
_ADMIN = dict.fromkeys(
    (
        "can_be_edited",
        "is_anonymous",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ),
    False,
) | dict.fromkeys(
    (
        "can_manage_chat",
        "can_delete_messages",
        "can_invite_users",
        "can_pin_messages",
        "can_send_welcome_messages",
        "can_post_messages",
        "can_edit_messages",
    ),
    True,
)

_RIGHT_NAMES = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos "
    "can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages "
    "can_add_web_page_previews can_change_info can_invite_users can_pin_messages "
    "can_manage_topics can_edit_tag can_react_to_messages"
)
_RIGHTS = _RIGHT_NAMES.split()


@method
def get_chat(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return everything about a chat, as ChatFullInfo."""
    chat = sandbox.chats.find(params)
    full = chat.chat() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict(_GIFTS),
    }
    if username := full.get("username"):
        full["active_usernames"] = [username]
    pins = sandbox.messages.pinned.get(chat.id)
    if pins and (pinned := sandbox.messages.get(chat.id, pins[-1])):
        full["pinned_message"] = pinned.for_bot()
    if isinstance(chat, Room):
        full["permissions"] = {"can_send_messages": True}
    return full


def member(user: dict[str, Any], status: str) -> dict[str, Any]:
    """Return a ChatMember of any status."""
    fields: dict[str, Any] = {"status": status, "user": user}
    match status:
        case "administrator":
            fields |= _ADMIN
        case "kicked":
            fields["until_date"] = 0
        case "restricted":
            fields |= dict.fromkeys(_RIGHTS, False) | {"is_member": True, "until_date": 0}
        case "creator":
            fields["is_anonymous"] = False
    return fields


@method
def get_chat_member(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return somebody's place in a chat."""
    chat = sandbox.chats.find(params)
    user_id = params.integer("user_id")
    if user_id == sandbox.bot_id:
        status = chat.bot_status if isinstance(chat, Room) else "member"
        return member(sandbox.me(), "member" if status == "restricted" else status)
    person = sandbox.chats.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if isinstance(chat, Person):
        here = chat.id == user_id
    else:
        here = user_id in chat.members
        if here and chat.members[0] == user_id:
            return member(person.user(), "creator")
    return member(person.user(), "member" if here else "left")


@method
def get_chat_administrators(sandbox: Sandbox, params: Params) -> list[dict[str, Any]]:
    """Return the creator, who is the first member, and the bot if it is an administrator."""
    chat = sandbox.chats.find(params)
    if isinstance(chat, Person):
        raise bad_request("there are no administrators in the private chat")
    administrators = []
    if chat.members:
        administrators.append(member(sandbox.chats.people[chat.members[0]].user(), "creator"))
    if chat.bot_status == "administrator":
        administrators.append(member(sandbox.me(), "administrator"))
    return administrators


@method
def get_chat_member_count(sandbox: Sandbox, params: Params) -> int:
    """Return how many are in a chat, the bot included."""
    chat = sandbox.chats.find(params)
    return 2 if isinstance(chat, Person) else len(chat.members) + 1


@method
def leave_chat(sandbox: Sandbox, params: Params) -> bool:
    """Leave a group or channel; private chats cannot be left."""
    chat = sandbox.chats.open(params)
    if isinstance(chat, Person):
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


@method
def get_user_profile_photos(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return no photos, since nobody here has a picture."""
    if params.integer("user_id") not in sandbox.chats.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
