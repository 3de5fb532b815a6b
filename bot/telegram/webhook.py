"""What the webhook answers Telegram: 200 only after the commit, 503 while the database is away."""

import asyncio
import hmac
import json
import logging
from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.db.store import DatabaseAway
from bot.telegram.respond import Responder

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - only its name
LARGEST = 1024 * 1024
"""Bytes of an update; Telegram's are a few thousand."""
SLOWEST = 10.0
"""Seconds an update may take to arrive."""
COME_BACK = "5"
"""Seconds after which Telegram may try again while the database is away."""


class _TooLarge(Exception):
    """The body is larger than any update."""


def create_app(
    responder: Responder, path: str, secret: str, pages: Sequence[BaseRoute] = ()
) -> Starlette:
    """Serve the webhook at `path`.

    Args:
        secret: what Telegram was told to send along with every update.
        pages: what is served beside it.
    """
    expected = secret.encode()

    async def take(request: Request) -> Response:
        offered = request.headers.get(SECRET_HEADER)
        if offered is None:
            return Response(status_code=401)
        if not hmac.compare_digest(offered.encode(), expected):
            return Response(status_code=403)
        try:
            async with asyncio.timeout(SLOWEST):
                body = await _body(request)
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        except _TooLarge:
            return Response(status_code=413, headers={"Connection": "close"})
        except ClientDisconnect:
            return Response(status_code=400)
        return await _respond(responder, body)

    return Starlette(routes=[Route(path, take, methods=["POST"]), *pages])


async def _body(request: Request) -> bytes:
    """Read no more than an update may have."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise _TooLarge
    return bytes(body)


async def _respond(responder: Responder, body: bytes) -> Response:
    try:
        update: Any = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    if not isinstance(update, dict):
        log.warning("update cannot be read")  # and would come again for a day
        return Response()
    try:
        await responder.respond(update)
    except DatabaseAway:  # its log says so
        return Response(status_code=503, headers={"Retry-After": COME_BACK})
    return Response()
