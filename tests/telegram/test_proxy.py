"""Where Telegram is blocked: calls go through a real proxy, of each kind that is to be had."""

import asyncio
from io import BytesIO
from pathlib import Path

import pytest
from telegram import Bot

from bot.clock import wall_clock
from bot.telegram.network_errors import MayHaveActed, NoSuchHost, ProxyFailed
from bot.telegram.proxy import WrongProxy, choose_proxy, shown
from bot.telegram.request import AiohttpRequest, Timeouts, date_of
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.telegram.proxies import COMMANDS, SECRET, proxy

TOKEN = "4200000000:of-these-tests"


@pytest.mark.parametrize("scheme", COMMANDS)
async def test_calls_go_through_the_proxy(
    scheme: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    ann = acts.join(sandbox)
    acts.write(sandbox, ann, "/start")
    async with serving(create_app(sandbox)) as url:
        with proxy(scheme, tmp_path, unused_tcp_port) as through:
            request = AiohttpRequest(timeouts=Timeouts(read=5), proxy=through)
            async with Bot(TOKEN, f"{url}/bot", f"{url}/file/bot", request=request) as bot:
                await asyncio.gather(*(bot.send_message(ann.id, f"{n}") for n in range(8)))
                sent = await bot.send_document(ann.id, BytesIO(b"content"), filename="a.txt")
                assert sent.document is not None
            assert await date_of(url, through) is not None
        request = AiohttpRequest(timeouts=Timeouts(read=5), proxy=through)
        bot = Bot(TOKEN, f"{url}/bot", request=request)
        with pytest.raises(ProxyFailed, match=r"^cannot be reached$") as away:  # it is gone now
            await bot.initialize()
        assert not isinstance(away.value, MayHaveActed)
        await request.shutdown()
        with pytest.raises(ProxyFailed):
            await date_of(url, through)
    assert sum(message.from_bot for message in sandbox.messages.of(ann.id)) == 9


@pytest.mark.parametrize("scheme", COMMANDS)
async def test_a_wrong_password_for_the_proxy_is_told_of_the_proxy(
    scheme: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    sandbox = Sandbox(TOKEN, wall_clock)
    async with serving(create_app(sandbox)) as url:
        with proxy(scheme, tmp_path, unused_tcp_port) as through:
            request = AiohttpRequest(
                timeouts=Timeouts(read=5), proxy=through.replace(SECRET, "wrong")
            )
            bot = Bot(TOKEN, f"{url}/bot", request=request)
            with pytest.raises(ProxyFailed) as refusal:
                await bot.initialize()
            assert "asks for a user and a password, or for others" in str(refusal.value)
            await request.shutdown()


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_whose_name_does_not_exist_is_told_by_its_name(scheme: str) -> None:
    address = f"{scheme}://proxy.localhost.invalid:9"
    request = AiohttpRequest(timeouts=Timeouts(read=5), proxy=address)
    bot = Bot(TOKEN, "http://127.0.0.1:9/bot", request=request)
    with pytest.raises(NoSuchHost, match=r"^proxy\.localhost\.invalid: there is no such host$"):
        await bot.initialize()
    await request.shutdown()


async def test_what_is_no_socks_proxy_is_told_as_such() -> None:
    async with serving(create_app(Sandbox(TOKEN, wall_clock))) as url:  # it speaks HTTP
        request = AiohttpRequest(timeouts=Timeouts(read=5), proxy=url.replace("http", "socks5", 1))
        bot = Bot(TOKEN, f"{url}/bot", request=request)
        with pytest.raises(ProxyFailed, match=r"^is no SOCKS proxy \(http://, perhaps\?\)$"):
            await bot.initialize()
        await request.shutdown()


@pytest.mark.parametrize(
    ("api", "environment", "setting", "chosen"),
    [
        ("https://api.telegram.org", {}, None, None),
        ("https://api.telegram.org", {"HTTPS_PROXY": "http://p:1"}, None, "http://p:1"),
        ("https://api.telegram.org", {"https_proxy": "http://p:1"}, "socks5://q:2", "socks5://q:2"),
        ("https://api.telegram.org", {"all_proxy": "socks5://p:1"}, None, "socks5://p:1"),
        ("https://api.telegram.org", {"http_proxy": "http://p:1"}, None, None),
        (
            "https://api.telegram.org",
            {"https_proxy": "http://p:1", "no_proxy": "telegram.org"},
            None,
            None,
        ),
        ("https://api.telegram.org", {"https_proxy": "p:1"}, None, "http://p:1"),
        ("http://127.0.0.1:8081", {"http_proxy": "http://p:1"}, None, None),
        ("http://localhost:8081", {"http_proxy": "http://p:1"}, None, None),
        ("http://[::1]:8081", {"http_proxy": "http://p:1"}, None, None),
        ("http://127.0.0.1:8081", {}, "http://p:1", "http://p:1"),
    ],
)
def test_the_setting_comes_first_and_the_environment_never_for_this_machine(
    api: str,
    environment: dict[str, str],
    setting: str | None,
    chosen: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_proxy(api, setting) == chosen


@pytest.mark.parametrize(
    "wrong", ["socks4://p:1", "http://p:port", "http://ü:marker@p:1", "a marker"]
)
def test_a_proxy_of_the_environment_that_cannot_be_one_is_told(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", wrong)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(WrongProxy, match=r"^HTTPS_PROXY of the environment: must ") as refusal:
        choose_proxy("https://api.telegram.org", None)
    assert "marker" not in str(refusal.value)


def test_a_proxy_is_shown_without_its_password() -> None:
    assert shown("http://user:p@[::1]:8081/path") == "http://[::1]:8081/path"
    assert shown("socks5://user:p@ss@proxy.example.org:1080") == "socks5://proxy.example.org:1080"
