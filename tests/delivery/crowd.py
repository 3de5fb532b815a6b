"""People who all wait for their routine, in the bot's database and in the sandbox."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from bot.db.promises import Promise
from bot.db.store import Transaction
from bot.domain.assessment.profile import (
    Conclusion,
    Finding,
    Likelihood,
    Profile,
)
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.person import Preferences
from telegram_sandbox import acts
from telegram_sandbox.state import Sandbox
from tests.content import real_catalog

TOKEN = "4200000000:delivery-tests"
CATALOG = real_catalog()


@dataclass(slots=True)
class Watch:
    """Every message and picture as it reaches the sandbox: when, and into which chat."""

    sandbox: Sandbox
    sends: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sandbox.on_call = self._note

    def _note(self, method: str, parameters: dict[str, Any]) -> None:
        if method.lower() in ("sendmessage", "sendphoto"):
            self.sends.append((monotonic(), int(parameters["chat_id"])))

    def busiest_second(self) -> int:
        """Most sends within any one second."""
        times = [at for at, _ in self.sends]
        first = most = 0
        for last, at in enumerate(times):
            while at - times[first] >= 1:
                first += 1
            most = max(most, last - first + 1)
        return most

    def arrived(self) -> Counter[int]:
        """How many messages of the bot each chat holds."""
        return Counter(
            chat
            for chat in self.sandbox.chats.people
            for message in self.sandbox.messages.of(chat)
            if message.from_bot
        )


async def until(done: Callable[[], bool], seconds: float = 120.0, *, every: float = 0.01) -> None:
    """Wait for something that gives no sign by itself."""
    begun = monotonic()
    while True:
        if done():
            return
        assert monotonic() - begun < seconds, "that took too long"
        await asyncio.sleep(every)


def join(sandbox: Sandbox, number: int) -> list[UserId]:
    """People who have started the bot; what they wrote is forgotten."""
    people = []
    for _ in range(number):
        person = acts.join(sandbox)
        acts.write(sandbox, person, "/start")
        people.append(UserId(person.id))
    sandbox.updates.queue.clear()
    return people


def noon_zone(at: datetime) -> str:
    """A zone in which it is between noon and one o'clock."""
    behind = at.astimezone(UTC).hour - 12
    return f"Etc/GMT{behind:+d}"  # POSIX counts hours behind Greenwich as positive


async def settle_in(
    transaction: Transaction, people: Sequence[UserId], due: datetime, *, reminders: bool = True
) -> None:
    """Each has a profile, and is promised a routine at `due` and every day after.

    They live where it is noon now, so that the day does not end while a test runs.
    """
    zone = noon_zone(due)
    local = due.astimezone(ZoneInfo(zone))
    rules = CATALOG.deliveries[DeliveryKind.ROUTINE]
    pattern = next(iter(CATALOG.patterns))
    finding = Finding(
        pattern=pattern,
        side=None,
        worse=None,
        side_confirmed=True,
        level=Likelihood.LIKELY,
        probability=0.8,
        because=(),
    )
    profile = Profile(Conclusion.FOUND, (finding,))
    at = time(local.hour, local.minute, local.second)
    hours = Preferences(zone=zone, push_at=at, minutes=5, quiet_from=time(), quiet_to=time())
    chosen = replace(hours, reminders=reminders)
    for start in range(0, len(people), 1000):
        some = people[start : start + 1000]
        async with transaction() as store:
            for id in some:
                met = await store.people.lock(id, "en", due - timedelta(days=1))
                await store.people.save(
                    replace(met, consent_at=due - timedelta(days=1), preferences=chosen)
                )
                await store.profiles.add(id, profile, due - timedelta(days=1))
            await store.deliveries.promise_all(
                [
                    Promise(
                        person=id,
                        kind=DeliveryKind.ROUTINE,
                        slot=local.date().isoformat(),
                        due=due,
                        expires=due + rules.expires,
                        priority=rules.priority,
                    )
                    for id in some
                ]
            )
