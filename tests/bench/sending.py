"""Sends a second and processor time a send: PTB's own client, a bare socket, and ours.

    python -m tests.bench.sending [--delay 0.05] [--under-way 64] [--seconds 4] [--rounds 3]

A Bot API in a process of its own answers every call after the delay; the clients take turns in
one process, so that a busy machine slows all of them. Medians, with the slowest and the fastest.
"""

import argparse
import asyncio
import json
import multiprocessing
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from statistics import median
from urllib.parse import urlencode

import httpx
import telegram
from telegram import Bot
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.request import AiohttpRequest

TOKEN = "4200000000:bench"
MESSAGE = {
    "message_id": 1,
    "date": 1_780_000_000,
    "chat": {"id": 7, "type": "private", "first_name": "Ann"},
    "from": {"id": 4200000000, "is_bot": True, "first_name": "Bot", "username": "a_bot"},
    "text": "x" * 300,
}
ANSWER = json.dumps({"ok": True, "result": MESSAGE}).encode()

Send = Callable[[int], Awaitable[object]]


class Server(asyncio.Protocol):
    """Answers every request after a while; reads no more of it than it must."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            _, _, rest = head.partition(b"content-length:")
            length = int(rest.split(b"\r\n")[0]) if rest else 0
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            asyncio.get_running_loop().call_later(self._delay, self._answer)

    def _answer(self) -> None:
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        self._transport.write(f"{head}{len(ANSWER)}\r\n\r\n".encode() + ANSWER)


def serve(delay: float, pipe: Connection) -> None:
    """Serve until the process is ended."""

    async def forever() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Server(delay), "127.0.0.1", 0, backlog=512)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


class Raw:
    """Kept-alive sockets and nothing that is not needed: the limit."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def send(self, chat_id: int) -> object:
        if self._idle:
            reader, writer = self._idle.pop()
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        body = urlencode({"chat_id": chat_id, "text": "x" * 300}).encode()
        head = (
            f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        )
        writer.write(head.encode() + b"\r\n" + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        result = json.loads(await reader.readexactly(length))["result"]
        self._idle.append((reader, writer))
        return result


async def rate(send: Send, under_way: int, seconds: float) -> tuple[float, float]:
    """Sends a second, and microseconds of processor time a send."""
    sent = 0
    until = time.perf_counter() + seconds

    async def worker(chat_id: int) -> None:
        nonlocal sent
        while time.perf_counter() < until:
            await send(chat_id)
            sent += 1

    begun, used = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for number in range(under_way):
            group.create_task(worker(1000 + number))
    took = time.perf_counter() - begun
    return sent / took, (time.process_time() - used) / sent * 1e6


def through(bot: Bot) -> Send:
    """Sending by PTB."""

    async def send(chat_id: int) -> object:
        return await bot.send_message(chat_id, "x" * 300)

    return send


async def measure(port: int, under_way: int, seconds: float, rounds: int) -> None:
    """Take turns and print."""

    def ptb(request: BaseRequest) -> Bot:
        return Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=request)

    limited = (
        ExtBot(
            TOKEN,
            f"http://127.0.0.1:{port}/bot",
            request=HTTPXRequest(512, pool_timeout=30),
            rate_limiter=AIORateLimiter(overall_max_rate=0, group_max_rate=0),
        )
        if _has_limiter()
        else None
    )
    bots = {
        "PTB as it comes (httpx)": ptb(HTTPXRequest(512, pool_timeout=30)),
        "ours (PTB on aiohttp)": ptb(AiohttpRequest(512)),
    } | ({"PTB + AIORateLimiter, no cap": limited} if limited else {})
    sends: dict[str, Send] = {"bare sockets (limit)": Raw(port).send}
    for name, bot in bots.items():
        await bot._request[1].initialize()
        sends[name] = through(bot)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in sends}
    for _ in range(rounds):
        for name, send in sends.items():
            await rate(send, under_way, 0.3)
            times[name].append(await rate(send, under_way, seconds))
    print_table(times)
    for bot in bots.values():
        await bot._request[1].shutdown()


def _has_limiter() -> bool:
    try:
        AIORateLimiter()
    except RuntimeError:
        return False
    return True


def print_table(times: dict[str, list[tuple[float, float]]]) -> None:
    """Peer, limit, ours, ratios."""
    print(f"PTB {telegram.__version__}, httpx {httpx.__version__}")
    print(f"{'client':32} {'sends/s':>8} {'(least-most)':>14} {'us a send':>10}")
    middle = {}
    for name, runs in times.items():
        rates = [r for r, _ in runs]
        middle[name] = median(rates), median(c for _, c in runs)
        spread = f"({min(rates):.0f}-{max(rates):.0f})"
        print(f"{name:32} {middle[name][0]:8.0f} {spread:>14} {middle[name][1]:10.0f}")
    ours, limit = middle["ours (PTB on aiohttp)"], middle["bare sockets (limit)"]
    peer = middle["PTB as it comes (httpx)"]
    print(
        f"ours: {ours[0] / limit[0]:.2f} of the limit, {ours[0] / peer[0]:.1f} times PTB's rate, "
        f"{ours[1] / peer[1]:.3f} of its processor time"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--under-way", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    pipe, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(arguments.delay, there), daemon=True)
    server.start()
    port = pipe.recv()
    try:
        asyncio.run(measure(port, arguments.under_way, arguments.seconds, arguments.rounds))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
