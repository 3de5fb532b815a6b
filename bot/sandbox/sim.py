"""The people's side over HTTP: what the chat page, tests and scripts use."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox import acts
from bot.sandbox.acts import NotPossible
from bot.sandbox.chats import Person, Room
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.params import Upload
from bot.sandbox.state import Sandbox

_FIELDS = ("first_name", "last_name", "username", "language_code", "time_zone")
_FLAGS = ("blocked", "deactivated")
_FILES = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")


class Missing(Exception):
    """What the path names is not there."""


def _sandbox(request: Request) -> Sandbox:
    sandbox: Sandbox = request.app.state.sandbox
    return sandbox


def _person(request: Request) -> Person:
    try:
        return _sandbox(request).chats.people[request.path_params["id"]]
    except KeyError:
        raise Missing("there is no such person") from None


def _room(request: Request, chat_id: Any) -> Room | None:
    if chat_id in (None, "", request.path_params.get("id")):
        return None
    try:
        return _sandbox(request).chats.rooms[int(chat_id)]
    except KeyError:
        raise Missing("there is no such chat") from None


async def _body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    try:
        given = json.loads(raw or b"{}")
    except ValueError:
        raise NotPossible("the body is no JSON") from None
    if not isinstance(given, dict):
        raise NotPossible("the body is no JSON object")
    return given


async def state(request: Request) -> Response:
    """Everything the page needs to begin."""
    sandbox = _sandbox(request)
    menu = sandbox.profile.menu_of(0, None)
    return JSONResponse(
        {
            "now": sandbox.now().isoformat(),
            "can_move_clock": sandbox.move is not None,
            "bot": sandbox.me(),
            "people": [person.shown() for person in sandbox.chats.people.values()],
            "chats": [room.shown() for room in sandbox.chats.rooms.values()],
            "commands": menu,
            "calls": sandbox.journal.count,
        }
    )


async def add_person(request: Request) -> Response:
    """Somebody new."""
    given = await _body(request)
    person = acts.join(_sandbox(request), **{k: given[k] for k in _FIELDS if k in given})
    return JSONResponse(person.shown())


async def change_person(request: Request) -> Response:
    """Rename, move, block, unblock, deactivate."""
    given = await _body(request)
    person = _person(request)
    wanted = {k: given[k] for k in (*_FIELDS, *_FLAGS) if k in given}
    acts.change(_sandbox(request), person, wanted)
    return JSONResponse(person.shown())


async def commands(request: Request) -> Response:
    """The menu this person's client shows."""
    person = _person(request)
    found = _sandbox(request).profile.menu_of(person.id, person.language_code)
    return JSONResponse(found)


async def messages(request: Request) -> Response:
    """The private chat as the person sees it."""
    found = _sandbox(request).messages.of(_person(request).id)
    return JSONResponse([stored.for_person() for stored in found])


async def send(request: Request) -> Response:
    """Text, place, contact or file from a person."""
    sandbox, person = _sandbox(request), _person(request)
    if request.headers.get("content-type", "").startswith("multipart/"):
        sent = await _send_file(request, sandbox, person)
        return JSONResponse({"update_id": sent.update_id, "message_id": sent.message_id})
    given = await _body(request)
    reply_to, room = given.get("reply_to"), _room(request, given.get("chat_id"))
    if "location" in given:
        sent = acts.send(sandbox, person, {"location": given["location"]}, reply_to, room)
    elif given.get("contact"):
        contact = {"first_name": person.first_name, "user_id": person.id}
        contact["phone_number"] = f"+999{person.id:09d}"
        sent = acts.send(sandbox, person, {"contact": contact}, reply_to, room)
    elif "fields" in given:
        sent = acts.send(sandbox, person, dict(given["fields"]), reply_to, room)
    else:
        sent = acts.write(sandbox, person, str(given.get("text", "")), reply_to, room)
    return JSONResponse({"update_id": sent.update_id, "message_id": sent.message_id})


async def _send_file(request: Request, sandbox: Sandbox, person: Person) -> acts.Sent:
    async with request.form(max_part_size=60 * 1024 * 1024) as form:
        for kind in _FILES:
            upload = form.get(kind)
            if isinstance(upload, UploadFile):
                mime = upload.content_type or "application/octet-stream"
                file = Upload(upload.filename or kind, mime, await upload.read())
                caption = str(form.get("caption") or "")
                room = _room(request, form.get("chat_id"))
                return acts.send_file(sandbox, person, kind, file, caption, room=room)
    raise NotPossible(f"a file is needed in one of the fields {', '.join(_FILES)}")


async def edit(request: Request) -> Response:
    """A person edits their own message."""
    given = await _body(request)
    room = _room(request, given.get("chat_id"))
    text = str(given.get("text", ""))
    message_id = request.path_params["mid"]
    found = acts.rewrite(_sandbox(request), _person(request), message_id, text, room)
    return JSONResponse({"update_id": found})


async def delete(request: Request) -> Response:
    """A person deletes a message, on their side or (`?everywhere=1`) on both."""
    everywhere = request.query_params.get("everywhere", "") in {"1", "true"}
    acts.hide(_sandbox(request), _person(request), request.path_params["mid"], everywhere)
    return JSONResponse({})


