"""The people's side: groups and channels, and the bot's place in them."""

from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import rooms
from telegram_sandbox.acts import NotPossible
from telegram_sandbox.chats import Room
from telegram_sandbox.sim_request import Missing, body_of, sandbox_of


class _Signed(Convertor[int]):
    """Chat ids in a path; those of groups are negative."""

    regex = "-?[0-9]+"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("signed", _Signed())


def _room(request: Request) -> Room:
    try:
        return sandbox_of(request).chats.rooms[request.path_params["id"]]
    except KeyError:
        raise Missing("there is no such chat") from None


async def add_room(request: Request) -> Response:
    """Add a group, supergroup or channel, with the bot in it."""
    body = await body_of(request)
    sandbox = sandbox_of(request)
    members = [int(member) for member in body.get("members", [])]
    if not members or any(member not in sandbox.chats.people for member in members):
        raise NotPossible("members must be ids of people, the creator first")
    kind = str(body.get("type", "group"))
    status = str(body.get("bot_status", "administrator" if kind == "channel" else "member"))
    title, username = str(body.get("title", "Chat")), body.get("username")
    room = rooms.create(sandbox, rooms.NewRoom(kind, title, members, username), status)
    return JSONResponse(room.shown())


async def change_room(request: Request) -> Response:
    """Make the bot an administrator, throw it out, or upgrade the group."""
    body: dict[str, Any] = await body_of(request)
    sandbox, room = sandbox_of(request), _room(request)
    if "bot_status" in body:
        rooms.place_bot(sandbox, room, str(body["bot_status"]))
    if body.get("migrate"):
        room = rooms.migrate(sandbox, room)
    return JSONResponse(room.shown())


async def messages(request: Request) -> Response:
    """Return the chat as its members see it."""
    chat = sandbox_of(request).messages.of(_room(request).id)
    return JSONResponse([stored.for_person() for stored in chat])


ROUTES = [
    Route("/chats", add_room, methods=["POST"]),
    Route("/chats/{id:signed}", change_room, methods=["PATCH"]),
    Route("/chats/{id:signed}/messages", messages),
]
