"""What the routes of the people's side share: bodies, people, rooms, refusals."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from telegram_sandbox.acts import NotPossible
from telegram_sandbox.chats import Person, Room
from telegram_sandbox.errors import ApiError
from telegram_sandbox.params import is_utf8
from telegram_sandbox.state import Sandbox


class Missing(Exception):
    """The thing that the path names does not exist."""


def sandbox_of(request: Request) -> Sandbox:
    """Return the sandbox behind the app."""
    sandbox: Sandbox = request.app.state.sandbox
    return sandbox


def person_of(request: Request) -> Person:
    """Return the person in the path.

    Raises:
        Missing: nobody has this id.
    """
    try:
        return sandbox_of(request).chats.people[request.path_params["id"]]
    except KeyError:
        raise Missing("there is no such person") from None


def room_of(request: Request, chat_id: Any) -> Room | None:
    """Return the group or channel a body names; None for the private chat.

    Raises:
        Missing: there is none with this id.
    """
    if chat_id in (None, "", request.path_params.get("id")):
        return None
    try:
        return sandbox_of(request).chats.rooms[int(chat_id)]
    except KeyError:
        raise Missing("there is no such chat") from None


async def body_of(request: Request) -> dict[str, Any]:
    """Return the body's JSON object.

    Raises:
        NotPossible: it is something else.
    """
    raw = await request.body()
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise NotPossible("the body is no JSON") from None
    if not isinstance(body, dict):
        raise NotPossible("the body is no JSON object")
    if not is_utf8(body):
        raise NotPossible("the body holds half a character")
    return body


def refuse(error: Exception) -> JSONResponse:
    """Return an error of the people's side as JSON."""
    code = 404 if isinstance(error, Missing) else 422
    text = error.description if isinstance(error, ApiError) else str(error)
    return JSONResponse({"error": text}, code)
