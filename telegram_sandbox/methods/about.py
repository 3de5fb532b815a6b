"""What the bot says about itself: getMe, names and descriptions, commands, menu button."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.register import METHODS, method
from telegram_sandbox.params import Params
from telegram_sandbox.profile import read_commands, read_language, read_scope
from telegram_sandbox.state import Sandbox

_LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method
def get_me(sandbox: Sandbox, _params: Params) -> dict[str, Any]:
    """Return the bot with its abilities."""
    return sandbox.me() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _key(params: Params) -> tuple[Any, str]:
    scope = read_scope(params.json("scope", "can't parse BotCommandScope JSON object"))
    return scope, read_language(params.text("language_code"))


@method
def set_my_commands(sandbox: Sandbox, params: Params) -> bool:
    """Set the command menu of a scope in a language."""
    commands = read_commands(params.json("commands", "can't parse commands JSON object"))
    key = _key(params)
    if commands:
        sandbox.profile.commands[key] = commands
    else:
        sandbox.profile.commands.pop(key, None)
    sandbox.events.publish("commands")
    return True


@method
def get_my_commands(sandbox: Sandbox, params: Params) -> list[dict[str, str]]:
    """Return the commands that were set for a scope and language."""
    return sandbox.profile.commands.get(_key(params), [])


@method
def delete_my_commands(sandbox: Sandbox, params: Params) -> bool:
    """Delete the commands of a scope, so that the wider scope counts again."""
    sandbox.profile.commands.pop(_key(params), None)
    sandbox.events.publish("commands")
    return True


def _texts(which: str) -> None:
    def set_text(sandbox: Sandbox, params: Params) -> bool:
        text = params.text(which).strip()
        if len(text) > _LIMITS[which]:
            raise bad_request(f"bot {which.replace('_', ' ')} is too long")
        sandbox.profile.texts[which][read_language(params.text("language_code"))] = text
        return True

    def get_text(sandbox: Sandbox, params: Params) -> dict[str, str]:
        language = read_language(params.text("language_code"))
        return {which: sandbox.profile.text(which, language)}

    bare = which.replace("_", "")
    METHODS["setmy" + bare] = set_text
    METHODS["getmy" + bare] = get_text


for _which in _LIMITS:
    _texts(_which)


@method
def set_chat_menu_button(sandbox: Sandbox, params: Params) -> bool:
    """Set the button beside the input field: commands, a web app or the default."""
    button = params.json("menu_button", "can't parse menu button JSON object") or {
        "type": "default"
    }
    if not isinstance(button, dict):
        raise bad_request("object expected as menu button")
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("invalid menu button type specified")
    sandbox.profile.menus[_private(sandbox, params)] = button
    return True


@method
def get_chat_menu_button(sandbox: Sandbox, params: Params) -> dict[str, Any]:
    """Return the menu button of a chat, else the default one."""
    menus = sandbox.profile.menus
    return menus.get(_private(sandbox, params)) or menus.get(0) or {"type": "commands"}


def _private(sandbox: Sandbox, params: Params) -> int:
    return sandbox.chats.find(params).id if params.has("chat_id") else 0
