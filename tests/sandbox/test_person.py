"""The scripted person waits for the bot instead of sleeping, and says what was missing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from telegram_sandbox.person import Person, Unanswered
from telegram_sandbox.state import Sandbox, Upcoming
from tests.sandbox.conftest import START, TOKEN
from tests.sandbox.foreign import held_to_the_bot_api

KEYS = InlineKeyboardMarkup.from_row(
    [
        InlineKeyboardButton("Yes", callback_data="yes"),
        InlineKeyboardButton("No", callback_data="no"),
    ]
)


async def _echo(bot: Bot) -> None:
    """A small bot that confirms first and answers late, which is the harder case."""
    offset = None
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            await bot.get_updates(offset=offset, timeout=0)
            await asyncio.sleep(0.05)
            if query := update.callback_query:
                await query.answer("noted")
                await query.edit_message_text(f"You chose {query.data}.")
            elif update.message and update.message.text == "keys":
                markup = ReplyKeyboardMarkup([["Left", "Right"]])
                await update.message.reply_text("Which?", reply_markup=markup)
            elif update.message and update.message.text != "silence":
                await update.message.reply_text("One")
                await update.message.reply_text(
                    f"Two: {update.message.text or update.message.caption}", reply_markup=KEYS
                )


@asynccontextmanager
async def _running(url: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{url}/bot") as bot, asyncio.TaskGroup() as group:
        task = group.create_task(_echo(bot))
        yield bot
        task.cancel()


@pytest.fixture
async def echo(sandbox: Sandbox, url: str) -> AsyncIterator[Bot]:
    with held_to_the_bot_api(sandbox):
        async with _running(url) as bot:
            yield bot


async def test_saying_and_tapping_wait_for_the_reaction(echo: Bot, ann: Person) -> None:
    await ann.say("/start")
    assert ann.messages() == ["One", "Two: /start"]
    assert ann.last_keyboard() == [["Yes", "No"]]
    await ann.tap("Yes")
    assert ann.screen == "You chose yes."
    assert ann.last_keyboard() == []
    assert ann.last_answer is not None
    assert ann.last_answer["text"] == "noted"


async def test_a_tap_finds_the_reply_keyboard(echo: Bot, ann: Person) -> None:
    await ann.say("keys")
    assert ann.reply_keyboard() == [["Left", "Right"]]
    await ann.tap("Right")
    assert ann.screen == "Two: Right"


async def test_the_latest_of_equal_buttons_is_tapped(echo: Bot, ann: Person) -> None:
    await ann.say("a")
    await ann.say("b")
    await ann.tap("No", nth=0)
    assert ann.messages() == ["One", "You chose no.", "One", "Two: b"]
    await ann.tap_data(ann.last["message_id"], "made up")
    assert ann.screen == "You chose made up."


async def test_a_missing_button_is_named_with_those_in_sight(echo: Bot, ann: Person) -> None:
    await ann.say("a")
    with pytest.raises(Unanswered, match=r"no button 'Maybe'; there are \[\['Yes', 'No'\]\]"):
        await ann.tap("Maybe")


async def test_silence_where_an_answer_is_due_fails(echo: Bot, url: str) -> None:
    async with await Person.join(url, patience=0.4) as max_:
        await max_.say("silence", reply=False)
        with pytest.raises(Unanswered, match="has not done anything within"):
            await max_.say("silence")


async def test_a_dead_bot_is_told_from_a_silent_one(url: str) -> None:
    async with await Person.join(url, patience=0.2) as max_:
        with pytest.raises(Unanswered, match="has not confirmed the update"):
            await max_.say("anybody?")


async def test_files_reactions_and_edits_wait_too(echo: Bot, ann: Person) -> None:
    await ann.send_file("document", "a.txt", b"x", "my file")
    assert ann.screen == "Two: my file"
    await ann.react(ann.last["message_id"], "👍")
    mine = await ann.say("teh")
    await ann.edit(mine, "the", reply=False)
    await ann.change(language_code="de")
    assert ann.about["language_code"] == "de"


async def test_a_push_is_waited_for_when_the_clock_moves(
    sandbox: Sandbox, echo: Bot, ann: Person
) -> None:
    due = START + timedelta(hours=3)

    async def upcoming() -> list[Upcoming]:
        return [Upcoming(ann.id, "routine", due)]

    async def push() -> None:
        while sandbox.now() < due:
            await sandbox.updates.change(1)
        await echo.send_message(ann.id, "Time to move")

    await ann.say("hello")
    sandbox.upcoming = upcoming
    async with asyncio.TaskGroup() as group:
        group.create_task(push())
        await ann.move_clock()
    assert ann.screen == "Time to move"
    await ann.move_clock(60, push=False)
    assert sandbox.now() == due + timedelta(seconds=60)


async def test_somebody_can_be_met_again(echo: Bot, ann: Person, url: str) -> None:
    await ann.say("hello")
    async with await Person.again(url, ann.id) as same:
        assert same.screen == "Two: hello"
        assert same.about["first_name"] == "Ann"
