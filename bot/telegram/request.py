"""Send PTB's requests over aiohttp: kept-alive connections, time limits, PTB's own errors."""

import asyncio
import ssl
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import aiohttp
import httpx
from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.meter import REFUSED, TELEGRAM_ANSWERED
from bot.telegram.network_errors import (
    PROXY_ASKS,
    NotTelegram,
    network_failures,
    proxy_refused,
    translate,
)
from bot.telegram.proxy import connector, is_socks

Seconds = float | None
"""None waits for ever."""

TOO_MANY = 429
"""The status by which Telegram asks to wait."""
OUT_OF_ORDER = (429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530)
"""Statuses by which gateways say, in their own words, that a server is out of order. By any other,
something that is no JSON comes from a server that is not Telegram's, or a proxy on the way."""
FAILURES = 500
"""Statuses from here on say that the server is out of order."""
DATE_S = 10.0
"""Seconds the server, or the proxy before it, may take to be reached, and to tell the time."""
_FORM = "application/x-www-form-urlencoded"
_POOL = (
    "Pool timeout: all connections are in use. The request was *not* sent to Telegram; "
    "allow more connections or more time to wait for one."
)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds a call may wait; None: for ever."""

    read: Seconds = 5.0
    """The server stays silent."""
    write: Seconds = 20.0
    """An upload takes besides."""
    connect: Seconds = 5.0
    pool: Seconds = 1.0
    """No connection is free."""


class AiohttpRequest(BaseRequest):
    """What PTB's own client does, at an eighth of its processor time.

    Time-outs default to PTB's. No error carries the URL, since the token is a part of it.

    Args:
        connections: open at most at a time, each kept alive between calls.
        proxy: what every call goes through; http, https or socks5.
    """

    def __init__(
        self,
        connections: int = 256,
        timeouts: Timeouts | None = None,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._proxy = proxy
        self._failures = network_failures(proxy)
        self._timeouts = timeouts or Timeouts()
        self._free = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> Seconds:
        """PTB adds to it what a long poll is held open."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the session; connections are made when they are needed."""
        if self._session is not None:
            return
        self._free = asyncio.Semaphore(self._connections)
        self._session = aiohttp.ClientSession(
            connector=connector(self._proxy),  # `_free` limits it: waiting for one is told apart
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913 - the signature of PTB
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; gives status and body."""
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        read = _chosen(read_timeout, self._timeouts.read)
        body, headers = _body(request_data)
        if isinstance(body, aiohttp.FormData):
            write = _chosen(write_timeout, self._timeouts.write)
            read = None if read is None or write is None else read + write
        timeout = aiohttp.ClientTimeout(
            sock_connect=_chosen(connect_timeout, self._timeouts.connect), sock_read=read
        )
        await self._take(_chosen(pool_timeout, self._timeouts.pool))
        try:
            target = URL(url, encoded=True)
            async with self._session.request(
                method,
                target,
                data=body,
                headers=headers,
                timeout=timeout,
                ssl=trusted() if target.scheme == "https" else True,
                proxy=None if self._proxy is None or is_socks(self._proxy) else self._proxy,
            ) as answer:
                if answer.status == TOO_MANY:
                    REFUSED.add(target.name.lower())
                content = await answer.read()
                json = content.lstrip().startswith(b"{")
                if not json and answer.status in PROXY_ASKS and self._proxy is not None:
                    raise proxy_refused(answer.status)
                if not json and answer.status not in OUT_OF_ORDER and not _is_file(target):
                    raise NotTelegram(f"HTTP {answer.status}, and not from a Bot API server")
                if answer.status < FAILURES:
                    TELEGRAM_ANSWERED.note()
                return answer.status, content
        except self._failures as error:
            raise translate(error, self._proxy) from None  # its text may hold the URL
        finally:
            self._free.release()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; one that is nested too deeply is as broken as one that is no JSON."""
        try:
            return BaseRequest.parse_json_payload(payload)
        except RecursionError:
            raise TelegramError("Invalid server response") from None

    async def _take(self, patience: Seconds) -> None:
        try:
            if self._free.locked():
                async with asyncio.timeout(patience):
                    await self._free.acquire()
            else:
                await self._free.acquire()
        except TimeoutError:
            raise TimedOut(_POOL) from None


async def date_of(root: str, proxy: str | None) -> str | None:
    """What the server says the time is: the Date header of any answer.

    Raises:
        NetworkError: it cannot be reached.
    """
    through = None if proxy is None or is_socks(proxy) else proxy
    timeout = aiohttp.ClientTimeout(sock_connect=DATE_S, sock_read=DATE_S)
    try:
        async with (
            aiohttp.ClientSession(connector=connector(proxy), timeout=timeout) as session,
            session.head(root, proxy=through, allow_redirects=False) as answer,
        ):
            if answer.status in PROXY_ASKS and proxy is not None:
                raise proxy_refused(answer.status)
            return answer.headers.get("Date")
    except network_failures(proxy) as error:
        raise translate(error, proxy) from None


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after if isinstance(after, (int, float)) else after.total_seconds()


def _chosen(asked: Any, usual: Seconds) -> Seconds:
    return usual if asked is BaseRequest.DEFAULT_NONE else asked


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """A form, as PTB sends it; in parts where there are files."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.url_encoded_parameters().encode(), {"Content-Type": _FORM}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The certificates PTB's own client trusts; loading them takes 20 ms."""
    return httpx.create_ssl_context()


class Client(Bot):
    """PTB's client, whose `repr` and whose error for a wrong token both hold the token."""

    def __repr__(self) -> str:
        return "Client[token=[token]]"

    async def initialize(self) -> None:
        """Ask Telegram who we are.

        Raises:
            InvalidToken: it does not know the token.
        """
        try:
            await super().initialize()
        except InvalidToken:
            raise InvalidToken("Telegram does not know this token") from None


def _is_file(target: URL) -> bool:
    """Whether a call fetches the content of a file, which may be anything."""
    return "/file/bot" in target.path
