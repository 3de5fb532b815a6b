"""What `doctor` finds out about a proxy, whatever is behind it."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.clock import wall_clock
from bot.telegram import proxy_check, request
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
    monkeypatch.setattr(request, "DATE_S", SILENT_S)


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
        assert "password authentication failure" in wrong
        assert "authentication methods" in without


@pytest.mark.usefixtures("_short_patience")
@pytest.mark.parametrize(
    ("kind", "scheme", "words"),
    [
        ("http", "https", "does not encrypt (http://, perhaps?)"),
        ("socks5", "https", "does not encrypt (http://, perhaps?)"),
        ("socks5", "http", "is no HTTP proxy (socks5://, perhaps?)"),
        ("http", "socks5", "does not answer"),
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
        assert await fault(f"{scheme}://{address}") == "does not answer"


async def test_a_name_that_is_no_host_is_named() -> None:
    words = await fault("http://proxy.localhost.invalid:9")
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
