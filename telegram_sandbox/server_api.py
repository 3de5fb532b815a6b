"""The bot's side over HTTP: `/bot<token>/<method>` and file downloads."""

import inspect
import json
import socket
import struct
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from telegram_sandbox.errors import (
    MALFORMED_TOKEN,
    METHOD_NOT_FOUND,
    UNAUTHORIZED,
    ApiError,
    bad_request,
    too_many,
)
from telegram_sandbox.faults import BAD_GATEWAY, Fault
from telegram_sandbox.fetching import fetch
from telegram_sandbox.methods.all import METHODS
from telegram_sandbox.methods.register import Described
from telegram_sandbox.params import Params, Upload, is_utf8
from telegram_sandbox.state import Sandbox


async def read_params(request: Request) -> Params:
    """Read query and body, whatever the encoding."""
    values: dict[str, Any] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        try:
            parameters = json.loads(body or b"{}")
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(parameters, dict):
            raise bad_request("object expected")
        if not is_utf8(parameters):
            raise bad_request("strings must be encoded in UTF-8")
        values |= parameters
    elif kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        async with request.form(max_part_size=60 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    values[name] = value
    return Params(values, files)


def _authorize(sandbox: Sandbox, token: str) -> None:
    if ":" not in token or len(token) > 80 or token.startswith("0"):
        raise MALFORMED_TOKEN
    if token != sandbox.token:
        raise UNAUTHORIZED


async def answer_bot(request: Request) -> Response:
    """Answer one call of the bot, faults included."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        _authorize(sandbox, request.path_params["token"])
        params = await read_params(request)
    except ApiError as error:
        return _refusal(error)
    name: str = request.path_params["method"]
    announce(sandbox, name, params)
    fault = sandbox.faults.take(name, params.text("chat_id"))
    if fault is not None:
        broken = await _before(sandbox, request, fault)
        if broken is not None:
            _note(sandbox, name, params, {"ok": False, "fault": fault.kind})
            return broken
    answer, status = await call(sandbox, name, params)
    if fault is not None and fault.kind == "reset_after":
        return _reset(request)
    if fault is not None and fault.kind == "bad_json":
        return Response(json.dumps(answer)[:-3], status, media_type="application/json")
    headers = {}
    if retry := answer.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry)
    return JSONResponse(answer, status, headers)


async def call(sandbox: Sandbox, name: str, params: Params) -> tuple[dict[str, Any], int]:
    """Carry out a method; return the envelope and the HTTP status."""
    polling = name.lower() == "getupdates"
    sandbox.in_flight += not polling
    try:
        answer, status = await _carry_out(sandbox, name, params)
    finally:
        sandbox.in_flight -= not polling
    if not (polling and answer.get("result") == []):
        _note(sandbox, name, params, answer)
    return answer, status


def announce(sandbox: Sandbox, name: str, params: Params) -> None:
    """Tell whoever watches that a call has come, whatever becomes of it."""
    if sandbox.on_call is not None:
        sandbox.on_call(name, params.received())


def _note(sandbox: Sandbox, name: str, params: Params, answer: dict[str, Any]) -> None:
    entry = sandbox.journal.write(sandbox.now(), name, params, answer)
    sandbox.events.publish("call", **entry)
    sandbox.updates.wake()


async def _carry_out(sandbox: Sandbox, name: str, params: Params) -> tuple[dict[str, Any], int]:
    try:
        method = METHODS.get(name.lower())
        if method is None:
            raise METHOD_NOT_FOUND
        await fetch(name, params)
        result = method(sandbox, params)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return _envelope(error), error.code
    if isinstance(result, Described):
        return {"ok": True, "result": result.result, "description": result.description}, 200
    return {"ok": True, "result": result}, 200


def _envelope(error: ApiError) -> dict[str, Any]:
    answer = {"ok": False, "error_code": error.code, "description": error.description}
    return answer | ({"parameters": error.parameters} if error.parameters else {})


def _refusal(error: ApiError) -> JSONResponse:
    return JSONResponse(_envelope(error), error.code)


async def _before(sandbox: Sandbox, request: Request, fault: Fault) -> Response | None:
    """Apply a fault before a call is carried out; None lets the call go on."""
    match fault.kind:
        case "too_many":
            error = too_many(int(fault.seconds or 1))
            headers = {"Retry-After": str(error.parameters["retry_after"])}
            return JSONResponse(_envelope(error), error.code, headers)
        case "500":
            return _refusal(ApiError(500, "Internal Server Error"))
        case "502":
            return HTMLResponse(BAD_GATEWAY, 502)
        case "reset_before":
            return _reset(request)
        case "no_answer":
            while not (sandbox.updates.closed or await request.is_disconnected()):
                await sandbox.updates.change(0.05)
            return _reset(request)
        case "slow":
            await sandbox.sleep(fault.seconds or 1.0)
    return None


def _reset(request: Request) -> Response:
    """Break the connection, so that the client sees a reset instead of an answer."""
    transport = getattr(request.state, "transport", None)
    if transport is not None:
        raw = transport.get_extra_info("socket")
        if raw is not None and raw.fileno() >= 0:  # the client may have gone meanwhile
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return Response(status_code=500)


async def download(request: Request) -> Response:
    """Return a file by the path that getFile gave."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        _authorize(sandbox, request.path_params["token"])
    except ApiError as error:
        return _refusal(error)
    file = sandbox.files.at(request.path_params["path"])
    if file is None:
        return _refusal(ApiError(404, "Not Found"))
    headers = {"X-Content-Type-Options": "nosniff"}
    return Response(sandbox.files.content(file), media_type=file.mime, headers=headers)
