"""The chats survive a restart: state as JSON, file contents beside it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram_sandbox.chats import Person, Room
from telegram_sandbox.events import Event
from telegram_sandbox.files import File
from telegram_sandbox.messages import Stored
from telegram_sandbox.state import Sandbox
from telegram_sandbox.updates import Queued

LOST = 1000
"""Ids left out after a restart: some may have been given out after the last save, and a bot
passes over an update whose id it has handled before."""
EVERY = 0.5
"""Seconds between two looks whether something is to be saved."""


def dump(sandbox: Sandbox) -> dict[str, Any]:
    """Return everything worth keeping, as JSON values."""
    profile, ids = sandbox.profile, sandbox.ids
    return {
        "version": 1,
        "now": sandbox.now().isoformat(),
        "ids": [ids.next_person, ids.next_message, ids.next_update, sandbox.journal.count],
        "people": [asdict(person) for person in sandbox.chats.people.values()],
        "rooms": [asdict(room) for room in sandbox.chats.rooms.values()],
        "messages": [asdict(stored) for stored in sandbox.messages.all()],
        "pinned": list(sandbox.messages.pinned.items()),
        "files": [file.fields() for file in sandbox.files.by_id.values()],
        "texts": profile.texts,
        "commands": [[scope, code, list_] for (scope, code), list_ in profile.commands.items()],
        "menus": list(profile.menus.items()),
        "queue": [[q.update, q.expires.isoformat(), q.lane] for q in sandbox.updates.queue],
        "allowed": sandbox.updates.allowed,
    }


def fill(sandbox: Sandbox, saved: dict[str, Any]) -> None:
    """Restore a saved state into a fresh sandbox; a movable clock never goes back."""
    behind = datetime.fromisoformat(saved["now"]) - sandbox.now()
    if sandbox.move is not None and behind > timedelta():
        sandbox.move(behind)
    ids = sandbox.ids
    ids.next_person, ids.next_message, ids.next_update, drawn = saved["ids"]
    ids.advance(drawn)
    ids.next_message += LOST
    ids.next_update += LOST
    for fields in saved["people"]:
        sandbox.chats.people[fields["id"]] = Person(**fields)
    for fields in saved["rooms"]:
        sandbox.chats.rooms[fields["id"]] = Room(**fields)
    for fields in saved["messages"]:
        sandbox.messages.add(Stored(**fields))
    sandbox.messages.pinned = {chat: list(pins) for chat, pins in saved["pinned"]}
    sandbox.files.by_id = {fields["file_id"]: File(**fields) for fields in saved["files"]}
    sandbox.profile.texts = saved["texts"]
    sandbox.profile.commands = {
        ((scope[0], scope[1], scope[2]), code): commands
        for scope, code, commands in saved["commands"]
    }
    sandbox.profile.menus = dict(saved["menus"])
    sandbox.updates.queue[:] = [
        Queued(update, datetime.fromisoformat(expires), lane)
        for update, expires, lane in saved["queue"]
    ]
    sandbox.updates.allowed = saved["allowed"]


def save(sandbox: Sandbox, folder: Path) -> None:
    """Write the state; a reader finds the old or the new one, never half."""
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    for digest, content in sandbox.files.contents.items():
        path = files / digest
        if not path.exists():
            path.write_bytes(content)
    fresh = folder / "sandbox.json.new"
    fresh.write_text(json.dumps(dump(sandbox), ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / "sandbox.json")


def load(sandbox: Sandbox, folder: Path) -> bool:
    """Restore what `save` wrote; return False when there is nothing."""
    path = folder / "sandbox.json"
    if not path.exists():
        return False
    saved = json.loads(path.read_text(encoding="utf-8"))
    fill(sandbox, saved)
    for file in sandbox.files.by_id.values():
        sandbox.files.contents[file.digest] = (folder / "files" / file.digest).read_bytes()
    return True


@asynccontextmanager
async def keeping(sandbox: Sandbox, folder: Path | None) -> AsyncIterator[None]:
    """Load at the start, save soon after each change and at the end; nothing without a folder."""
    if folder is None:
        yield
        return
    load(sandbox, folder)

    async def often(changes: asyncio.Queue[Event | None]) -> None:
        while True:
            await asyncio.sleep(EVERY)
            if not changes.empty():
                while not changes.empty():
                    changes.get_nowait()
                save(sandbox, folder)

    failure: BaseException | None = None
    with sandbox.events.listen() as changes:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(often(changes))
            try:
                yield
            except BaseException as error:
                failure = error
            task.cancel()
    save(sandbox, folder)
    if failure is not None:
        raise failure
