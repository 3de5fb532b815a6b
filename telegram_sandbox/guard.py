"""Keeps pages of other people out: a browser on this machine must not read or drive the chats."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_SITES = ("same-origin", "none")
"""What a browser says of a request by our own page, or by a person who typed the address."""


class Guard:
    """Refuses what comes from a foreign page, or under a name that is not this server's.

    A name that anybody may point at this machine (DNS rebinding) is told from ours by the Host
    header: only numbers, `localhost` and the names given here count. Programs that are no browser
    send neither Origin nor Sec-Fetch-Site and pass.

    Args:
        names: more names this server has.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._passes(scope):
            answer = {"ok": False, "error_code": 403, "description": "Forbidden: a foreign page"}
            await JSONResponse(answer, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _passes(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return False
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return False
        site = headers.get("sec-fetch-site", "none")
        return site in OWN_SITES or _opens_the_page(scope, headers)

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return is_number(name) or name == "localhost" or name in self._names


def _opens_the_page(scope: Scope, headers: Headers) -> bool:
    """Whether somebody follows a link to the chat page, which reads and changes nothing."""
    opened = headers.get("sec-fetch-mode") == "navigate"
    return opened and headers.get("sec-fetch-dest") == "document" and scope["path"] == "/"


def is_number(host: str) -> bool:
    """Whether a host is given by its number, which no foreign name server can change."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether an address stands for this machine."""
    return host == "localhost" or (is_number(host) and ipaddress.ip_address(host).is_loopback)
