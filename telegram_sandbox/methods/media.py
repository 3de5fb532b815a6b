"""Messages with files: by upload, by `attach://`, by file id; alone or as an album."""

from typing import Any

from telegram_sandbox import text as texts
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import File
from telegram_sandbox.methods.outgoing import envelope, post, text_fields
from telegram_sandbox.methods.register import METHODS, method
from telegram_sandbox.params import Params
from telegram_sandbox.state import Sandbox

_NAMES = {
    "photo": "Photo",
    "animation": "Animation",
    "audio": "Audio",
    "document": "Document",
    "video": "Video",
    "video_note": "VideoNote",
    "voice": "VoiceNote",
    "sticker": "Sticker",
}
_BARE = frozenset({"sticker", "video_note"})
ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})


def find_file(sandbox: Sandbox, params: Params, field: str, kind: str) -> File:
    """Return the file that a call names in `field`.

    Raises:
        ApiError: missing, unknown id, other kind, no picture, too large.
    """
    upload = params.files.get(field)
    name = params.text(field)
    if upload is None and name.startswith("attach://"):
        upload = params.files.get(name.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if upload is not None:
        return sandbox.files.keep(kind, upload)
    if not name:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if name.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = sandbox.files.by_id.get(name)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_NAMES[file.kind]} as {_NAMES[kind]}")
    return file


def content(file: File, params: Params) -> dict[str, Any]:
    """Return the fields of a Message for a file; sizes and times as the call states them."""
    shown = file.shown()
    size = {
        "width": params.integer("width") or file.width,
        "height": params.integer("height") or file.height,
    }
    duration = {"duration": params.integer("duration")}
    name = {"file_name": file.name, "mime_type": file.mime}
    match file.kind:
        case "photo":
            return {"photo": [shown | {"width": file.width, "height": file.height}]}
        case "animation":
            return {"animation": shown | size | duration | name, "document": shown | name}
        case "video":
            return {"video": shown | size | duration | name}
        case "video_note":
            length = params.integer("length") or 240
            return {"video_note": shown | {"length": length} | duration}
        case "voice":
            return {"voice": shown | duration | {"mime_type": file.mime}}
        case "audio":
            about = {k: params.text(k) for k in ("title", "performer") if params.has(k)}
            return {"audio": shown | duration | name | about}
        case "sticker":
            look = {"type": "regular", "is_animated": False, "is_video": False}
            return {"sticker": shown | look | {"width": file.width, "height": file.height}}
    return {"document": shown | name}


def captioned(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return the fields for the caption, its entities and how media are shown."""
    text, entities = texts.caption(params)
    fields = text_fields(sandbox, "caption", text, entities)
    if params.flag("show_caption_above_media") and text:
        fields["show_caption_above_media"] = True
    if params.flag("has_spoiler"):
        fields["has_media_spoiler"] = True
    return fields


def _send(sandbox: Sandbox, params: Params, kind: str) -> dict[str, Any]:
    words = {} if kind in _BARE else captioned(sandbox, params)
    letter = envelope(sandbox, params)
    file = find_file(sandbox, params, kind, kind)
    return post(sandbox, letter, content(file, params) | words)


def _sender(kind: str) -> None:
    def send(sandbox: Sandbox, params: Params) -> dict[str, Any]:
        return _send(sandbox, params, kind)

    METHODS["send" + kind.replace("_", "")] = send


for _kind in _NAMES:
    _sender(_kind)


def input_media(sandbox: Sandbox, params: Params, item: Any) -> dict[str, Any]:
    """Return the fields of a Message for one InputMedia.

    Raises:
        ApiError: not an object, unknown type, bad file or caption.
    """
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in ALBUM_KINDS | {"animation"}:
        raise bad_request("can't parse InputMedia: invalid media type specified")
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: Can't find field \"media\"")
    inner = Params(item, params.files)
    words = captioned(sandbox, inner)
    return content(find_file(sandbox, inner, "media", kind), inner) | words


@method
def send_media_group(sandbox: Sandbox, params: Params) -> list[dict[str, Any]]:
    """Send an album of 2-10 pictures and videos, or of documents, or of music."""
    items = params.json("media", "can't parse media JSON object")
    if items is not None and not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    letter = envelope(sandbox, params)
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    if "animation" in kinds or (len(kinds) > 1 and kinds & {"document", "audio"}):
        raise bad_request("can't be mixed in the album: Wrong file type")
    contents = [input_media(sandbox, params, item) for item in items]
    album = {"media_group_id": sandbox.ids.digits()} if len(items) > 1 else {}
    return [post(sandbox, letter, album | fields) for fields in contents]
