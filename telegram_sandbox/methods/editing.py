"""Edits in place; an edit without a keyboard takes the keyboard away."""

from typing import Any

from telegram_sandbox import text as texts
from telegram_sandbox.errors import NOT_MODIFIED, bad_request
from telegram_sandbox.messages import Stored
from telegram_sandbox.methods.media import captioned, input_media
from telegram_sandbox.methods.outgoing import markup_of, pace, text_fields
from telegram_sandbox.methods.register import method
from telegram_sandbox.methods.sending import preview
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

MEDIA = ("photo", "animation", "document", "video", "audio", "voice", "video_note", "sticker")
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def _target(sandbox: Sandbox, params: Params) -> Stored:
    if not params.has("chat_id") and not params.has("message_id"):
        if params.has("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        raise bad_request("message identifier is not specified")
    chat = sandbox.chats.open(params)
    stored = sandbox.messages.get(chat.id, params.integer("message_id"))
    if stored is None:
        raise bad_request("message to edit not found")
    if not stored.from_bot or (stored.markup is not None and stored.inline is None):
        raise bad_request("message can't be edited")
    return stored


def _apply(
    sandbox: Sandbox, stored: Stored, drop: tuple[str, ...], fields: dict[str, Any], params: Params
) -> dict[str, Any]:
    markup = markup_of(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    kept = {k: v for k, v in stored.body.items() if k not in drop}
    if kept | fields == stored.body and markup == stored.markup:
        raise bad_request(NOT_MODIFIED)
    pace(sandbox, stored.chat_id)
    stored.body = kept | fields | {"edit_date": sandbox.unix()}
    stored.markup = markup
    stored.edited = stored.edited or bool(drop)
    sandbox.show("edit", stored.chat_id, message=stored.for_person())
    return stored.for_bot()


@method
def edit_message_text(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Replace text, entities and keyboard."""
    text, entities = texts.message_text(params)
    stored = _target(sandbox, params)
    if "text" not in stored.body:
        raise bad_request("there is no text in the message to edit")
    fields = text_fields(sandbox, "text", text, entities) | preview(params)
    return _apply(sandbox, stored, _TEXT, fields, params)


@method
def edit_message_caption(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Replace caption and keyboard."""
    fields = captioned(sandbox, params)
    stored = _target(sandbox, params)
    if not any(name in stored.body for name in MEDIA[:6]):
        raise bad_request("there is no caption in the message to edit")
    return _apply(sandbox, stored, _CAPTION, fields, params)


@method
def edit_message_media(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Replace the file and caption of a message, or its text by a file."""
    item = params.json("media", "can't parse input media JSON object")
    if item is None:
        raise bad_request("there is no media in the request")
    stored = _target(sandbox, params)
    if any(name in stored.body for name in ("voice", "video_note", "sticker", "location")):
        raise bad_request("message can't be edited")
    fields = input_media(sandbox, params, item)
    drop = (*_TEXT, *_CAPTION, *MEDIA, "has_media_spoiler")
    return _apply(sandbox, stored, drop, fields, params)


@method
def edit_message_reply_markup(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Replace the keyboard, or take it away."""
    return _apply(sandbox, _target(sandbox, params), (), {}, params)
