"""Updates a second through a webhook, and how long each takes: ours against a bare PTB echo.

    python -m tests.bench.receiving [--delay 0.05] [--under-way 256] [--seconds 6] [--rounds 2]

Ours handles `/help` of a known person: parsed, taken once, row locked, committed, answered through
the Bot API, then 200. The peer has no database: Starlette and uvicorn, `process_update`, an echo
by PTB's own client, then 200. Both are processes of their own; the loader is this one. Beside the
clock stands the processor time (user and system) that an update took in the bot's process.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
from collections.abc import Coroutine
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.app.deps import Deps
from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.clock import wall_clock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.telegram.request import AiohttpRequest
from bot.telegram.respond import Responder
from bot.telegram.server import listening
from bot.telegram.webhook import SECRET_HEADER, create_app
from bot.views.texts import Texts
from tests.bench.sending import TOKEN, serve

SECRET = "bench"


async def ours(api: str, pipe: Connection, folder: str) -> None:
    """Our webhook on SQLite."""
    engine = connect(f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}")
    await upgrade(engine)
    catalog = load(content_folder())
    deps = Deps(catalog, transactions(engine), wall_clock)
    request = AiohttpRequest(512)
    await request.initialize()
    bot = Bot(TOKEN, f"{api}/bot", request=request, get_updates_request=request)
    english = Texts("en", catalog.words)
    responder = Responder(deps, bot, lambda _: english)
    async with responder.running():
        app = create_app(responder, "/hook", SECRET)
        async with listening(app, "127.0.0.1:0") as port:
            pipe.send(port)
            await asyncio.Event().wait()


async def echo(api: str, pipe: Connection, _folder: str) -> None:
    """PTB as people run it behind an ASGI server."""
    application = (
        ApplicationBuilder()
        .updater(None)
        .bot(Bot(TOKEN, f"{api}/bot", request=HTTPXRequest(512, pool_timeout=60)))
        .build()
    )

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    application.add_handler(MessageHandler(filters.ALL, answer))
    application._initialized = True
    await application.bot._request[1].initialize()

    async def take(request: Request) -> Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return Response()

    app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
    async with listening(app, "127.0.0.1:0") as port:
        pipe.send(port)
        await asyncio.Event().wait()


def run(which: Any, api: str, pipe: Connection, folder: str) -> None:
    """In its process."""
    work: Coroutine[Any, Any, None] = which(api, pipe, folder)
    asyncio.run(work)


def an_update(number: int, person: int) -> bytes:
    """/help by a person."""
    user = {"id": person, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    message = {
        "message_id": number,
        "date": 1_780_000_000,
        "chat": {"id": person, "type": "private", "first_name": "Ann"},
        "from": user,
        "text": "/help",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }
    return json.dumps({"update_id": number, "message": message}).encode()


async def load_with(port: int, under_way: int, seconds: float, base: int) -> list[float]:
    """Keep so many updates under way, each of another person; the seconds each took."""
    times: list[float] = []
    until = perf_counter() + seconds
    numbers = iter(range(base, base + 10_000_000))

    async def worker(person: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while perf_counter() < until:
            body = an_update(next(numbers), person)
            head = (
                f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                f"{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            begun = perf_counter()
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), answer
            times.append(perf_counter() - begun)
        writer.close()

    async with asyncio.TaskGroup() as group:
        for number in range(under_way):
            group.create_task(worker(1000 + number))
    return times


def processor_seconds(process: multiprocessing.Process) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--under-way", type=int, default=256)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    multiprocessing.set_start_method("spawn")
    pipe, there = multiprocessing.Pipe()
    processes = [multiprocessing.Process(target=serve, args=(arguments.delay, there), daemon=True)]
    processes[0].start()
    api = f"http://127.0.0.1:{pipe.recv()}"
    peers = {"PTB echo, no database": echo, "ours, committed": ours}
    ports = {}
    rates: dict[str, list[float]] = {name: [] for name in peers}
    with tempfile.TemporaryDirectory() as folder:
        for name, peer in peers.items():
            processes.append(
                multiprocessing.Process(target=run, args=(peer, api, there, folder), daemon=True)
            )
            processes[-1].start()
            ports[name] = pipe.recv()
        print(f"{'bot':24} {'updates/s':>9} {'p50':>8} {'p99':>8} {'ms of processor':>15}")
        base = 1
        for _ in range(arguments.rounds):
            for number, (name, port) in enumerate(ports.items(), 1):
                asyncio.run(load_with(port, min(32, arguments.under_way), 1.0, base))
                base += 1_000_000
                before = processor_seconds(processes[number])
                took = asyncio.run(load_with(port, arguments.under_way, arguments.seconds, base))
                cost = (processor_seconds(processes[number]) - before) / len(took) * 1000
                base += 1_000_000
                rates[name].append(len(took) / arguments.seconds)
                p99 = quantiles(took, n=100)[-1]
                times = f"{median(took):6.3f} s {p99:6.3f} s"
                print(f"{name:24} {rates[name][-1]:9.0f} {times} {cost:15.2f}")
        for process in processes:
            process.kill()
            process.join()
    theirs, mine = (median(rates[name]) for name in peers)
    print(f"ours: {mine / theirs:.1f} times the echo without a database")


if __name__ == "__main__":
    main()
