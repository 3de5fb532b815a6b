"""One person before the responder: raw updates in, calls of the Bot API out."""

from dataclasses import dataclass
from typing import Any

from bot.clock import MovableClock
from bot.domain.ids import UserId
from bot.telegram.respond import Responder
from telegram_sandbox import acts
from telegram_sandbox.chats import Person
from telegram_sandbox.seen import Seen
from tests.app.talker import Talker
from tests.delivery.conftest import Stage
from tests.delivery.crowd import until

HTML = "</b><script>&amp;<tg-spoiler>"
"""Somebody's name, and whatever else they may write."""

Calls = list[dict[str, Any]]
"""What the bot called and what it was answered, in order."""


@dataclass(slots=True)
class Chat:
    """No update comes by itself."""

    stage: Stage
    responder: Responder
    person: Person

    @classmethod
    async def join(cls, stage: Stage, responder: Responder) -> "Chat":
        """Somebody who has pressed Start."""
        person = acts.join(stage.sandbox, first_name=HTML, last_name="<i>&", username="x")
        chat = cls(stage, responder, person)
        acts.write(stage.sandbox, person, "/start")
        await chat.goes("/start")
        return chat

    async def settle_in(self, **chosen: Any) -> None:
        """Everything is told and set up, and nothing open, unless it was `chosen` otherwise."""
        clock = self.stage.deps.now
        assert isinstance(clock, MovableClock)
        talker = Talker(self.stage.deps.transaction, clock, UserId(self.person.id))
        await talker.settle_in(**{"pictures": False, **chosen})

    async def does(self, kind: str = "message", **fields: Any) -> Calls:
        """A message with these fields; what came of it."""
        return await self.gets({kind: self.message(**fields)})

    def message(self, **fields: Any) -> dict[str, Any]:
        """A message as Telegram writes it."""
        return {
            "message_id": 900,
            "date": self.stage.sandbox.unix(),
            "chat": self.person.chat(),
            "from": self.person.user(),
            **fields,
        }

    async def taps(self, data: str, **fields: Any) -> Calls:
        """A tap with this data under the bot's last message."""
        query = {
            "id": self.stage.sandbox.callbacks.press(self.person.id),
            "from": self.person.user(),
            "chat_instance": "1",
            "data": data,
            "message": self.stage.sandbox.messages.of(self.person.id)[-1].for_bot(),
            **fields,
        }
        return await self.gets({"callback_query": query})

    async def gets(self, update: dict[str, Any]) -> Calls:
        """Any update; what came of it."""
        journal = self.stage.sandbox.journal
        before = journal.count
        await self.responder.respond({"update_id": self.stage.sandbox.ids.update(), **update})
        await until(lambda: not self.responder._sending)
        return journal.after(before)

    async def goes(self, *lines: str) -> Calls:
        """Write, or tap what stands in [brackets]; what came of the last."""
        calls: Calls = []
        for line in lines:
            if line.startswith("["):
                calls = await self.taps(self.data(line[1:-1]))
            else:
                calls = await self.does(text=line)
        return calls

    async def answers(self) -> list[tuple[int, str, object]]:
        """Every answer that is kept."""
        async with self.stage.deps.transaction() as store:
            archive = await store.takeout.of(UserId(self.person.id))
        return [(row["dialogue"], row["question"], row["value"]) for row in archive["answers"]]

    def data(self, label: str) -> str:
        """What the latest button with this label carries."""
        for message in reversed(self.seen().chat):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return str(button["callback_data"])
        raise AssertionError(f"no button {label!r}: {self.seen().buttons()}")

    def seen(self) -> Seen:
        """What the person has before their eyes."""
        screen = Seen()
        messages = self.stage.sandbox.messages.of(self.person.id)
        screen.chat = [message.for_person() for message in messages]
        return screen


def words_sent(calls: Calls) -> list[str]:
    """The words of every message sent or edited; none of the calls was refused."""
    assert [one for one in calls if not one["answer"]["ok"]] == []
    return [
        str(words)
        for one in calls
        if (words := one["parameters"].get("text") or one["parameters"].get("caption"))
        and one["method"].lower() != "answercallbackquery"
    ]
