"""Somebody who uses the bot, driven by a script: says, taps, and waits for the answer."""

import ssl
from typing import Any, Self

import httpx

from telegram_sandbox.seen import Seen, labels


class Unanswered(AssertionError):
    """The bot did not do what was waited for."""


class Person(Seen):
    """A person in a sandbox reached over HTTP, in this process or another one."""

    def __init__(
        self, client: httpx.AsyncClient, about: dict[str, Any], patience: float, quiet: float
    ) -> None:
        super().__init__()
        self._client = client
        self._patience = patience
        self._quiet = quiet
        self._calls = 0
        self.id = int(about["id"])
        self.about = about
        self.last_answer: dict[str, Any] | None = None

    @classmethod
    async def join(
        cls, url: str, *, patience: float = 5.0, quiet: float = 0.03, **fields: Any
    ) -> Self:
        """Join as a new person; `fields` as in `POST /sim/people`.

        Args:
            url: root address of the sandbox.
            patience: seconds to wait for the bot.
            quiet: seconds without a call after which the bot counts as done.
            fields: who it is.
        """
        client = _client(url, patience)
        about = (await client.post("/people", json=fields)).raise_for_status().json()
        return cls(client, about, patience, quiet)

    @classmethod
    async def again(
        cls, url: str, person_id: int, *, patience: float = 5.0, quiet: float = 0.03
    ) -> Self:
        """Return somebody who is there already, with their chat."""
        client = _client(url, patience)
        people = (await client.get("/state")).raise_for_status().json()["people"]
        person = cls(client, next(p for p in people if p["id"] == person_id), patience, quiet)
        await person.look()
        return person

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def say(self, text: str, *, reply: bool = True, reply_to: int | None = None) -> int:
        """Send a text, wait for the bot and return the message's id.

        `reply=False` when the bot is expected to stay silent.
        """
        return await self.send({"text": text, "reply_to": reply_to}, reply=reply)

    async def send(self, body: dict[str, Any], *, reply: bool = True) -> int:
        """Send anything `POST /sim/people/<id>/messages` takes, and wait for the bot."""
        await self._mark()
        sent = await self._post("messages", body)
        await self._wait(sent["update_id"], reply)
        return int(sent["message_id"])

    async def send_file(
        self, kind: str, name: str, content: bytes, caption: str = "", *, reply: bool = True
    ) -> int:
        """Send a file as photo, document, voice..., and wait for the bot."""
        await self._mark()
        answer = await self._client.post(
            f"/people/{self.id}/messages",
            files={kind: (name, content)},
            data={"caption": caption},
        )
        sent = _checked(answer)
        await self._wait(sent["update_id"], reply)
        return int(sent["message_id"])

    async def tap(self, label: str, *, nth: int = -1, reply: bool = True) -> None:
        """Press the button with this label, inline or of the reply keyboard, and wait.

        The latest message that has it counts, unless `nth` says which (0 is the oldest).

        Raises:
            Unanswered: no such button is in sight, or the bot does nothing.
        """
        await self.look()
        places = [
            (message, row, column)
            for message in self.chat
            for row, column, text in labels(message)
            if text == label
        ]
        if places:
            message, row, column = places[nth]
            place = {"message_id": message["message_id"], "row": row, "column": column}
            await self._tap(place, reply)
            return
        if any(text == label for line in self.reply_keyboard() for text in line):
            await self.say(label, reply=reply)
            return
        raise Unanswered(f"no button {label!r}; there are {self.buttons()}\n{self.screen}")

    async def tap_data(self, message_id: int, data: str, *, reply: bool = True) -> None:
        """Press a button that is not there: made-up callback data."""
        await self._tap({"message_id": message_id, "data": data}, reply)

    async def _tap(self, place: dict[str, Any], reply: bool) -> None:
        since = await self._mark()
        sent = await self._post("tap", place)
        await self._wait(sent["update_id"], reply)
        self.last_answer = await self._callback_answer(since, sent["callback_query_id"])

    async def edit(self, message_id: int, text: str, *, reply: bool = True) -> None:
        """Edit one's own message and wait for the bot."""
        await self._mark()
        answer = await self._client.patch(
            f"/people/{self.id}/messages/{message_id}", json={"text": text}
        )
        await self._wait(_checked(answer)["update_id"], reply)

    async def send_from_page(self, label: str, data: str, *, reply: bool = True) -> int:
        """Send data from the page that a button of the reply keyboard opens, and wait."""
        handed = {"button_text": label, "data": data}
        return await self.send({"web_app_data": handed}, reply=reply)

    async def react(self, message_id: int, emoji: str | None, *, reply: bool = False) -> None:
        """React to a message; bots often leave a reaction unanswered."""
        await self._mark()
        sent = await self._post("react", {"message_id": message_id, "emoji": emoji})
        await self._wait(sent["update_id"], reply)

    async def change(self, **fields: Any) -> None:
        """Change oneself: `blocked=True`, `language_code="de"`, ..."""
        answer = await self._client.patch(f"/people/{self.id}", json=fields)
        self.about = _checked(answer)

    async def move_clock(self, seconds: float | None = None, *, push: bool = True) -> None:
        """Move the clock by `seconds`, or to the next thing the bot will send, and wait for it."""
        await self._mark()
        to = {"next": self.id} if seconds is None else {"seconds": seconds}
        _checked(await self._client.post("/clock", json=to))
        await self._wait(None, push)

    async def receive(self) -> str:
        """Wait until the bot writes by itself, and return the screen."""
        await self._wait(None, True)
        return self.screen

    async def look(self) -> list[dict[str, Any]]:
        """Read the chat anew."""
        answer = await self._client.get(f"/people/{self.id}/messages")
        self.chat = answer.raise_for_status().json()
        return self.chat

    async def _mark(self) -> int:
        state = (await self._client.get("/state")).raise_for_status().json()
        self._calls = state["calls"]
        return self._calls

    async def _post(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        fields = {name: value for name, value in body.items() if value is not None}
        return _checked(await self._client.post(f"/people/{self.id}/{what}", json=fields))

    async def _wait(self, update_id: int | None, reply: bool) -> None:
        query: dict[str, Any] = {"seconds": self._patience, "quiet": self._quiet}
        if update_id is not None:
            query["update_id"] = update_id
        if reply:
            query["after"] = self._calls
        answer = await self._client.get(f"/people/{self.id}/settled", params=query)
        state = _checked(answer)
        await self.look()
        if not state["settled"]:
            missing = "confirmed the update" if not state["confirmed"] else "done anything"
            raise Unanswered(
                f"the bot has not {missing} within {self._patience} s; "
                f"last on screen: {self.screen!r}"
            )
        self._calls = state["calls"]

    async def _callback_answer(self, since: int, query_id: str | None) -> dict[str, Any] | None:
        answer = await self._client.get("/calls", params={"after": since})
        for entry in reversed(answer.raise_for_status().json()):
            if entry["parameters"].get("callback_query_id") == query_id:
                parameters: dict[str, Any] = entry["parameters"]
                return parameters
        return None


def _client(url: str, patience: float) -> httpx.AsyncClient:
    """Make a client without loading the machine's certificates, which takes 20 ms."""
    bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(base_url=f"{url}/sim", timeout=patience + 30, verify=bare)


def _checked(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code >= 400:
        raise Unanswered(f"{answer.request.method} {answer.request.url.path}: {answer.text}")
    body: dict[str, Any] = answer.json()
    return body
