"""Telegram's server as far as updates need it: it takes every call and remembers the chats."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.clock import MovableClock
from bot.db.engine import connect
from bot.db.store import transactions
from bot.domain.ids import UserId
from bot.telegram.respond import Responder
from bot.views.texts import Texts
from tests.app.talker import CATALOG, Talker

ME = {"id": 1, "is_bot": True, "first_name": "Counterpose", "username": "counterpose_bot"}


class Server(BaseRequest):
    """Answers every method with what it returns on success."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._messages = 0

    @property
    def read_timeout(self) -> float:
        """As BaseRequest wants it."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - PTB names it
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """One call."""
        name = url.rpartition("/")[2]
        parameters = {} if request_data is None else request_data.parameters
        self.calls.append((name, parameters))
        result: Any = True
        if name == "getMe":
            result = ME
        elif name.startswith(("send", "edit")):
            self._messages += 1
            chat = {"id": parameters.get("chat_id", 0), "type": "private"}
            result = {"message_id": self._messages, "date": 1, "chat": chat}
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def chats(self) -> set[int]:
        """Every chat that something was sent to."""
        return {
            int(parameters["chat_id"]) for _, parameters in self.calls if "chat_id" in parameters
        }


@asynccontextmanager
async def responding(
    database: str, clock: MovableClock
) -> AsyncIterator[tuple[Responder, Server, Talker]]:
    """The real way from an update to Telegram's calls, and somebody to look with afterwards."""
    engine, server = connect(database), Server()
    talker = Talker(transactions(engine), clock, id=UserId(4242))

    def speak(language: str) -> Texts:
        return Texts(language, CATALOG.words)

    try:
        async with Bot("1:x", request=server, get_updates_request=server) as bot:
            responder = Responder(talker.deps, bot, speak)
            async with responder.running():
                yield responder, server, talker
    finally:
        await engine.dispose()
