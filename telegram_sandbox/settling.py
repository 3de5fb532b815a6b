"""When the bot is done: its update confirmed, something done to the person, then quiet."""

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.state import Sandbox


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person waits for.

    Attributes:
        person: in whose chat the bot shall do something.
        update_id: the update that must be confirmed; None for none.
        after: the journal number after which the bot must have done something; None: it need not.
        quiet: seconds without any call that count as done.
        seconds: patience.
    """

    person: int
    update_id: int | None = None
    after: int | None = None
    quiet: float = 0.03
    seconds: float = 5.0


def _acted(sandbox: Sandbox, wanted: Wanted) -> bool:
    if wanted.after is None:
        return True
    chat = str(wanted.person)
    return any(
        str(entry["parameters"].get("chat_id")) == chat
        or entry["method"].lower() == "answercallbackquery"
        for entry in sandbox.journal.after(wanted.after)
    )


async def settle(sandbox: Sandbox, wanted: Wanted) -> dict[str, Any]:
    """Wait until the bot is at rest, and return whether it is and what was still missing."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wanted.seconds
    seen, since = sandbox.journal.count, loop.time()
    while True:
        now = loop.time()
        if sandbox.journal.count != seen or sandbox.in_flight:
            seen, since = sandbox.journal.count, now
        confirmed = wanted.update_id is None or not sandbox.updates.is_open(wanted.update_id)
        acted = _acted(sandbox, wanted)
        rest = since + wanted.quiet - now
        if confirmed and acted and rest <= 0:
            return {"settled": True, "confirmed": True, "acted": True, "calls": seen}
        if now >= deadline or sandbox.updates.closed:
            return {"settled": False, "confirmed": confirmed, "acted": acted, "calls": seen}
        until = rest if confirmed and acted else deadline - now
        await sandbox.updates.change(max(min(until, deadline - now), 0.001))
