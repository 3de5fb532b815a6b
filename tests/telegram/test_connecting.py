"""The start: every outage is waited out, and what waiting does not mend is told at once."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import wall_clock
from bot.telegram import connecting
from bot.telegram.connecting import (
    WebhookInUse,
    connected,
    describe_outage,
    leave_webhook,
    patiently,
)
from bot.telegram.network_errors import NoEncryption, NoSuchHost, NotTelegram
from bot.telegram.request import AiohttpRequest, Timeouts
from telegram_sandbox.app import create_app
from telegram_sandbox.faults import Fault
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox

TOKEN = "4200000000:of-the-start"


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(TOKEN, wall_clock)


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(create_app(sandbox)) as address:
        yield address


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was waited for; nobody waits in fact."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(connecting, "sleep", sleep)
    return waited


def a_bot(url: str, token: str = TOKEN) -> Bot:
    request = AiohttpRequest(timeouts=Timeouts(read=0.5))
    return Bot(token, f"{url}/bot", request=request, get_updates_request=request)


@pytest.mark.parametrize(
    "kind", ["500", "502", "bad_json", "no_answer", "reset_before", "reset_after"]
)
async def test_an_outage_is_waited_out_with_growing_pauses(
    kind: str, sandbox: Sandbox, url: str, pauses: list[float]
) -> None:
    sandbox.faults.add(Fault(kind, 7, "getMe"))
    async with connected(a_bot(url)) as bot:
        assert bot.username == "sandbox_bot"
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


async def test_a_refusal_is_waited_out_for_as_long_as_it_says(
    sandbox: Sandbox, url: str, pauses: list[float]
) -> None:
    sandbox.faults.add(Fault("too_many", 2, "getMe", seconds=900))
    async with connected(a_bot(url)):
        pass
    assert pauses == [900, 900]


async def test_no_network_is_an_outage_and_a_wrong_name_is_not(pauses: list[float]) -> None:
    class Enough(Exception):
        pass

    tried = []

    async def call() -> None:
        tried.append(1)
        if len(tried) > 3:
            raise Enough
        await bot.get_me()

    bot = a_bot("http://127.0.0.1:9")
    await bot._request[0].initialize()
    with pytest.raises(Enough):
        await patiently(call)
    await bot._request[0].shutdown()
    assert len(pauses) == 3
    with pytest.raises(NoSuchHost):
        async with connected(a_bot("http://no-such-host.invalid")):
            pass


@pytest.mark.usefixtures("pauses")
async def test_what_waiting_does_not_mend_is_told(sandbox: Sandbox, url: str) -> None:
    cases: list[tuple[str, str, type[TelegramError]]] = [
        (url, "4200000000:wrong", InvalidToken),
        (f"{url}/static/index.html?", TOKEN, NotTelegram),
    ]
    for address, token, error in cases:
        with pytest.raises(error):
            async with connected(a_bot(address, token)):
                pass

    async def logged_out() -> None:
        raise BadRequest("Logged out")

    with pytest.raises(BadRequest):
        await patiently(logged_out)


async def test_a_webhook_stays_unless_it_is_to_go(sandbox: Sandbox, url: str) -> None:
    async with connected(a_bot(url)) as bot:
        await leave_webhook(bot, delete=False)
        await bot.set_webhook("https://others.example.org/hook")
        with pytest.raises(WebhookInUse):
            await leave_webhook(bot, delete=False)
        assert sandbox.webhook.url
        await leave_webhook(bot, delete=True)
        assert not sandbox.webhook.url


async def test_a_server_that_does_not_encrypt_is_named_as_such(url: str) -> None:
    bot = a_bot(url.replace("http", "https", 1))
    await bot._request[0].initialize()
    with pytest.raises(NoEncryption, match="does not encrypt: http://, perhaps") as wrong:
        await bot.get_me()
    await bot._request[0].shutdown()
    assert describe_outage(wrong.value).startswith("Telegram cannot be reached yet (it does not")
