"""A bot's own small web server, which takes webhook calls and answers as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Receiver:
    """What came; `answers` are used up one by one, then everything is taken with 200."""

    url: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    body: str = ""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, count: int) -> None:
        """Until so many updates have come."""
        async with asyncio.timeout(30):
            while len(self.updates) < count:
                self.arrived.clear()
                await self.arrived.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
            update = json.loads(await reader.readexactly(int(headers["content-length"])))
            self.headers.append(headers)
            self.updates.append(update)
            self.arrived.set()
            await self.gate.wait()
            status = self.answers.pop(0) if self.answers else "200 OK"
            answer = f"HTTP/1.1 {status}\r\nContent-Length: {len(self.body)}\r\n"
            writer.write(f"{answer}Connection: close\r\n\r\n{self.body}".encode())
            await writer.drain()
        finally:
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver on a free port."""
    receiver = Receiver()
    receiver.gate.set()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield receiver
