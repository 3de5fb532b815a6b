"""A chat as somebody has it before their eyes: words, buttons, keyboards."""

from typing import Any


class Seen:
    """The messages of a chat, oldest first, as the people's side gives them."""

    def __init__(self) -> None:
        self.chat: list[dict[str, Any]] = []

    def messages(self) -> list[str]:
        """What the bot has written, oldest first: texts and captions."""
        return [_words(message) for message in self._from_bot()]

    @property
    def screen(self) -> str:
        """The words of the bot's last message."""
        messages = self.messages()
        return messages[-1] if messages else ""

    @property
    def last(self) -> dict[str, Any]:
        """The bot's last message."""
        return self._from_bot()[-1]

    def buttons(self) -> list[list[str]]:
        """Labels under the bot's last message that has an inline keyboard."""
        for message in reversed(self.chat):
            rows = message.get("reply_markup", {}).get("inline_keyboard")
            if rows:
                return [[button["text"] for button in row] for row in rows]
        return []

    def last_keyboard(self) -> list[list[str]]:
        """Labels under the bot's very last message; empty when it has none."""
        rows = self.last.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    def reply_keyboard(self) -> list[list[str]]:
        """Labels of the reply keyboard that is up."""
        for message in reversed(self.chat):
            markup = message.get("reply_markup", {})
            if "remove_keyboard" in markup:
                return []
            if "keyboard" in markup:
                return [[button["text"] for button in row] for row in markup["keyboard"]]
        return []

    def page_of(self, label: str) -> str:
        """The address that a button of the reply keyboard opens."""
        for message in reversed(self.chat):
            for row in message.get("reply_markup", {}).get("keyboard", []):
                for button in row:
                    if button["text"] == label and "web_app" in button:
                        return str(button["web_app"]["url"])
        raise LookupError(f"no button {label!r} opens a page")

    def _from_bot(self) -> list[dict[str, Any]]:
        return [m for m in self.chat if m.get("from", {}).get("is_bot")]


def labels(message: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Row, column and label of each inline button."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        (row, column, button["text"])
        for row, line in enumerate(rows)
        for column, button in enumerate(line)
    ]


def _words(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")
