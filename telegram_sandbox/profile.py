"""What the bot says about itself: name, descriptions, commands by scope and language, menu."""

import re
from typing import Any

from telegram_sandbox.errors import bad_request

Scope = tuple[str, int, int]
"""Type, chat id and user id; 0 where the scope has none."""

_KINDS = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100


class Profile:
    """Every text by language (`""` is the fallback), and every list of commands by scope too."""

    def __init__(self, first_name: str) -> None:
        self.texts: dict[str, dict[str, str]] = {
            "name": {"": first_name},
            "description": {},
            "short_description": {},
        }
        self.commands: dict[tuple[Scope, str], list[dict[str, str]]] = {}
        self.menus: dict[int, dict[str, Any]] = {}

    def name(self, language: str) -> str:
        """The bot's name in a language."""
        return self.text("name", language)

    def text(self, which: str, language: str) -> str:
        """One of the texts in a language, else the one for all."""
        texts = self.texts[which]
        return texts.get(language) or texts.get("", "")

    def menu_of(self, person: int, language: str | None) -> list[dict[str, str]]:
        """Return the commands that a person sees in the private chat: the narrowest scope wins."""
        for scope in (("chat", person, 0), ("all_private_chats", 0, 0), ("default", 0, 0)):
            for code in dict.fromkeys((language or "", "")):
                commands = self.commands.get((scope, code))
                if commands:
                    return commands
        return []


def read_scope(value: Any) -> Scope:
    """Read the scope of a call's `scope` parameter.

    Raises:
        ApiError: it is none.
    """
    if value is None:
        return ("default", 0, 0)
    if not isinstance(value, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = value.get("type")
    if kind not in _KINDS:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    ids = [0, 0]
    for place, name in enumerate(_KINDS[kind]):
        try:
            ids[place] = int(value[name])
        except (KeyError, ValueError, TypeError):
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"") from None
    return (kind, ids[0], ids[1])


def read_language(code: str) -> str:
    """Read a two-letter code or nothing.

    Raises:
        ApiError: anything else.
    """
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def read_commands(value: Any) -> list[dict[str, str]]:
    """Read a list of commands; a missing one is an empty list.

    Raises:
        ApiError: Telegram would refuse it.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(item) for item in value]


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in item:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
        if not isinstance(item[name], str):
            raise bad_request(f'can\'t parse BotCommand: Field "{name}" must be of type String')
    command = item["command"].strip().removeprefix("/")
    description = item["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _NAME.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}
