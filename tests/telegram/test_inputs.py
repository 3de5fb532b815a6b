"""Whatever arrives from Telegram, the bot answers it kindly or stays silent on purpose."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Update

from bot.app.handle import first_in_group
from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.intent import Command, Location, Membership, Other, Text
from bot.telegram.inbound import MADE_UP, group_of, read
from tests.app.talker import Talker

ANN = {"id": 7, "is_bot": False, "first_name": "<b>Ann & Co</i>", "language_code": "uk"}
PRIVATE = {"id": 7, "type": "private", "first_name": "<b>Ann"}
GROUP = {"id": -40, "type": "group", "title": "<i>Team"}
BOT = Bot("1:x")


def an_update(kind: str = "message", **fields: Any) -> Update:
    """An update as Telegram writes it."""
    message = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": ANN, **fields}
    return Update.de_json({"update_id": 1, kind: message}, BOT)


def a_tap(data: str) -> Update:
    """A tap with this callback data."""
    query = {"id": "1", "from": ANN, "chat_instance": "1", "data": data}
    message = {"message_id": 1, "date": 0, "chat": PRIVATE}
    return Update.de_json({"update_id": 1, "callback_query": {**query, "message": message}}, BOT)


FILE = {"file_id": "f", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1}
SENT = datetime.fromtimestamp(1, UTC)
QUOTED = {"message_id": 3, "date": 1, "chat": PRIVATE, "text": "Your routine"}
READ = [
    (an_update(text="x" * 5000), Text("x" * 4096)),
    (an_update(text="/Today@Counterpose_bot  now "), Command("today", "now")),
    (an_update(text="/settings\nplease"), Command("settings", "please")),
    (an_update(text="/today\t"), Command("today")),
    (an_update(text="/"), Command("")),
    (
        an_update("edited_message", text="pain 3", edit_date=2),
        Text("pain 3", edited=True, about=SENT),
    ),
    (an_update(text="done", reply_to_message=QUOTED), Text("done", about=SENT)),
    (an_update(text="done", reply_to_message={**QUOTED, "date": 0}), Text("done")),
    (an_update("edited_message", text="/today", edit_date=2), Command("today")),
    (an_update(photo=[FILE], caption="<b>my back"), Other("<b>my back")),
    (an_update(voice=FILE), Other("")),
    (an_update(location={"latitude": 50.4, "longitude": 30.5}), Location(50.4, 30.5)),
    (a_tap("t:zz:yy"), MADE_UP),
    (a_tap("Z" * 64), MADE_UP),
    (a_tap("r:20271399:start:"), MADE_UP),
]


@pytest.mark.parametrize(("update", "intent"), READ)
def test_what_a_person_does_is_read_for_what_it_is(update: Update, intent: object) -> None:
    inbound = read(update)
    assert inbound is not None
    assert inbound.intent == intent


@pytest.mark.parametrize(
    "update",
    [
        an_update(chat=GROUP, text="hello"),
        an_update("channel_post", chat={"id": -9, "type": "channel", "title": "c"}, text="x"),
        Update.de_json({"update_id": 1, "something_new": {"a": 1}}, BOT),
        Update.de_json({"update_id": 1}, BOT),
        an_update(new_chat_title="x"),
    ],
)
def test_what_is_not_ours_is_left_alone(update: Update) -> None:
    assert read(update) is None


@pytest.mark.parametrize("message", [None, {"message_id": 9, "date": 0, "chat": PRIVATE}])
def test_a_tap_on_a_message_telegram_no_longer_tells_of_is_one_in_private(message: object) -> None:
    query = {"id": "1", "from": ANN, "chat_instance": "1", "data": "b:7", "message": message}
    inbound = read(Update.de_json({"update_id": 1, "callback_query": query}, BOT))
    assert inbound is not None
    assert (inbound.person, inbound.message) == (7, message and 9)


@pytest.mark.parametrize("number", [1.5, True, 0, -7, "7", 2**63, None])
def test_what_is_no_id_names_nobody(number: object) -> None:
    assert read(an_update(chat={**PRIVATE, "id": number}, text="hello")) is None


@pytest.mark.parametrize("number", [-1.5, True, "-7", -(2**63), None])
def test_what_is_no_id_names_no_group(number: object) -> None:
    assert group_of(an_update(chat={**GROUP, "id": number}, text="hello")) is None


def test_blocking_and_letting_in_again_are_read() -> None:
    def change(status: str) -> Update:
        member: dict[str, Any] = {"user": {**ANN, "is_bot": True}, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        body = {"chat": PRIVATE, "from": ANN, "date": 1, "old_chat_member": member}
        return Update.de_json(
            {"update_id": 1, "my_chat_member": {**body, "new_chat_member": member}}, BOT
        )

    assert [r.intent for s in ("kicked", "member") if (r := read(change(s)))] == [
        Membership(blocked=True),
        Membership(blocked=False),
    ]


def test_somebody_who_writes_in_a_group_is_noticed_and_a_channel_is_not() -> None:
    assert group_of(an_update(chat=GROUP, text="hello")) == (-40, "uk")
    assert group_of(an_update(text="hello")) is None


async def test_a_group_is_told_once(transaction: Transaction, clock: MovableClock) -> None:
    deps = Talker(transaction, clock).deps
    assert [await first_in_group(deps, -40) for _ in range(3)] == [True, False, False]
    assert await first_in_group(deps, -41)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("7.30 am", "07:30"), ("24:00", None), ("25:99", None), ("half past seven", "07:30")],
)
async def test_a_time_of_day_is_understood_or_asked_for_again(
    transaction: Transaction, clock: MovableClock, words: str, shown: str | None
) -> None:
    me = Talker(transaction, clock)
    await me.settle_in()
    await me.say("/settings", "[Time]", words)
    person = await me.person()
    at = f"{person.preferences.push_at:%H:%M}"
    assert at == (shown or at)
    if shown is None:
        assert at in ("18:00", "00:00")


@pytest.mark.parametrize("words", ["Qwxyzopolis", "Mars/Phobos", "<b>Kyiv", "../etc"])
async def test_an_unknown_place_is_asked_for_again(
    transaction: Transaction, clock: MovableClock, words: str
) -> None:
    me = Talker(transaction, clock)
    await me.settle_in()
    await me.say("/settings", "[Place]", words)
    assert (await me.person()).preferences.zone == "Europe/Kyiv"
    assert me.screens()
