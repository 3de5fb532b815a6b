"""Webhooks: set up as Telegram checks them, delivered lane by lane, tried again until taken."""

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.faults import Faults
from telegram_sandbox.guard import is_loopback
from telegram_sandbox.updates import Queued, Updates

PORTS = (80, 88, 443, 8443)
PATIENCE = 60.0
"""Seconds given to the bot's server to answer."""
FAR_AWAY = 60.0
"""Seconds between two tries at an address that is not of this machine."""
_IGNORED = re.compile("get.*|setwebhook|deletewebhook", re.IGNORECASE)

Reply = Callable[[dict[str, Any]], Awaitable[None]]


class Server(Protocol):
    """What a webhook needs of the server that delivers through it."""

    local: bool
    updates: Updates
    faults: Faults
    sleep: Callable[[float], Awaitable[None]]

    def unix(self) -> int:
        """Return the present time as the Bot API writes dates."""


class Webhook:
    """Where updates go, if the bot has asked for it; one at a time in each lane."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._closed = False
        self._jitter = random.Random(1)  # noqa: S311 - spreads retries
        self._busy: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.remove()

    def remove(self) -> None:
        """Remove the webhook."""
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Check and take an address.

        Raises:
            ApiError: Telegram would refuse it.
        """
        parts = urlsplit(url)
        if not self._server.local:
            if parts.scheme != "https":
                raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
            if (parts.port or 443) not in PORTS:
                raise bad_request(
                    "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
                )
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise bad_request("bad webhook: invalid URL specified")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not re.fullmatch("[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        self.url, self.secret = url, secret
        self.max_connections = min(max(max_connections or 40, 1), 100)
        self.last_error = None

    def close(self) -> None:
        """Stop delivering."""
        self._closed = True

    async def run(self, act: Reply) -> None:
        """Deliver until closed; `act` carries out a call found in the body of an answer."""
        updates = self._server.updates
        while not (self._closed or self.url):
            await updates.change(1.0)
        if self._closed:
            return
        async with (
            httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client,
            asyncio.TaskGroup() as group,
        ):
            while not self._closed:
                updates.expire()
                for queued in list(updates.queue) if self.url else ():
                    if len(self._busy) < self.max_connections and queued.lane not in self._busy:
                        self._busy.add(queued.lane)
                        task = group.create_task(self._lane(client, queued, act))
                        self._tasks.add(task)
                        task.add_done_callback(self._tasks.discard)
                await updates.change(1.0)
            for task in list(self._tasks):
                task.cancel()

    async def _lane(self, client: httpx.AsyncClient, queued: Queued, act: Reply) -> None:
        try:
            tries = 0
            while self.url and self._server.updates.is_open(queued.id):
                wait = await self._deliver(client, queued, act, tries)
                if wait is None:
                    break
                tries += 1
                await self._server.sleep(wait)
        finally:
            self._busy.discard(queued.lane)
            self._server.updates.wake()

    async def _deliver(
        self, client: httpx.AsyncClient, queued: Queued, act: Reply, tries: int
    ) -> float | None:
        """Try to deliver once; return the seconds until the next try, None when the bot took it."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        asked: float | None = None
        if not is_loopback(urlsplit(self.url).hostname or ""):
            self._note("Connection failed: this server delivers to its own machine only")
            return FAR_AWAY
        try:
            answer = await client.post(self.url, json=queued.update, headers=headers)
        except httpx.HTTPError as error:
            self._note(f"Connection failed: {type(error).__name__}")
        else:
            if answer.is_success:
                if not self._server.faults.duplicates():
                    self._server.updates.confirm(queued.id)
                await self._act(answer, act)
                return None
            self._note(
                f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
            )
            after = answer.headers.get("Retry-After", "")
            asked = min(float(after), 3600.0) if after.isdigit() else None
        backoff = min(2.0**tries, self._jitter.uniform(60, 120))
        return backoff if asked is None else asked

    def _note(self, text: str) -> None:
        self.last_error = (self._server.unix(), text)

    async def _act(self, answer: httpx.Response, act: Reply) -> None:
        try:
            call = json.loads(answer.content)
        except ValueError:
            return
        if isinstance(call, dict) and not _IGNORED.fullmatch(str(call.get("method", "get"))):
            try:
                await act(call)
            except ApiError as error:
                self._note(error.description)
