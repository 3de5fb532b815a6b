"""The chat page around the chat: several people, the clock, the calls, narrow and dark windows."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from tests.sandbox.page_stage import CHROMIUM, Stage, staged, window

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        not CHROMIUM, reason="chromium is not installed: the chat page is not tested"
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    async with window() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def stage(page: Page) -> AsyncIterator[Stage]:
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.emulate_media(color_scheme="light")
    async with staged(page) as built:
        yield built
    await page.goto("about:blank")


@pytest.mark.slow
async def test_two_people_have_chats_drafts_and_keyboards_of_their_own(stage: Stage) -> None:
    ann = await stage.join(first_name="Ann", time_zone="Europe/Berlin")
    bo = await stage.join(first_name="Bo", time_zone="America/New_York")
    page = stage.page
    await stage.open()
    composer, people = page.get_by_test_id("composer"), page.get_by_test_id("person")
    await stage.bot("sendMessage", chat_id=ann, text="For Ann", reply_markup={"keyboard": [["A"]]})
    await stage.bot("sendMessage", chat_id=bo, text="For Bo")
    await stage.bot("sendMessage", chat_id=bo, text="For Bo too")
    await expect(people.nth(1).locator(".badge")).to_have_text("2")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("For Bo")
    await expect(page.get_by_test_id("message").last.locator(".meta")).to_contain_text("09:00")
    await composer.fill("half a thought")
    await people.nth(1).click()
    await expect(page.get_by_test_id("messages")).to_contain_text("For Bo too")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("For Ann")
    await expect(page.get_by_test_id("message").last.locator(".meta")).to_contain_text("03:00")
    await expect(page.get_by_test_id("reply-button")).to_have_count(0)
    await expect(people.nth(1).locator(".badge")).to_be_hidden()
    await expect(composer).to_have_value("")
    await composer.fill("Hello from Bo")
    await page.get_by_test_id("send").click()
    assert (await stage.update())["message"]["chat"]["id"] == bo
    await people.nth(0).click()
    await expect(composer).to_have_value("half a thought")
    await expect(page.get_by_test_id("reply-button")).to_have_text("A")


@pytest.mark.slow
async def test_a_person_is_added_blocks_the_bot_and_lets_it_back(stage: Stage) -> None:
    await stage.join(first_name="Ann")
    page = stage.page
    await stage.open()
    await page.locator("#person-add").click()
    await page.get_by_test_id("person-first_name").fill("Надія")
    await page.get_by_test_id("person-language_code").select_option("uk")
    await page.get_by_test_id("person-time_zone").fill("Europe/Kyiv")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("person")).to_have_count(2)
    await expect(page.get_by_test_id("clock-now")).to_have_text("Mon 4 May, 10:00")
    await page.get_by_test_id("start").click()
    asked = (await stage.update())["message"]["from"]
    assert (asked["first_name"], asked["language_code"]) == ("Надія", "uk")
    await page.locator("#chat-menu").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    change = (await stage.update())["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    await page.get_by_test_id("unblock").click()
    change = (await stage.update())["my_chat_member"]
    assert change["new_chat_member"]["status"] == "member"
    await expect(page.get_by_test_id("composer")).to_be_visible()


@pytest.mark.slow
async def test_the_clock_tells_and_reaches_what_comes_next(stage: Stage) -> None:
    await stage.join(first_name="Ann", time_zone="Europe/Kyiv")
    page = stage.page
    await stage.open()
    now, planned = page.get_by_test_id("clock-now"), page.get_by_test_id("clock-upcoming")
    await expect(now).to_have_text("Mon 4 May, 10:00")
    await expect(planned).to_have_text("next: daily routine, tomorrow 10:00")
    await page.get_by_test_id("clock-hour").click()
    await expect(now).to_have_text("Mon 4 May, 11:00")
    await page.get_by_test_id("clock-next").click()
    await expect(now).to_have_text("Tue 5 May, 10:00")
    await page.get_by_test_id("clock-day").click()
    await expect(now).to_have_text("Wed 6 May, 10:00")
    await expect(page.locator(".day")).to_have_text("Monday 4 May")


@pytest.mark.slow
async def test_dark_at_phone_width_nothing_is_cut_and_people_come_in_a_drawer(
    stage: Stage,
) -> None:
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    await stage.page.emulate_media(color_scheme="dark")
    ann = await stage.join(first_name="Ann")
    bo = await stage.join(first_name="Bo")
    page = stage.page
    await stage.open()
    rows = [[{"text": "A rather long answer", "callback_data": "1"}] * 2] * 3
    text = "Wordwithoutanyspace" * 20
    await stage.bot("sendMessage", chat_id=ann, text=text, reply_markup={"inline_keyboard": rows})
    await expect(page.get_by_test_id("inline-button")).to_have_count(6)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert await page.locator("#scroller").evaluate("box => box.scrollWidth <= box.clientWidth")
    colour = "getComputedStyle(document.querySelector('.bubble')).backgroundColor"
    assert await page.evaluate(colour) == "rgb(23, 80, 74)"
    toggle, people = page.locator("#people-toggle"), page.get_by_test_id("person")
    await stage.bot("sendMessage", chat_id=bo, text="Hello")
    await expect(page.locator("#unread-total")).to_have_text("1")
    await expect(people.nth(1)).to_be_hidden()
    await toggle.click()
    await expect(people.nth(0)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(people.nth(1)).to_be_hidden()
    await expect(toggle).to_be_focused()
    await toggle.click()
    await people.nth(1).click()
    await expect(page.get_by_test_id("messages")).to_contain_text("Hello")
    await page.locator("#chat-menu").click()
    await page.get_by_role("menuitem", name="Light or dark").click()
    assert await page.evaluate(colour) == "rgb(215, 243, 230)"


@pytest.mark.slow
async def test_the_tray_shows_each_call_with_its_answer(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    await expect(page.locator("#tray")).to_be_hidden()
    await stage.bot("sendMessage", chat_id=ann, text="Snapshot")
    await page.locator("#tray-toggle").click()
    calls = page.get_by_test_id("call").filter(has_text="sendMessage")
    await expect(calls).to_have_count(1)
    await stage.bot("sendMessage", chat_id=ann, text="After")
    await expect(calls).to_have_count(2)
    await calls.first.locator("summary").click()
    await expect(calls.first.locator("pre")).to_contain_text(['"text": "After"', '"ok": true'])
    await page.keyboard.press("Escape")
    await expect(page.locator("#tray")).to_be_hidden()


@pytest.mark.slow
async def test_commands_are_chosen_by_keyboard(stage: Stage) -> None:
    await stage.join(first_name="Ann")
    names = ("start", "settings", "stop")
    commands = [{"command": name, "description": f"To {name}"} for name in names]
    await stage.bot("setMyCommands", commands=commands)
    page = stage.page
    await stage.open()
    await expect(page.get_by_test_id("menu")).to_be_visible()
    await page.get_by_test_id("composer").fill("/st")
    await expect(page.get_by_test_id("command")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await stage.update())["message"]["text"] == "/stop"
    await page.locator("#scroller").focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_test_id("message").last).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="React with 🔥").click()
    await expect(page.get_by_test_id("reaction")).to_have_text("🔥")


@pytest.mark.slow
async def test_typing_and_the_pinned_message_are_seen(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    await stage.bot("sendChatAction", chat_id=ann, action="typing")
    await expect(page.locator("#bot-status")).to_have_text("typing…")
    sent = await stage.bot("sendMessage", chat_id=ann, text="Keep this", disable_notification=True)
    await expect(page.locator("#bot-status")).to_contain_text("bot")
    await expect(page.get_by_test_id("message").last.locator(".silent")).to_be_visible()
    await stage.bot("pinChatMessage", chat_id=ann, message_id=sent["message_id"])
    await expect(page.get_by_test_id("pinned")).to_contain_text("Keep this")
    await stage.bot("unpinChatMessage", chat_id=ann)
    await expect(page.get_by_test_id("pinned")).to_be_hidden()


@pytest.mark.slow
async def test_when_the_server_comes_back_the_page_catches_up_by_itself(page: Page) -> None:
    async with staged(page, people=["Ann"]) as first:
        await page.goto(first.url)
        await expect(page.get_by_test_id("messages")).to_contain_text("Hello from Ann")
    await expect(page.locator("#connection")).to_be_visible()
    port = int(first.url.rsplit(":", 1)[1])
    async with staged(page, port, people=["Cy"]):
        await expect(page.locator(".person-name")).to_have_text("Cy")
        await expect(page.get_by_test_id("messages")).to_contain_text("Hello from Cy")
        await expect(page.locator("#connection")).to_be_hidden()


@pytest.mark.slow
async def test_nothing_can_be_pressed_that_would_come_to_nothing_while_the_page_loads(
    stage: Stage,
) -> None:
    await stage.join(first_name="Ann")
    loaded, page = asyncio.Event(), stage.page

    async def later(route: Route) -> None:
        await loaded.wait()
        await route.continue_()

    await page.route("**/sim/state", later)
    await page.goto(stage.url)
    buttons = [page.locator(f"#{name}") for name in ("clock-hour", "clock-next", "clock-day")]
    buttons.append(page.locator("#chat-menu"))
    for button in buttons:
        await expect(button).to_be_disabled()
    loaded.set()
    for button in buttons:
        await expect(button).to_be_enabled()
    await page.unroute("**/sim/state")
