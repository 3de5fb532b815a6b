"""Try a proxy step by step, since a call that fails behind one does not say whose fault it is."""

import asyncio
import ipaddress
import socket
import ssl
from base64 import b64encode
from urllib.parse import SplitResult, unquote, urlsplit

from bot.telegram.network_errors import ASKS, NO_SOCKS, PROXY_ASKS, ProxyFailed, proxy_refused
from bot.telegram.proxy import is_socks, port_of
from bot.telegram.request import trusted

PATIENCE_S = 5.0
"""Seconds each step may take; no more than a call gives it, too."""
CONNECTED = 200
SOCKS, LOGIN = 5, 1
"""Versions of the protocol, and of the part of it that takes a user and a password."""
WITHOUT, WITH_LOGIN = 0, 2
"""How a SOCKS proxy lets somebody in."""
CONNECT, NAME = 1, 3
NUMBERS = {4: 1, 16: 4}
"""Kinds of an address, by its bytes."""
SILENT = "does not answer as a SOCKS proxy (http://, perhaps?)"
REPLIES = {
    1: "general failure",
    2: "not allowed by its rules",
    3: "network unreachable",
    4: "host unreachable",
    5: "connection refused",
    6: "no answer",
}
"""What a SOCKS proxy says where it does not connect."""


async def check_proxy(proxy: str | None, api_url: str) -> None:
    """Go through the proxy, if there is one, towards the Bot API server, as far as it has a say.

    Raises:
        ProxyFailed: which step failed.
    """
    if proxy is None:
        return
    check = _check_socks if is_socks(proxy) else _check_http
    await check(urlsplit(proxy), urlsplit(api_url))


async def _check_socks(proxy: SplitResult, target: SplitResult) -> None:
    reader, writer = await _connect(proxy)
    user, password = (unquote(part or "").encode() for part in (proxy.username, proxy.password))
    ways = bytes((WITHOUT, WITH_LOGIN) if user else (WITHOUT,))
    try:
        way = await _reply(reader, writer, bytes((SOCKS, len(ways))) + ways, SOCKS, SILENT)
        if way == WITH_LOGIN and user:
            login = bytes((LOGIN, len(user))) + user + bytes((len(password),)) + password
            way = await _reply(reader, writer, login, LOGIN)
        if way != WITHOUT:
            raise ProxyFailed(ASKS)
        reply = await _reply(reader, writer, _wish(target), SOCKS)
    finally:
        writer.transport.abort()
    if reply:
        raise ProxyFailed(f"lets nothing through ({REPLIES.get(reply, f'SOCKS reply {reply}')})")


def _wish(target: SplitResult) -> bytes:
    """Return what asks a SOCKS proxy to connect; it looks up names itself."""
    host, port = target.hostname or "", _port(target).to_bytes(2)
    try:
        number = ipaddress.ip_address(host).packed
    except ValueError:
        name = host.encode("idna")
        return bytes((SOCKS, CONNECT, 0, NAME, len(name))) + name + port
    return bytes((SOCKS, CONNECT, 0, NUMBERS[len(number)])) + number + port


async def _reply(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: bytes,
    version: int,
    silent: str = "does not answer",
) -> int:
    """Return what a SOCKS proxy replies to a request: 0 where it agrees.

    Args:
        silent: what is wrong where it replies nothing.
    """
    writer.write(request)
    try:
        async with asyncio.timeout(PATIENCE_S):
            answered, reply = await reader.readexactly(2)
    except TimeoutError:
        raise ProxyFailed(silent) from None
    except (OSError, EOFError):
        raise ProxyFailed(NO_SOCKS) from None
    if answered != version:
        raise ProxyFailed(NO_SOCKS)
    return reply


async def _check_http(proxy: SplitResult, target: SplitResult) -> None:
    reader, writer = await _connect(proxy)
    try:
        if proxy.scheme == "https":
            await _encrypt(writer, proxy)
        status = await _first_status(reader, writer, _request(proxy, target))
    finally:
        writer.transport.abort()  # to close in order would wait for who may be silent
    if status in PROXY_ASKS or (target.scheme == "https" and status != CONNECTED):
        raise proxy_refused(status)


async def _connect(proxy: SplitResult) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await asyncio.open_connection(proxy.hostname, port_of(proxy))
    except TimeoutError:
        raise ProxyFailed("does not answer") from None
    except socket.gaierror as error:
        unknown = error.errno == socket.EAI_NONAME
        why = "no such host" if unknown else "no answer about its name"
        raise ProxyFailed(f"cannot be reached ({why}: {proxy.hostname})") from None
    except OSError:
        raise ProxyFailed("cannot be reached") from None


async def _encrypt(writer: asyncio.StreamWriter, proxy: SplitResult) -> None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            await writer.start_tls(trusted(), server_hostname=proxy.hostname)
    except ssl.SSLCertVerificationError as error:
        fault = error.verify_message.rstrip(".")
        raise ProxyFailed(f"has a certificate that is not trusted ({fault})") from None
    except OSError:  # of which no answer is one, too
        raise ProxyFailed("does not encrypt (http://, perhaps?)") from None


async def _first_status(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> int:
    """Return the status by which the proxy answers a request."""
    writer.write(request)
    try:
        async with asyncio.timeout(PATIENCE_S):
            words = (await reader.readline()).split()
    except TimeoutError:
        raise ProxyFailed("does not answer") from None
    except (OSError, ValueError):  # closed, or a line without an end
        words = []
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise ProxyFailed("is no HTTP proxy (socks5://, perhaps?)")
    return int(words[1])


def _port(target: SplitResult) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _request(proxy: SplitResult, target: SplitResult) -> bytes:
    """Return what a client sends first: CONNECT, or the whole address where nothing encrypts."""
    name, port = target.hostname or "", _port(target)
    host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    wish = f"CONNECT {host}" if target.scheme == "https" else f"HEAD {target.geturl()}/"
    lines = [f"{wish} HTTP/1.1", f"Host: {host}"]
    if proxy.username is not None:
        user, password = unquote(proxy.username), unquote(proxy.password or "")
        login = b64encode(f"{user}:{password}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {login}")
    return "\r\n".join([*lines, "", ""]).encode()
