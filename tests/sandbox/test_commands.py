"""Commands and texts about the bot go by scope and language."""

import httpx
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)

from telegram_sandbox import acts
from telegram_sandbox.state import Sandbox


def _named(name: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=name)]


async def test_the_narrowest_scope_and_ones_own_language_win(
    sandbox: Sandbox, url: str, aio: Bot
) -> None:
    eve = acts.join(sandbox, first_name="Eve", language_code="de")
    acts.write(sandbox, eve, "/start")

    async def menu() -> list[str]:
        async with httpx.AsyncClient() as http:
            commands = (await http.get(f"{url}/sim/people/{eve.id}/commands")).json()
            return [command["command"] for command in commands]

    assert await menu() == []
    private, own = BotCommandScopeAllPrivateChats(), BotCommandScopeChat(chat_id=eve.id)
    await aio.set_my_commands(_named("default"))
    assert await menu() == ["default"]
    await aio.set_my_commands(_named("standard"), language_code="de")
    assert await menu() == ["standard"]
    await aio.set_my_commands(_named("private"), scope=private)
    assert await menu() == ["private"]
    await aio.set_my_commands(_named("own"), scope=own)
    assert await menu() == ["own"]
    [command] = await aio.get_my_commands(scope=private)
    assert (command.command, command.description) == ("private", "private")
    await aio.delete_my_commands(scope=own)
    await aio.set_my_commands([], scope=private)
    assert await menu() == ["standard"]


async def test_texts_fall_back_to_those_for_all(aio: Bot) -> None:
    await aio.set_my_name("Coach")
    await aio.set_my_name("Trainer", language_code="de")
    await aio.set_my_short_description("short")
    await aio.set_my_description("long")
    assert (await aio.get_my_name(language_code="de")).name == "Trainer"
    assert (await aio.get_my_name(language_code="fr")).name == "Coach"
    assert (await aio.get_me()).first_name == "Coach"
    assert (await aio.get_my_short_description(language_code="de")).short_description == "short"
    assert (await aio.get_my_description()).description == "long"


async def test_the_menu_button_is_kept_for_each_chat(sandbox: Sandbox, aio: Bot) -> None:
    eve = acts.join(sandbox)
    acts.write(sandbox, eve, "/start")
    assert isinstance(await aio.get_chat_menu_button(chat_id=eve.id), MenuButtonCommands)
    web = MenuButtonWebApp(text="App", web_app=WebAppInfo(url="https://a.b/"))
    await aio.set_chat_menu_button(chat_id=eve.id, menu_button=web)
    button = await aio.get_chat_menu_button(chat_id=eve.id)
    assert isinstance(button, MenuButtonWebApp)
    assert button.web_app.url == "https://a.b/"
    assert isinstance(await aio.get_chat_menu_button(), MenuButtonCommands)
