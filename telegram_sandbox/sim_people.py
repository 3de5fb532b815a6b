"""The people's side: what one person sees and does."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import acts, taps, web_apps
from telegram_sandbox.acts import NotPossible
from telegram_sandbox.chats import Person
from telegram_sandbox.params import Upload
from telegram_sandbox.settling import Wanted, settle
from telegram_sandbox.sim_request import body_of, person_of, room_of, sandbox_of
from telegram_sandbox.state import Sandbox

_FIELDS = ("first_name", "last_name", "username", "language_code", "time_zone")
_FLAGS = ("blocked", "deactivated")
_FILES = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")


def _wanted(body: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    fields = {name: body[name] for name in names if name in body}
    if not all(value is None or isinstance(value, str) for value in fields.values()):
        raise NotPossible(f"{', '.join(names)} must be text")
    if fields.get("first_name", "x") in (None, ""):
        raise NotPossible("first_name must not be empty")
    return fields


def _flags(body: dict[str, Any]) -> dict[str, bool]:
    flags = {name: body[name] for name in _FLAGS if name in body}
    if not all(isinstance(value, bool) for value in flags.values()):
        raise NotPossible(f"{', '.join(_FLAGS)} must be true or false")
    return flags


async def add_person(request: Request) -> Response:
    """Add a person."""
    body = await body_of(request)
    person = acts.join(sandbox_of(request), **_wanted(body, _FIELDS))
    return JSONResponse(sandbox_of(request).shown(person))


async def change_person(request: Request) -> Response:
    """Rename, move, block, unblock, deactivate."""
    body = await body_of(request)
    person = person_of(request)
    acts.change(sandbox_of(request), person, _wanted(body, _FIELDS) | _flags(body))
    return JSONResponse(sandbox_of(request).shown(person))


async def commands(request: Request) -> Response:
    """Return the menu that this person's client shows."""
    person = person_of(request)
    menu = sandbox_of(request).profile.menu_of(person.id, person.language_code)
    return JSONResponse(menu)


async def messages(request: Request) -> Response:
    """Return the private chat as the person sees it."""
    chat = sandbox_of(request).messages.of(person_of(request).id)
    return JSONResponse([stored.for_person() for stored in chat])


async def send(request: Request) -> Response:
    """Send text, a place, a contact or a file from a person."""
    sandbox, person = sandbox_of(request), person_of(request)
    if request.headers.get("content-type", "").startswith("multipart/"):
        sent = await _send_file(request, sandbox, person)
        return JSONResponse({"update_id": sent.update_id, "message_id": sent.message_id})
    body = await body_of(request)
    reply_to, room = body.get("reply_to"), room_of(request, body.get("chat_id"))
    if "location" in body:
        sent = acts.send(sandbox, person, {"location": body["location"]}, reply_to, room)
    elif body.get("contact"):
        contact = {"first_name": person.first_name, "user_id": person.id}
        contact["phone_number"] = f"+999{person.id:09d}"
        sent = acts.send(sandbox, person, {"contact": contact}, reply_to, room)
    elif "web_app_data" in body:
        sent = web_apps.send_data(sandbox, person, dict(body["web_app_data"]))
    elif "fields" in body:
        sent = acts.send(sandbox, person, dict(body["fields"]), reply_to, room)
    else:
        sent = acts.write(sandbox, person, str(body.get("text", "")), reply_to, room)
    return JSONResponse({"update_id": sent.update_id, "message_id": sent.message_id})


async def _send_file(request: Request, sandbox: Sandbox, person: Person) -> acts.Sent:
    async with request.form(max_part_size=60 * 1024 * 1024) as form:
        for kind in _FILES:
            upload = form.get(kind)
            if isinstance(upload, UploadFile):
                mime = upload.content_type or "application/octet-stream"
                file = Upload(upload.filename or kind, mime, await upload.read())
                caption = str(form.get("caption") or "")
                room = room_of(request, form.get("chat_id"))
                return acts.send_file(sandbox, person, kind, file, caption, room=room)
    raise NotPossible(f"a file is needed in one of the fields {', '.join(_FILES)}")


async def edit(request: Request) -> Response:
    """Edit one of the person's own messages."""
    body = await body_of(request)
    room = room_of(request, body.get("chat_id"))
    text = str(body.get("text", ""))
    message_id = request.path_params["mid"]
    update_id = acts.rewrite(sandbox_of(request), person_of(request), message_id, text, room)
    return JSONResponse({"update_id": update_id})


async def delete(request: Request) -> Response:
    """Delete a message on the person's side or (`?everywhere=1`) on both."""
    everywhere = request.query_params.get("everywhere", "") in {"1", "true"}
    acts.hide(sandbox_of(request), person_of(request), request.path_params["mid"], everywhere)
    return JSONResponse({})


async def tap(request: Request) -> Response:
    """Press a button under a message, by its place or with made-up data."""
    body = await body_of(request)
    sandbox, person = sandbox_of(request), person_of(request)
    room = room_of(request, body.get("chat_id"))
    message_id = int(body.get("message_id", 0))
    data = body.get("data")
    if data is None:
        stored = acts.own_message(sandbox, person, message_id, room)
        button = taps.button(stored, int(body.get("row", 0)), int(body.get("column", 0)))
        data = button.get("callback_data")
    if data is None:
        return JSONResponse({"callback_query_id": None, "update_id": None})
    query_id, update_id = taps.press(sandbox, person, message_id, str(data), room)
    return JSONResponse({"callback_query_id": query_id, "update_id": update_id})


async def react(request: Request) -> Response:
    """Set or take back a person's reaction."""
    body = await body_of(request)
    room = room_of(request, body.get("chat_id"))
    message_id = int(body.get("message_id", 0))
    update_id = taps.react(
        sandbox_of(request), person_of(request), message_id, body.get("emoji") or None, room
    )
    return JSONResponse({"update_id": update_id})


async def upcoming(request: Request) -> Response:
    """Return what the bot will send this person next."""
    sandbox, person = sandbox_of(request), person_of(request)
    pushes = await sandbox.upcoming() if sandbox.upcoming else []
    mine = sorted((u for u in pushes if u.chat_id == person.id), key=lambda u: u.due)
    return JSONResponse([{"kind": u.kind, "due": u.due.isoformat()} for u in mine])


async def settled(request: Request) -> Response:
    """Wait until the bot has dealt with an update, has done something, and is quiet again."""
    query = request.query_params
    wanted = Wanted(
        person=request.path_params["id"],
        update_id=int(query["update_id"]) if "update_id" in query else None,
        after=int(query["after"]) if "after" in query else None,
        quiet=float(query.get("quiet", "0.03")),
        seconds=float(query.get("seconds", "5")),
    )
    return JSONResponse(await settle(sandbox_of(request), wanted))


ROUTES = [
    Route("/people", add_person, methods=["POST"]),
    Route("/people/{id:int}", change_person, methods=["PATCH"]),
    Route("/people/{id:int}/commands", commands),
    Route("/people/{id:int}/messages", messages, methods=["GET"]),
    Route("/people/{id:int}/messages", send, methods=["POST"]),
    Route("/people/{id:int}/messages/{mid:int}", edit, methods=["PATCH"]),
    Route("/people/{id:int}/messages/{mid:int}", delete, methods=["DELETE"]),
    Route("/people/{id:int}/tap", tap, methods=["POST"]),
    Route("/people/{id:int}/react", react, methods=["POST"]),
    Route("/people/{id:int}/upcoming", upcoming),
    Route("/people/{id:int}/settled", settled),
]
