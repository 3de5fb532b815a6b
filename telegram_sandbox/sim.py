"""The people's side: the clock, faults, the journal, events; and all its routes."""

import json
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from telegram_sandbox import sim_people, sim_rooms
from telegram_sandbox.acts import NotPossible
from telegram_sandbox.faults import Fault
from telegram_sandbox.sim_request import Missing, body_of, sandbox_of

HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
"""For files that anybody may have made: they never run as a page of ours."""


async def state(request: Request) -> Response:
    """Return everything the page needs to begin."""
    sandbox = sandbox_of(request)
    menu = sandbox.profile.menu_of(0, None)
    return JSONResponse(
        {
            "now": sandbox.now().isoformat(),
            "can_move_clock": sandbox.move is not None,
            "bot": sandbox.me(),
            "people": [sandbox.shown(person) for person in sandbox.chats.people.values()],
            "chats": [room.shown() for room in sandbox.chats.rooms.values()],
            "commands": menu,
            "calls": sandbox.journal.count,
        }
    )


async def clock(request: Request) -> Response:
    """Move the clock by seconds, to an instant, or to a person's next push."""
    sandbox = sandbox_of(request)
    body = await body_of(request)
    if sandbox.move is None:
        return JSONResponse({"error": "this clock cannot be moved"}, 409)
    if "seconds" in body:
        by = timedelta(seconds=float(body["seconds"]))
    elif "to" in body:
        to = datetime.fromisoformat(str(body["to"]))
        if to.tzinfo is None:
            raise NotPossible("the instant needs a zone, as in 2026-05-04T07:00:00+00:00")
        by = to - sandbox.now()
    else:
        pushes = await sandbox.upcoming() if sandbox.upcoming else []
        due = [u.due for u in pushes if u.chat_id == body.get("next")]
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
    body = await body_of(request)
    names = ("kind", "times", "method", "chat_id", "seconds")
    try:
        fault = Fault(**{k: body[k] for k in names if k in body})
        sandbox_of(request).faults.add(fault)
    except (TypeError, ValueError) as error:
        raise NotPossible(str(error)) from None
    return JSONResponse({})


async def calls(request: Request) -> Response:
    """Return the journal after a number."""
    after = int(request.query_params.get("after", "0"))
    return JSONResponse(sandbox_of(request).journal.after(after))


async def raw_update(request: Request) -> Response:
    """Queue an update as it stands."""
    update = await body_of(request)
    update.pop("update_id", None)
    return JSONResponse({"update_id": sandbox_of(request).updates.put(update)})


async def reset(request: Request) -> Response:
    """Forget everything."""
    sandbox_of(request).forget()
    sandbox_of(request).events.publish("reset")
    return JSONResponse({})


async def events(request: Request) -> Response:
    """Stream server-sent events until the server closes."""
    sandbox = sandbox_of(request)

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
    """Return a file's content by its id, for the page."""
    sandbox = sandbox_of(request)
    stored = sandbox.files.by_id.get(request.path_params["file_id"])
    if stored is None:
        raise Missing("there is no such file")
    content = sandbox.files.content(stored)
    part = part_of(request.headers.get("range", ""), len(content))
    headers = {**HARMLESS, "Accept-Ranges": "bytes"}
    if part is None:
        return Response(content, media_type=stored.mime, headers=headers)
    if not part:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(content[part.start : part.stop], 206, headers, stored.mime)


def part_of(header: str, size: int) -> range | None:
    """Return the bytes that a Range header asks for: None for all, empty for none there are."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header)
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    return range(int(first), min(int(last) + 1, size) if last else size)


ROUTES = [
    Route("/state", state),
    Route("/clock", clock, methods=["POST"]),
    Route("/faults", faults, methods=["POST"]),
    Route("/calls", calls),
    Route("/updates", raw_update, methods=["POST"]),
    Route("/files/{file_id}", file),
    Route("/reset", reset, methods=["POST"]),
    Route("/events", events),
    *sim_people.ROUTES,
    *sim_rooms.ROUTES,
]