async def tap(request: Request) -> Response:
    """A button under a message, by place or with made-up data."""
    given = await _body(request)
    sandbox, person = _sandbox(request), _person(request)
    room = _room(request, given.get("chat_id"))
    message_id = int(given.get("message_id", 0))
    data = given.get("data")
    if data is None:
        stored = acts.own_message(sandbox, person, message_id, room)
        found = acts.button(stored, int(given.get("row", 0)), int(given.get("column", 0)))
        data = found.get("callback_data")
    if data is None:
        return JSONResponse({"callback_query_id": None, "update_id": None})
    query_id, update_id = acts.press(sandbox, person, message_id, str(data), room)
    return JSONResponse({"callback_query_id": query_id, "update_id": update_id})


async def react(request: Request) -> Response:
    """A person's reaction."""
    given = await _body(request)
    room = _room(request, given.get("chat_id"))
    message_id = int(given.get("message_id", 0))
    found = acts.react(
        _sandbox(request), _person(request), message_id, given.get("emoji") or None, room
    )
    return JSONResponse({"update_id": found})


async def upcoming(request: Request) -> Response:
    """What the bot will send this person next."""
    sandbox, person = _sandbox(request), _person(request)
    found = await sandbox.upcoming() if sandbox.upcoming else []
    mine = sorted((u for u in found if u.chat_id == person.id), key=lambda u: u.due)
    return JSONResponse([{"kind": u.kind, "due": u.due.isoformat()} for u in mine])


async def clock(request: Request) -> Response:
    """Move the clock by seconds, to an instant, or to a person's next push."""
    sandbox = _sandbox(request)
    given = await _body(request)
    if sandbox.move is None:
        return JSONResponse({"error": "this clock cannot be moved"}, 409)
    if "seconds" in given:
        by = timedelta(seconds=float(given["seconds"]))
    elif "to" in given:
        to = datetime.fromisoformat(str(given["to"]))
        if to.tzinfo is None:
            raise NotPossible("the instant needs a zone, as in 2026-05-04T07:00:00+00:00")
        by = to - sandbox.now()
    else:
        found = await sandbox.upcoming() if sandbox.upcoming else []
        due = [u.due for u in found if u.chat_id == given.get("next")]
        if not due:
            return JSONResponse({"error": "nothing is planned"}, 409)
        by = max(min(due) - sandbox.now(), timedelta())
    sandbox.move(by)
    now = sandbox.now().isoformat()
    sandbox.updates.wake()
    sandbox.events.publish("clock", now=now)
    return JSONResponse({"now": now})


async def faults(request: Request) -> Response:
    """Arm a fault."""
    given = await _body(request)
    names = ("kind", "times", "method", "chat_id", "seconds")
    try:
        fault = Fault(**{k: given[k] for k in names if k in given})
        _sandbox(request).faults.add(fault)
    except (TypeError, ValueError) as error:
        raise NotPossible(str(error)) from None
    return JSONResponse({})


async def calls(request: Request) -> Response:
    """The journal after a number."""
    after = int(request.query_params.get("after", "0"))
    return JSONResponse(_sandbox(request).journal.after(after))


async def raw_update(request: Request) -> Response:
    """Queue an update as it stands."""
    given = await _body(request)
    given.pop("update_id", None)
    return JSONResponse({"update_id": _sandbox(request).updates.put(given)})


async def reset(request: Request) -> Response:
    """Forget everything."""
    _sandbox(request).forget()
    _sandbox(request).events.publish("reset")
    return JSONResponse({})


async def events(request: Request) -> Response:
    """Server-sent events until the server closes."""
    sandbox = _sandbox(request)

    async def lines() -> AsyncIterator[str]:
        yield ": open\n\n"
        async for event in sandbox.events.stream():
            if event is None:
                yield ": still here\n\n"
            else:
                data = json.dumps(event.data, ensure_ascii=False)
                yield f"event: {event.name}\ndata: {data}\n\n"

    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)


async def file(request: Request) -> Response:
    """A file's content by its id, for the page."""
    sandbox = _sandbox(request)
    found = sandbox.files.by_id.get(request.path_params["file_id"])
    if found is None:
        raise Missing("there is no such file")
    return Response(sandbox.files.content(found), media_type=found.mime)


async def settled(request: Request) -> Response:
    """Wait until the bot has dealt with an update, has done something, and is quiet again."""
    from bot.sandbox.settling import Wanted, settle

    query = request.query_params
    wanted = Wanted(
        person=request.path_params["id"],
        update_id=int(query["update_id"]) if "update_id" in query else None,
        after=int(query["after"]) if "after" in query else None,
        quiet=float(query.get("quiet", "0.03")),
        seconds=float(query.get("seconds", "5")),
    )
    return JSONResponse(await settle(_sandbox(request), wanted))


def refuse(error: Exception) -> JSONResponse:
    """Errors of the people's side as JSON."""
    code = 404 if isinstance(error, Missing) else 422
    text = error.description if isinstance(error, ApiError) else str(error)
    return JSONResponse({"error": text}, code)


ROUTES = [
    Route("/state", state),
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
    Route("/clock", clock, methods=["POST"]),
    Route("/faults", faults, methods=["POST"]),
    Route("/calls", calls),
    Route("/updates", raw_update, methods=["POST"]),
    Route("/files/{file_id}", file),
    Route("/reset", reset, methods=["POST"]),
    Route("/events", events),
]
