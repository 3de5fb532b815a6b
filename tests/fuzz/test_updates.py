"""Whatever looks like an update: no crash, no wrong chat answered, the next person served."""

import logging
import os
from collections import Counter
from itertools import islice
from typing import Any

import pytest

from bot.clock import MovableClock
from tests.fuzz.listening import Server, responding

PEOPLE = (11, 12, 13)
ORDINARY = 4242
"""Somebody who only wants to begin, in the middle of all that."""


def allowed(update: dict[str, Any]) -> set[int]:
    """The chats an update may be answered in: where it says it comes from; of a tap on a message
    that Telegram no longer tells of, that of who tapped."""
    ids: set[int] = set()
    tap = update.get("callback_query")
    if isinstance(tap, dict) and not tap.get("message") and tap.get("inline_message_id") is None:
        who = tap.get("from")
        ids |= {who["id"]} if isinstance(who, dict) and type(who.get("id")) is int else set()
    for body in update.values():
        for holder in (body, body.get("message")) if isinstance(body, dict) else ():
            chat = holder.get("chat") if isinstance(holder, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int | float | str):
                ids |= {int(float(chat["id"]))} if str(chat["id"]).strip("-").isdigit() else set()
    return ids


async def hold(count: int, seed: int, database: str, clock: MovableClock) -> Counter[str]:
    """Send them all; how many of each kind came to what."""
    from tests.fuzz.generated import Updates  # two seconds, which only these slow tests need

    counted: Counter[str] = Counter()
    async with responding(database, clock) as (responder, server, _):
        for update in islice(Updates(seed, PEOPLE), count):
            server.calls.clear()
            await responder.respond(update)
            strangers = server.chats() - allowed(update)
            assert not strangers, f"seed {seed}: {update} was answered in {strangers}"
            kind = next(name for name in update if name != "update_id")
            counted[f"{kind}: {'answered' if server.chats() else 'silent'}"] += 1
            if update["update_id"] % 100 == 0:
                await served(responder, server, update["update_id"] + 10**9)
    return counted


async def served(responder: Any, server: Server, number: int) -> None:
    """An ordinary person gets an ordinary answer."""
    someone = {"id": ORDINARY, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    message = {
        "message_id": number,
        "date": 1,
        "text": "/start",
        "from": someone,
        "chat": {"id": ORDINARY, "type": "private", "first_name": "Ann"},
    }
    server.calls.clear()
    await responder.respond({"update_id": number, "message": message})
    assert server.chats() == {ORDINARY}


def broken(records: list[logging.LogRecord]) -> list[str]:
    """Failures of ours among the records."""
    return [f"{r.getMessage()}: {r.exc_info}" for r in records if r.levelno >= logging.ERROR]


@pytest.mark.slow
async def test_two_thousand_updates_of_every_kind_harm_nobody(
    database: str, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    counted = await hold(2_000, 1, database, clock)
    assert broken(caplog.records) == []
    assert sum(counted.values()) == 2_000
    answered = {name: number for name, number in counted.items() if name.endswith("answered")}
    assert min(answered[f"{kind}: answered"] for kind in ("message", "callback_query")) > 50
    assert len({name.partition(":")[0] for name in counted}) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("FUZZ_ROUNDS", "12"))))
async def test_fifty_thousand_updates_harm_nobody(
    seed: int, database: str, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    await hold(2_100, 100 + seed, database, clock)
    assert broken(caplog.records) == []
