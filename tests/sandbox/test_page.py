"""The chat page in a real browser, with the test as the bot behind it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.sandbox.page_stage import CHROMIUM, Stage, staged, window
from tests.sandbox.pictures import GIF, png

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        not CHROMIUM, reason="chromium is not installed: the chat page is not tested"
    ),
]

PICTURE = ("squat.png", png(120, 80), "image/png")


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


async def test_a_newcomer_presses_start_and_reads_the_answer_at_their_own_time(
    stage: Stage,
) -> None:
    page = stage.page
    await stage.open()
    await expect(page.locator("#empty")).to_contain_text("nothing you write here leaves")
    await page.get_by_test_id("start").click()
    update = await stage.update()
    assert update["message"]["text"] == "/start"
    assert update["message"]["from"]["first_name"] == "Alex"
    await stage.bot(
        "sendMessage",
        chat_id=update["message"]["chat"]["id"],
        parse_mode="HTML",
        text="👋🏽 <b>Bold</b> and <i>slanted</i>, <a href='https://example.org/'>a link</a>, "
        "<tg-spoiler>hidden</tg-spoiler>, <code>x &lt; y</code>"
        "\n<blockquote>said</blockquote>\nend",
    )
    answer = page.get_by_test_id("message").last
    await expect(answer).to_have_attribute("data-out", "false")
    await expect(answer.locator("strong")).to_have_text("Bold")
    await expect(answer.locator("em")).to_have_text("slanted")
    await expect(answer.locator("code")).to_have_text("x < y")
    await expect(answer.locator("blockquote")).to_have_text("said")
    await expect(answer.locator("a")).to_have_attribute("href", "https://example.org/")
    await expect(answer.locator(".meta")).to_contain_text("16:00")  # 07:00 UTC in Tokyo
    spoiler = answer.get_by_role("button", name="Hidden text, press to read")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_be_visible()


@pytest.mark.slow
async def test_a_reply_keyboard_is_pressed_folded_and_taken_away(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    keyboard = {
        "keyboard": [["Yes", {"text": "No", "style": "danger"}], ["Later"]],
        "one_time_keyboard": True,
        "input_field_placeholder": "Yes or no?",
    }
    await stage.bot("sendMessage", chat_id=ann, text="Again?", reply_markup=keyboard)
    buttons = page.get_by_test_id("reply-button")
    await expect(buttons).to_have_text(["Yes", "No", "Later"])
    await expect(page.get_by_test_id("composer")).to_have_attribute("placeholder", "Yes or no?")
    await buttons.nth(1).click()
    assert (await stage.update())["message"]["text"] == "No"
    await expect(buttons.first).to_be_hidden()
    await page.locator("#keyboard-toggle").click()
    await expect(buttons.first).to_be_visible()
    away = {"remove_keyboard": True}
    sent = await stage.bot("sendMessage", chat_id=ann, text="Thanks", reply_markup=away)
    await expect(buttons).to_have_count(0)
    await expect(page.locator("#keyboard-toggle")).to_be_hidden()
    await stage.bot("deleteMessage", chat_id=ann, message_id=sent["message_id"])
    await expect(page.get_by_test_id("messages")).not_to_contain_text("Thanks")
    await expect(buttons).to_have_count(0)
    await stage.open()
    await expect(page.get_by_test_id("messages")).to_contain_text("Again?")
    await expect(buttons).to_have_count(0)


@pytest.mark.slow
async def test_a_place_is_sent_by_city_or_by_coordinates(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann", time_zone="Europe/Berlin"), stage.page
    await stage.open()
    ask = {"keyboard": [[{"text": "Here I am", "request_location": True}]]}
    await stage.bot("sendMessage", chat_id=ann, text="Where?", reply_markup=ask)
    await page.get_by_test_id("reply-button").click()
    await page.get_by_test_id("city").get_by_text("Nairobi").click()
    location = (await stage.update())["message"]["location"]
    assert (location["latitude"], location["longitude"]) == (-1.2921, 36.8219)
    await expect(page.get_by_test_id("message").last).to_contain_text("-1.2921, 36.8219")
    await page.get_by_test_id("reply-button").click()
    await page.get_by_test_id("latitude").fill("48.5")
    await page.get_by_test_id("longitude").fill("-120.25")
    await page.get_by_test_id("longitude").press("Enter")
    location = (await stage.update())["message"]["location"]
    assert (location["latitude"], location["longitude"]) == (48.5, -120.25)
    await page.get_by_test_id("reply-button").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("location-dialog")).to_have_count(0)
    await expect(page.get_by_test_id("reply-button")).to_be_focused()


@pytest.mark.slow
async def test_pictures_animations_and_albums_are_shown_and_a_person_sends_one(
    stage: Stage,
) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    sent = await stage.bot("sendPhoto", chat_id=ann, photo=PICTURE, caption="A squat")
    shown = page.get_by_test_id("message").last
    await expect(shown).to_contain_text("A squat")
    await expect(shown.locator("img")).to_have_js_property("naturalWidth", 120)
    media = [{"type": "photo", "media": sent["photo"][-1]["file_id"]}] * 3
    await stage.bot("sendMediaGroup", chat_id=ann, media=media)
    await expect(page.locator(".album .tile img")).to_have_count(3)
    await stage.bot("sendAnimation", chat_id=ann, animation=("turn.gif", GIF, "image/gif"))
    await expect(page.get_by_test_id("message").last.locator(".tag")).to_have_text("GIF")
    async with page.expect_file_chooser() as chooser:
        await page.locator("#attach").click()
        await page.get_by_role("menuitem", name="Picture").click()
    name, content, mime = PICTURE
    await (await chooser.value).set_files({"name": name, "mimeType": mime, "buffer": content})
    assert (await stage.update())["message"]["photo"][-1]["width"] == 120
    await expect(page.get_by_test_id("message").last.locator("img")).to_be_visible()


@pytest.mark.slow
async def test_an_edit_changes_the_same_bubble_without_drawing_the_rest_anew(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    keyboard = {"inline_keyboard": [[{"text": "Next", "callback_data": "1"}]]}
    sent = await stage.bot(
        "sendPhoto", chat_id=ann, photo=PICTURE, caption="Card 1", reply_markup=keyboard
    )
    card = page.locator(f"[data-message-id='{sent['message_id']}']")
    await expect(card.get_by_test_id("inline-button")).to_have_text("Next")
    await card.locator("img").evaluate(
        "image => { image.kept = image.closest('.message').kept = true }"
    )
    await page.evaluate(
        "window.removed = 0; new MutationObserver(seen => seen.forEach(one =>"
        " { removed += one.removedNodes.length })).observe(messages, {childList: true})"
    )
    where = {"chat_id": ann, "message_id": sent["message_id"]}
    await stage.bot("editMessageCaption", **where, caption="Card 2", reply_markup=keyboard)
    await expect(card.locator(".part-text")).to_contain_text("Card 2")
    await expect(card.locator(".meta")).to_contain_text("edited")
    assert await card.evaluate("bubble => bubble.kept && bubble.querySelector('img').kept")
    assert await page.evaluate("removed") == 0
    await stage.bot("editMessageReplyMarkup", **where)
    await expect(card.get_by_test_id("inline-button")).to_have_count(0)
    await stage.bot("deleteMessage", **where)
    await expect(card).to_have_count(0)


@pytest.mark.slow
async def test_a_tapped_button_waits_for_its_toast_or_alert(stage: Stage) -> None:
    ann, page = await stage.join(first_name="Ann"), stage.page
    await stage.open()
    row = [{"text": text, "callback_data": text, "style": "success"} for text in ("Done", "Hurts")]
    await stage.bot(
        "sendMessage", chat_id=ann, text="Well?", reply_markup={"inline_keyboard": [row]}
    )
    done, hurts = (page.get_by_test_id("inline-button").nth(n) for n in (0, 1))
    await done.click()
    await expect(done).to_have_attribute("aria-busy", "true")
    query = (await stage.update())["callback_query"]
    assert query["data"] == "Done"
    await stage.bot("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    await expect(page.get_by_test_id("toast")).to_have_text("Noted")
    await expect(done).not_to_have_attribute("aria-busy", "true")
    await hurts.focus()
    await page.keyboard.press("Enter")
    query = (await stage.update())["callback_query"]
    await stage.bot(
        "answerCallbackQuery", callback_query_id=query["id"], text="Please stop", show_alert=True
    )
    alert = page.get_by_test_id("alert")
    await expect(alert).to_contain_text("Please stop")
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(hurts).to_be_focused()


@pytest.mark.slow
async def test_a_message_with_everything_hostile_in_it_stays_text(stage: Stage) -> None:
    evil = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
    ann, page = await stage.join(first_name=evil, last_name="'\"><b>"), stage.page
    await stage.open()
    await stage.bot("setMyCommands", commands=[{"command": "x", "description": evil}])
    await stage.bot(
        "sendDocument",
        chat_id=ann,
        document=("<b>.html", b"<script>window.hacked=1</script>", "text/html"),
        caption=evil,
        reply_markup={"inline_keyboard": [[{"text": evil, "callback_data": "1"}]]},
    )
    keyboard = {"keyboard": [[evil]], "input_field_placeholder": evil[:60]}
    link = [{"type": "text_link", "offset": 0, "length": 4, "url": "tg://x"}]
    await stage.bot("sendMessage", chat_id=ann, text=evil, entities=link, reply_markup=keyboard)
    shown = page.get_by_test_id("message").last
    await expect(shown.locator(".part-text")).to_contain_text(evil)
    await expect(page.get_by_test_id("reply-button")).to_have_text(evil)
    await expect(page.get_by_test_id("inline-button")).to_have_text(evil)
    await expect(page.locator(".person-name")).to_have_text(f"{evil} '\"><b>")
    await page.get_by_test_id("inline-button").click()
    query = (await stage.update())["callback_query"]
    await stage.bot("answerCallbackQuery", callback_query_id=query["id"], text=evil)
    await expect(page.get_by_test_id("toast")).to_have_text(evil)
    assert await page.locator("main img, main script").count() == 0
    assert await page.evaluate("window.hacked") is None
