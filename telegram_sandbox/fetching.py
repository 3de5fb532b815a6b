"""Files that a bot names by address instead of sending them."""

from typing import Any

import httpx

from telegram_sandbox.params import Params, Upload

PHOTO_MOST = 5 * 1024 * 1024
OTHER_MOST = 20 * 1024 * 1024
_KINDS = ("photo", "animation", "audio", "document", "video", "voice", "sticker", "video_note")
_SINGLE = {"send" + kind.replace("_", ""): kind for kind in _KINDS}
_SEVERAL = frozenset({"sendmediagroup", "editmessagemedia"})


async def fetch(method: str, params: Params) -> None:
    """Download what a call names by address and put it beside the call as an upload.

    What cannot be had stays an address; the method then refuses it as Telegram does.
    """
    method = method.lower()
    if kind := _SINGLE.get(method):
        upload = await _download(params.text(kind), kind)
        if upload is not None:
            params.files[kind] = upload
    elif method in _SEVERAL:
        media = params.json("media", "can't parse media JSON object")
        items = media if isinstance(media, list) else [media]
        for number, item in enumerate(items):
            if isinstance(item, dict):
                await _attach(item, f"fetched-{number}", params)
        params.values["media"] = media


async def _attach(item: dict[str, Any], name: str, params: Params) -> None:
    upload = await _download(str(item.get("media")), str(item.get("type")))
    if upload is not None:
        params.files[name] = upload
        item["media"] = f"attach://{name}"


async def _download(address: str, kind: str) -> Upload | None:
    if not address.lower().startswith(("http://", "https://")):
        return None
    most = PHOTO_MOST if kind == "photo" else OTHER_MOST
    content = b""
    try:
        async with (
            httpx.AsyncClient(timeout=10, follow_redirects=True) as http,
            http.stream("GET", address) as answer,
        ):
            if not answer.is_success:
                return None
            async for part in answer.aiter_bytes():
                content += part
                if len(content) > most:
                    return None
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    name = httpx.URL(address).path.rsplit("/", 1)[-1] or kind
    mime = answer.headers.get("content-type", "application/octet-stream").split(";")[0]
    return Upload(name, mime, content)
