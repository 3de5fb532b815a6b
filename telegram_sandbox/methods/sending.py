"""Messages without files: text, places, contacts, drafts, and what the bot is doing."""

from typing import Any

from telegram_sandbox import text as texts
from telegram_sandbox.chats import Room
from telegram_sandbox.errors import bad_request
from telegram_sandbox.markup_tags import web_address
from telegram_sandbox.methods.outgoing import envelope, post, text_fields
from telegram_sandbox.methods.register import method
from telegram_sandbox.params import Params, check_flags
from telegram_sandbox.state import Sandbox

_ACTION_NAMES = (
    "cancel typing upload_photo record_video upload_video record_voice upload_voice "
    "record_audio upload_audio upload_document choose_sticker find_location "
    "pick_up_location record_video_note upload_video_note"
)
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")
ACTIONS = frozenset(_ACTION_NAMES.split())


@method
def send_message(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send text with entities, keyboard, reply and effect."""
    text, entities = texts.message_text(params)
    letter = envelope(sandbox, params)
    content = text_fields(sandbox, "text", text, entities)
    return post(sandbox, letter, content | preview(params))


def preview(params: Params) -> dict[str, Any]:
    """Return the options for link previews, if the call has any."""
    options = params.json("link_preview_options", "can't parse link preview options JSON object")
    if isinstance(options, dict):
        check_flags(options, *_PREVIEW_FLAGS)
        if options.get("url") and web_address(str(options["url"])) is None:
            raise bad_request("WEBPAGE_URL_INVALID")
    if params.flag("disable_web_page_preview"):
        options = {"is_disabled": True}
    return {"link_preview_options": options} if isinstance(options, dict) and options else {}


@method
def send_message_draft(sandbox: Sandbox, params: Params) -> bool:
    """Show a text that is still being written for a while on the chat page."""
    if params.integer("draft_id") == 0:
        raise bad_request("DRAFT_ID_INVALID")
    text, entities = texts.formatted(params, "text", "parse_mode", "entities")
    if len(text) > texts.TEXT_MOST:
        raise bad_request("message is too long")
    chat = sandbox.chats.open(params)
    if isinstance(chat, Room):
        raise bad_request("PEER_ID_INVALID")
    fields = text_fields(sandbox, "text", text, entities)
    sandbox.show("draft", chat.id, draft_id=params.integer("draft_id"), **fields)
    return True


def place(params: Params) -> dict[str, Any]:
    """Return the Location of a call.

    Raises:
        ApiError: no numbers, or none on Earth.
    """
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


@method
def send_location(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send a point on the map."""
    location = place(params)
    return post(sandbox, envelope(sandbox, params), {"location": location})


@method
def send_venue(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send a place with a name."""
    location = place(params)
    venue = {
        "location": location,
        "title": params.text("title"),
        "address": params.text("address"),
    }
    return post(sandbox, envelope(sandbox, params), {"location": location, "venue": venue})


@method
def send_contact(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send a phone number with a name."""
    if not params.text("phone_number"):
        raise bad_request("phone number is empty")
    if not params.text("first_name"):
        raise bad_request("first name is empty")
    contact = {
        name: params.text(name)
        for name in ("phone_number", "first_name", "last_name", "vcard")
        if params.text(name)
    }
    return post(sandbox, envelope(sandbox, params), {"contact": contact})


@method
def send_dice(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Send a die whose value comes from the seed."""
    emoji = params.text("emoji") or "🎲"
    most = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}.get(emoji)
    if most is None:
        raise bad_request("EMOTICON_INVALID")
    value = int(sandbox.ids.digits()) % most + 1
    letter = envelope(sandbox, params)
    return post(sandbox, letter, {"dice": {"emoji": emoji, "value": value}})


@method
def send_chat_action(sandbox: Sandbox, params: Params) -> bool:
    """Show typing and the like; clients show it for five seconds."""
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = sandbox.chats.open(params)
    sandbox.show("action", chat.id, action=action)
    return True
