"""Pages that a reply keyboard opens, and the data they send back to the bot."""

from typing import Any

from telegram_sandbox import acts
from telegram_sandbox.acts import NotPossible
from telegram_sandbox.chats import Person
from telegram_sandbox.state import Sandbox

DATA_BYTES = 4096


def send_data(sandbox: Sandbox, person: Person, page_data: dict[str, Any]) -> acts.Sent:
    """Send the data of a page as a service message and close the page.

    Args:
        page_data: `data`, and the `button_text` it was opened by.

    Raises:
        NotPossible: no such button is up, or it is no data that Telegram takes.
    """
    data, label = page_data.get("data"), page_data.get("button_text")
    if not isinstance(data, str) or not isinstance(label, str):
        raise NotPossible("data and button_text must be text")
    if not 1 <= len(data.encode()) <= DATA_BYTES:
        raise NotPossible(f"a page sends 1 to {DATA_BYTES} bytes")
    if label not in _open_pages(sandbox, person):
        raise NotPossible(f"no button {label!r} of the keyboard opens a page")
    return acts.send(sandbox, person, {"web_app_data": {"data": data, "button_text": label}})


def _open_pages(sandbox: Sandbox, person: Person) -> set[str]:
    """Return the labels of the buttons that open a page, in the keyboard that is up."""
    for stored in reversed(sandbox.messages.of(person.id)):
        if stored.markup and not stored.spent and stored.inline is None:
            rows = stored.markup.get("keyboard", [])
            return {str(b["text"]) for row in rows for b in row if b.get("web_app")}
    return set()
