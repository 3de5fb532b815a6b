"""Our requests fail in PTB's own words, and the token stays out of them."""

import socket
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from bot.clock import wall_clock
from bot.telegram.network_errors import MayHaveActed
from bot.telegram.request import AiohttpRequest, Timeouts
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.faults import Fault
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox

TOKEN = "4200000000:very-secret-token-of-this-test"


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(TOKEN, wall_clock)


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(create_app(sandbox)) as address:
        yield address


def a_bot(url: str, request: BaseRequest) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=request,
    )


def somebody(sandbox: Sandbox) -> int:
    person = acts.join(sandbox, first_name="Ann")
    acts.write(sandbox, person, "/start")
    return person.id


async def failure(bot: Bot, chat_id: int) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(chat_id, "hello")
    return caught.value


@pytest.mark.parametrize(
    "kind", ["too_many", "500", "502", "bad_json", "no_answer", "reset_before"]
)
async def test_a_fault_is_told_as_ptb_itself_tells_it(
    kind: str, sandbox: Sandbox, url: str
) -> None:
    ann = somebody(sandbox)
    patience = 0.3 if kind == "no_answer" else 20.0
    requests = (
        AiohttpRequest(timeouts=Timeouts(read=patience)),
        HTTPXRequest(read_timeout=patience),
    )
    errors: list[TelegramError] = []
    for request in requests:
        sandbox.faults.add(Fault(kind, method="sendMessage", seconds=7))
        async with a_bot(url, request) as bot:
            errors.append(await failure(bot, ann))
    ours, theirs = errors
    assert isinstance(ours, type(theirs))
    if kind != "reset_before":  # which names the library it came from
        assert ours.message == theirs.message
    assert isinstance(ours, RetryAfter) == (kind == "too_many")
    assert isinstance(ours, TimedOut) == (kind == "no_answer")


@pytest.mark.parametrize(
    ("kind", "doubtful"),
    [("reset_after", True), ("no_answer", True), ("too_many", False), ("500", False)],
)
async def test_it_is_known_whether_telegram_may_have_acted(
    kind: str, doubtful: bool, sandbox: Sandbox, url: str
) -> None:
    ann = somebody(sandbox)
    sandbox.faults.add(Fault(kind, method="sendMessage"))
    patience = 0.3 if kind == "no_answer" else 20.0
    async with a_bot(url, AiohttpRequest(timeouts=Timeouts(read=patience))) as bot:
        assert isinstance(await failure(bot, ann), MayHaveActed) == doubtful


def test_an_answer_that_is_nested_without_end_is_a_broken_one() -> None:
    deep = b'{"ok": true, "result": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    with pytest.raises(TelegramError, match="Invalid server response"):
        AiohttpRequest.parse_json_payload(deep)


async def test_a_server_that_is_not_there_was_not_asked() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(NetworkError) as caught:
        await request.post(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")
    await request.shutdown()
    assert not isinstance(caught.value, MayHaveActed)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


async def test_the_token_is_in_no_error_and_no_traceback(sandbox: Sandbox, url: str) -> None:
    ann = somebody(sandbox)
    for kind in ("no_answer", "reset_before", "reset_after", "502"):
        sandbox.faults.add(Fault(kind, method="sendMessage"))
        async with a_bot(url, AiohttpRequest(timeouts=Timeouts(read=0.2))) as bot:
            error = await failure(bot, ann)
        assert TOKEN not in "".join(traceback.format_exception(error))


async def test_waiting_for_a_free_connection_has_an_end(sandbox: Sandbox, url: str) -> None:
    ann = somebody(sandbox)
    request = AiohttpRequest(connections=1, timeouts=Timeouts(pool=0.1))
    async with a_bot(url, request) as bot:
        await request._take(None)
        error = await failure(bot, ann)
        request._free.release()
        assert (await bot.send_message(ann, "now")).text == "now"
    assert isinstance(error, TimedOut)
    assert "not* sent" in error.message


async def test_a_file_arrives_as_it_was_sent(sandbox: Sandbox, url: str) -> None:
    ann = somebody(sandbox)
    content = bytes(range(256)) * 40
    async with a_bot(url, AiohttpRequest()) as bot:
        sent = await bot.send_document(ann, InputFile(content, "answers.bin"), caption="é <b>")
        assert sent.document is not None
        back = await (await sent.document.get_file()).download_as_bytearray()
    assert sent.caption == "é <b>"
    assert sent.document.file_name == "answers.bin"
    assert bytes(back) == content
