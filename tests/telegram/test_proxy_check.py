"""What `doctor` finds out about a proxy, whatever is behind it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.clock import wall_clock
from bot.telegram import proxy_check
from bot.telegram.network_errors import ProxyFailed
from bot.telegram.proxy_check import check_proxy
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.db.pooler import certificate
from tests.telegram.proxies import COMMANDS, SECRET, proxy

TARGETS = ("http", "https")
SILENT_S = 0.5


@pytest.fixture
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_check, "PATIENCE_S", SILENT_S)


@asynccontextmanager
async def silent(encryption: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that takes connections and never answers; its host and port."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(OSError):
            await reader.read()

    writers: list[asyncio.StreamWriter] = []
    async with await asyncio.start_server(listen, "127.0.0.1", 0, ssl=encryption) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for writer in writers:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()


async def fault(address: str, target: str = "https://127.0.0.1:9") -> str:
    """What is wrong with a proxy."""
    with pytest.raises(ProxyFailed) as failed:
        await check_proxy(address, target)
    assert SECRET not in str(failed.value)
    return str(failed.value)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("scheme", COMMANDS)
async def test_a_proxy_lets_through_who_has_its_password_and_nobody_else(
    scheme: str, target: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    async with serving(create_app(Sandbox("4200000000:of-these-tests", wall_clock))) as url:
        address = url.replace("http", target, 1)
        with proxy(scheme, tmp_path, unused_tcp_port) as through:
            await check_proxy(through, address)
            wrong = await fault(through.replace(SECRET, "wrong"), address)
            without = await fault(through.replace(f"user:{SECRET}@", ""), address)
            others = f"{address.rpartition(':')[0]}:9"
            if (scheme, target) != ("http", "http"):  # it asks there before it looks
                assert "lets nothing through" in await fault(through, others)
    if scheme == "http":
        assert wrong == "asks for a user and a password, or for others (HTTP 401)"
        assert without == "asks for a user and a password, or for others (HTTP 407)"
    else:
        assert wrong == without == "asks for a user and a password, or for others"


@pytest.mark.usefixtures("_short_patience")
@pytest.mark.parametrize(
    ("kind", "scheme", "words"),
    [
        ("http", "https", "does not encrypt (http://, perhaps?)"),
        ("socks5", "https", "does not encrypt (http://, perhaps?)"),
        ("socks5", "http", "is no HTTP proxy (socks5://, perhaps?)"),
        ("http", "socks5", "does not answer as a SOCKS proxy (http://, perhaps?)"),
    ],
)
async def test_a_proxy_of_another_kind_is_named_as_such(
    kind: str, scheme: str, words: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    with proxy(kind, tmp_path, unused_tcp_port) as through:
        assert await fault(through.replace(kind, scheme, 1)) == words


@pytest.mark.usefixtures("_short_patience")
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_away_or_silent_is_named_as_such(
    scheme: str, unused_tcp_port: int
) -> None:
    assert await fault(f"{scheme}://127.0.0.1:{unused_tcp_port}") == "cannot be reached"
    async with silent() as address:
        words = await fault(f"{scheme}://{address}")
    assert words.removesuffix(" as a SOCKS proxy (http://, perhaps?)") == "does not answer"


@asynccontextmanager
async def replying(*replies: bytes) -> AsyncIterator[str]:
    """A server that gives one of these after each thing it is told; its host and port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            for reply in replies:
                await reader.read(999)
                writer.write(reply)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


NO_SOCKS = "is no SOCKS proxy (http://, perhaps?)"


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ([b""], NO_SOCKS),
        ([b"HTTP/1.1 400 Bad Request\r\n\r\n"], NO_SOCKS),
        ([b"\x05\xff"], "asks for a user and a password, or for others"),
        ([b"\x05\x02", b"\x01\x01"], "asks for a user and a password, or for others"),
        ([b"\x05\x00", b"\x05\x02\x00\x01"], "lets nothing through (not allowed by its rules)"),
        ([b"\x05\x00", b"\x05\x09\x00\x01"], "lets nothing through (SOCKS reply 9)"),
        ([b"\x05\x00", b""], NO_SOCKS),
    ],
)
async def test_what_a_socks_proxy_replies_is_told(replies: list[bytes], words: str) -> None:
    async with replying(*replies) as address:
        assert await fault(f"socks5://user:{SECRET}@{address}") == words


async def test_a_socks_proxy_is_told_names_and_numbers_as_what_they_are() -> None:
    for host, kind in (("api.telegram.org", 3), ("127.0.0.1", 1), ("[::1]", 4)):
        asked = proxy_check._wish(urlsplit(f"https://{host}"))
        assert asked[:4] == bytes((5, 1, 0, kind))
        assert asked.endswith(b"\x01\xbb")


async def test_a_name_that_is_no_host_is_named() -> None:
    for scheme in ("http", "socks5"):
        words = await fault(f"{scheme}://proxy.localhost.invalid:9")
        assert words == "cannot be reached (no such host: proxy.localhost.invalid)"


@pytest.mark.usefixtures("_short_patience")
async def test_an_encrypted_proxy_needs_a_certificate_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate(tmp_path)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    async with silent(own) as address:
        words = await fault(f"https://{address}")
        assert words == "has a certificate that is not trusted (self-signed certificate)"
        known = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        monkeypatch.setattr(proxy_check, "trusted", lambda: known)
        assert await fault(f"https://{address}") == "does not answer"
