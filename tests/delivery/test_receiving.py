"""Updates by webhook and by polling: handled once, confirmed only after the commit."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from sqlalchemy import make_url, text
from telegram.error import InvalidToken

from bot.meter import SECOND_POLLERS
from bot.telegram.connecting import WebhookInUse, WebhookRefused
from bot.telegram.polling import Hook, poll, receive
from bot.telegram.server import listening
from bot.telegram.webhook import LARGEST, SECRET_HEADER, create_app
from telegram_sandbox import acts
from telegram_sandbox.faults import Fault
from telegram_sandbox.person import Person
from tests.delivery.conftest import Stage, both
from tests.delivery.crowd import until

OLDER = "another process fetches updates with this token, too"
SECRET = "a-secret-of-this-test"
SETTLED_S = 4.0
"""Seconds that make a poller the older one here."""
START = {
    "update_id": 77,
    "message": {
        "message_id": 1,
        "date": 1_780_000_000,
        "chat": {"id": 5, "type": "private", "first_name": "Ann"},
        "from": {"id": 5, "is_bot": False, "first_name": "Ann", "language_code": "en"},
        "text": "/start",
    },
}


@asynccontextmanager
async def webhook(stage: Stage) -> AsyncIterator[str]:
    """Our server; its address."""
    async with stage.responding() as responder:
        app = create_app(responder, "/hook", SECRET)
        async with listening(app, "127.0.0.1:0") as port:
            yield f"http://127.0.0.1:{port}"


@asynccontextmanager
async def receiving(
    stage: Stage, hook: Hook | None, *, delete_webhook: bool = False
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot taking updates in."""
    async with stage.responding() as responder, asyncio.TaskGroup() as group:
        task = group.create_task(receive(stage.bot, responder, hook, delete_webhook=delete_webhook))
        yield task
        task.cancel()


