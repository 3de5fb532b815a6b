"""Try a proxy step by step, since a call that fails behind one does not say whose fault it is."""

import asyncio
import socket
import ssl
from base64 import b64encode
from urllib.parse import SplitResult, unquote, urlsplit

from telegram.error import NetworkError

from bot.telegram.network_errors import PROXY_ASKS, ProxyFailed, proxy_refused
from bot.telegram.proxy import is_socks
from bot.telegram.request import date_of, trusted

PATIENCE_S = 10.0
"""Seconds each step may take."""
CONNECTED = 200


async def check_proxy(proxy: str, api_url: str) -> None:
    """Go through the proxy towards the Bot API server, as far as the proxy has a say.

    Raises:
        ProxyFailed: which step failed.
    """
    if is_socks(proxy):
        try:
            await date_of(api_url, proxy)
        except ProxyFailed:
            raise
        except NetworkError:
            return  # what is behind the proxy is another matter
    else:
        await _check_http(urlsplit(proxy), urlsplit(api_url))


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
    port = proxy.port or (443 if proxy.scheme == "https" else 80)
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await asyncio.open_connection(proxy.hostname, port)
    except TimeoutError:
        raise ProxyFailed("does not answer") from None
    except socket.gaierror:
        raise ProxyFailed(f"cannot be reached (no such host: {proxy.hostname})") from None
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


def _request(proxy: SplitResult, target: SplitResult) -> bytes:
    """Return what a client sends first: CONNECT, or the whole address where nothing encrypts."""
    port = target.port or (443 if target.scheme == "https" else 80)
    name = target.hostname or ""
    host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    wish = f"CONNECT {host}" if target.scheme == "https" else f"HEAD {target.geturl()}/"
    lines = [f"{wish} HTTP/1.1", f"Host: {host}"]
    if proxy.username is not None:
        user, password = unquote(proxy.username), unquote(proxy.password or "")
        login = b64encode(f"{user}:{password}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {login}")
    return "\r\n".join([*lines, "", ""]).encode()