@contextmanager
def database_away(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process holds the file, longer than we wait for it."""
    monkeypatch.setattr("bot.db.sqlite.PATIENCE", 0.2)
    path = make_url(str(stage.engine.url)).database
    assert path is not None
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def handled(stage: Stage) -> int:
    """How many updates were handled."""
    async with stage.engine.connect() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM updates")) or 0)


async def post(url: str, body: Any = START, secret: str | None = SECRET) -> tuple[int, Any]:
    """Status and headers."""
    headers = {} if secret is None else {SECRET_HEADER: secret}
    kind = {"data": BytesIO(body)} if isinstance(body, bytes) else {"json": body}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, headers=headers, **kind) as answer,
    ):
        return answer.status, answer.headers


async def test_only_who_knows_the_secret_is_listened_to(stage: Stage) -> None:
    async with webhook(stage) as url:
        assert (await post(f"{url}/hook", secret=None))[0] == 401
        assert (await post(f"{url}/hook", secret="wrong"))[0] == 403
        assert (await post(f"{url}/elsewhere"))[0] == 404
        assert await handled(stage) == 0
        status, headers = await post(f"{url}/hook")
    assert status == 200
    assert "server" not in headers
    assert await handled(stage) == 1


DEEP = b'{"update_id": 5, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BODIES = [b"{", b"[]", b"\xff", b'{"update_id": 5, "message": 7}', b'{"update_id": {}}', DEEP]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_what_cannot_be_read_does_not_come_again(body: bytes, stage: Stage) -> None:
    async with webhook(stage) as url:
        assert (await post(f"{url}/hook", body))[0] == 200


async def test_too_much_and_too_slow_are_cut_off(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.SLOWEST", 0.2)

    async with webhook(stage) as url:
        assert (await post(f"{url}/hook", b" " * (LARGEST + 1)))[0] == 413
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
        writer.write(f"{head}Content-Length: 99\r\n\r\nslow".encode())
        assert b"408" in await asyncio.wait_for(reader.readline(), 3)
        writer.close()


async def test_while_the_database_is_away_telegram_is_asked_to_come_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with webhook(stage) as url, aiohttp.ClientSession() as session:
        with database_away(stage, monkeypatch):
            status, headers = await post(f"{url}/hook")
            assert (status, headers["Retry-After"]) == (503, "5")
        for page in ("healthz", "readyz", "metrics"):  # they are at an address of their own
            assert (await session.get(f"{url}/{page}")).status == 404
        assert (await post(f"{url}/hook"))[0] == 200
    assert await handled(stage) == 1


@both
async def test_an_update_that_comes_twice_is_handled_once(stage: Stage) -> None:
    async with webhook(stage) as url:
        answers = await asyncio.gather(*(post(f"{url}/hook") for _ in range(5)))
    assert [status for status, _ in answers] == [200] * 5
    assert await handled(stage) == 1


async def test_telegram_finds_the_webhook(stage: Stage, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/h%C3%B6ok"
    hook = Hook(url, SECRET, f"127.0.0.1:{unused_tcp_port}")
    async with receiving(stage, hook), await Person.join(stage.url, first_name="Ann") as ann:
        await ann.say("/start")
        assert "I am Counterpose" in ann.screen
    assert stage.sandbox.webhook.url == url


async def test_a_webhook_in_use_is_not_taken_away(stage: Stage) -> None:
    url = "https://others.example.org/hook"
    await stage.bot.set_webhook(url)
    async with stage.responding() as responder:
        with pytest.raises(WebhookInUse, match=url):
            await receive(stage.bot, responder, None)
        assert stage.sandbox.webhook.url == url
    async with (
        receiving(stage, None, delete_webhook=True),
        await Person.join(stage.url) as ann,
    ):
        await ann.say("/start")
    assert stage.sandbox.webhook.url == ""


async def test_a_webhook_that_is_set_meanwhile_ends_polling(stage: Stage) -> None:
    async with stage.responding() as responder, asyncio.TaskGroup() as group:
        task = group.create_task(_raises(receive(stage.bot, responder, None), WebhookInUse))
        await until(lambda: bool(_calls(stage, "getUpdates")) or stage.sandbox.updates._poll > 0)
        await stage.bot.set_webhook("https://others.example.org/hook")
    assert task.result()


async def test_an_address_that_telegram_refuses_is_told(stage: Stage, unused_tcp_port: int) -> None:
    stage.sandbox.local = False
    listen = f"127.0.0.1:{unused_tcp_port}"
    async with stage.responding() as responder:
        with pytest.raises(WebhookRefused, match="https url must be provided"):
            await receive(stage.bot, responder, Hook("http://x.example.org/", SECRET, listen))


async def _raises(work: Coroutine[Any, Any, None], kind: type[Exception]) -> bool:
    with pytest.raises(kind):
        await work
    return True


def _calls(stage: Stage, method: str) -> list[dict[str, Any]]:
    return [c for c in stage.sandbox.journal.after(0) if c["method"].lower() == method.lower()]


@pytest.fixture
def quick_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pollers that look at each other often."""
    quick = {"FIRST_RETRY_S": 1.0, "SETTLED_S": SETTLED_S, "APART_S": SETTLED_S + 1}
    for name, value in quick.items():
        monkeypatch.setattr(f"bot.telegram.rivalry.{name}", value)
    monkeypatch.setattr("bot.telegram.polling.RECHECK_S", 1.0)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_rivals")
async def test_the_newer_of_two_pollers_waits_and_takes_over(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    lost = SECOND_POLLERS.total
    async with stage.responding() as older, stage.responding() as newer:
        first = asyncio.ensure_future(poll(stage.bot, older))
        async with await Person.join(stage.url, first_name="Ann") as ann:
            await ann.say("/start")
            await asyncio.sleep(SETTLED_S)
            second = asyncio.ensure_future(poll(stage.bot, newer))
            await until(lambda: "waiting for its end" in caplog.text)
            for words in ("/help", "/privacy", "/help"):
                await ann.say(words)
            assert not first.done()
            assert not second.done()
            assert OLDER in caplog.text
            first.cancel()
            await asyncio.wait({first})
            await ann._post("messages", {"text": "/help"})
            await until(lambda: "going on in its place" in caplog.text)
            await until(lambda: not stage.sandbox.updates.queue)
        second.cancel()
        await asyncio.wait({second})
    assert SECOND_POLLERS.total > lost
    assert await handled(stage) == 5


async def test_a_token_that_is_revoked_in_mid_run_ends_the_bot(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setattr("bot.telegram.connecting.CONFIRM_S", 0.01)
    monkeypatch.setattr("bot.telegram.webhook_watch.WATCHED_S", 0.1)
    hook = Hook("http://127.0.0.1:1/", SECRET, f"127.0.0.1:{unused_tcp_port}")
    token = stage.sandbox.token
    async with stage.responding() as responder, asyncio.TaskGroup() as group:
        polls = group.create_task(_raises(receive(stage.bot, responder, None), InvalidToken))
        await asyncio.sleep(0.3)
        stage.sandbox.token = "4200000000:another"
        stage.sandbox.updates.wake()
        acts.write(stage.sandbox, acts.join(stage.sandbox), "anything")  # ends the poll
        assert await polls
        stage.sandbox.token = token
        hooked = group.create_task(_raises(receive(stage.bot, responder, hook), InvalidToken))
        await until(lambda: bool(_calls(stage, "setWebhook")))
        stage.sandbox.token = "4200000000:another"
        assert await hooked


async def test_a_webhook_that_telegram_does_not_reach_is_in_the_log(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    unused_tcp_port: int,
) -> None:
    monkeypatch.setattr("bot.telegram.webhook_watch.WATCHED_S", 0.1)
    hook = Hook("http://127.0.0.1:1/", SECRET, f"127.0.0.1:{unused_tcp_port}")
    async with receiving(stage, hook):
        await until(lambda: bool(_calls(stage, "setWebhook")))
        acts.write(stage.sandbox, acts.join(stage.sandbox), "/start")
        await until(lambda: "Telegram cannot deliver updates" in caplog.text)


async def test_polling_confirms_nothing_while_the_database_is_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving(stage, None), await Person.join(stage.url, first_name="Ann") as ann:
        with database_away(stage, monkeypatch):
            update = await ann._post("messages", {"text": "/start"})
            await asyncio.sleep(0.6)
            assert stage.sandbox.updates.is_open(update["update_id"])
        await until(lambda: not stage.sandbox.updates.is_open(update["update_id"]))
        await ann.look()
    assert "I am Counterpose" in ann.screen


async def test_updates_that_break_the_parser_hold_nobody(stage: Stage) -> None:
    nested: Any = {}
    for _ in range(900):
        nested = {"reply_to_message": nested}
    shapes: list[Any] = [
        {"message_id": "nonsense", "chat": 7},
        {"from": "me"},
        {"from": ["me"], "chat": {}},
        {"from": {"id": ["me"]}, "chat": {"id": {}}},
        {"from": {"id": {}}, "chat": None},
        *(None, [], "text", 7, nested),
    ]
    async with receiving(stage, None), await Person.join(stage.url, first_name="Ann") as ann:
        for shape in shapes:
            for kind in ("message", "callback_query", "my_chat_member", "of_tomorrow"):
                stage.sandbox.updates.put({kind: shape})
        await ann.say("/start")
    assert "I am Counterpose" in ann.screen


async def test_a_chat_that_has_to_wait_holds_no_other_reply(stage: Stage) -> None:
    async with (
        receiving(stage, None),
        await Person.join(stage.url, first_name="Ann") as ann,
        await Person.join(stage.url, first_name="Bo") as bo,
    ):
        stage.sandbox.faults.add(Fault("too_many", 1, "sendMessage", ann.id, 90))
        await ann._post("messages", {"text": "/start"})
        await bo.say("/start")
        assert not stage.sandbox.faults.pending
        assert not any(message.from_bot for message in stage.sandbox.messages.of(ann.id))
