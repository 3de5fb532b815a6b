"""The people's side over HTTP is as the README says."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import httpx
import pytest
from aiogram import Bot

from bot.clock import MovableClock
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox, Upcoming
from tests.sandbox.conftest import AT_ONCE, START, TOKEN


@pytest.fixture
async def http(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url) as client:
        yield client


async def _join(http: httpx.AsyncClient, **fields: Any) -> int:
    person = (await http.post("/sim/people", json=fields)).json()
    await http.post(f"/sim/people/{person['id']}/messages", json={"text": "/start"})
    return int(person["id"])


async def test_the_state_tells_who_is_there(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    await _join(http, first_name="Eve", time_zone="Europe/Berlin", language_code="de")
    state = (await http.get("/sim/state")).json()
    assert state["now"] == START.isoformat()
    assert state["can_move_clock"] is True
    assert state["bot"]["username"] == "sandbox_bot"
    assert state["people"] == [
        {
            "id": 100001,
            "first_name": "Eve",
            "last_name": None,
            "username": None,
            "language_code": "de",
            "time_zone": "Europe/Berlin",
            "blocked": False,
            "deactivated": False,
            "pinned_message_id": None,
        }
    ]


async def test_what_is_pinned_is_known_to_who_comes_later(
    http: httpx.AsyncClient, aio: Bot
) -> None:
    eve = await _join(http)
    sent = await aio.send_message(eve, "Keep this")
    await aio.pin_chat_message(eve, sent.message_id)
    [person] = (await http.get("/sim/state")).json()["people"]
    assert person["pinned_message_id"] == sent.message_id


async def test_a_person_is_changed(http: httpx.AsyncClient) -> None:
    eve = await _join(http)
    answer = await http.patch(f"/sim/people/{eve}", json={"first_name": "Eva", "blocked": True})
    assert (answer.json()["first_name"], answer.json()["blocked"]) == ("Eva", True)
    assert (await http.patch("/sim/people/5", json={})).status_code == 404
    for wrong in ({"first_name": ""}, {"username": 5}, {"blocked": "yes"}):
        assert (await http.patch(f"/sim/people/{eve}", json=wrong)).status_code == 422


async def test_taps_go_by_place_or_by_made_up_data(
    http: httpx.AsyncClient, aio: Bot, sandbox: Sandbox
) -> None:
    eve = await _join(http)
    body = {
        "chat_id": eve,
        "text": "x",
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "a", "callback_data": "A"}, {"text": "u", "url": "https://a.b/"}]
            ]
        },
    }
    sent = (await http.post(f"/bot{TOKEN}/sendMessage", json=body)).json()["result"]
    path, place = f"/sim/people/{eve}/tap", {"message_id": sent["message_id"]}
    tapped = (await http.post(path, json={**place, "row": 0, "column": 0})).json()
    assert tapped["callback_query_id"]
    link = (await http.post(path, json={**place, "row": 0, "column": 1})).json()
    assert link == {"callback_query_id": None, "update_id": None}
    assert (await http.post(path, json={**place, "row": 3})).status_code == 422
    assert (await http.post(path, json={"message_id": 999, "row": 0})).status_code == 422
    await http.post(path, json={**place, "data": "made up"})
    taps = [u.callback_query.data for u in await aio.get_updates() if u.callback_query]
    assert taps == ["A", "made up"]


async def test_long_texts_leave_as_several_messages(http: httpx.AsyncClient, aio: Bot) -> None:
    eve = await _join(http)
    answer = await http.post(f"/sim/people/{eve}/messages", json={"text": "x" * 5000})
    assert answer.status_code == 200
    texts = [u.message.text for u in await aio.get_updates() if u.message]
    assert [len(text or "") for text in texts[1:]] == [4096, 904]
    blank = await http.post(f"/sim/people/{eve}/messages", json={"text": "  "})
    assert blank.status_code == 422


async def test_contact_and_any_other_content_can_be_sent(http: httpx.AsyncClient, aio: Bot) -> None:
    eve = await _join(http)
    path = f"/sim/people/{eve}/messages"
    await http.post(path, json={"contact": True})
    await http.post(path, json={"fields": {"dice": {"emoji": "🎲", "value": 3}}})
    messages = [u.message for u in await aio.get_updates() if u.message]
    assert messages[1].contact is not None
    assert messages[1].contact.user_id == eve
    assert messages[2].dice is not None


async def test_the_clock_moves_by_to_and_to_the_next_push(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    eve = await _join(http)

    async def upcoming() -> list[Upcoming]:
        due = START + timedelta(days=2)
        return [Upcoming(eve, "routine", due), Upcoming(5, "routine", START)]

    moved = (await http.post("/sim/clock", json={"seconds": 60})).json()
    assert moved["now"] == (START + timedelta(minutes=1)).isoformat()
    noon = (START + timedelta(hours=5)).isoformat()
    assert (await http.post("/sim/clock", json={"to": noon})).json()["now"] == noon
    assert (await http.post("/sim/clock", json={"next": eve})).status_code == 409
    sandbox.upcoming = upcoming
    due = (START + timedelta(days=2)).isoformat()
    assert (await http.get(f"/sim/people/{eve}/upcoming")).json() == [
        {"kind": "routine", "due": due}
    ]
    assert (await http.post("/sim/clock", json={"next": eve})).json()["now"] == due
    sandbox.move = None
    assert (await http.post("/sim/clock", json={"seconds": 1})).status_code == 409


async def test_the_journal_tells_all_but_secrets(http: httpx.AsyncClient, aio: Bot) -> None:
    await aio.get_me()
    await aio.get_updates()
    await aio.set_webhook("https://a.b/c", secret_token="hush")
    text = (await http.get("/sim/calls?after=0")).text
    assert TOKEN not in text
    assert "hush" not in text
    entries = json.loads(text)
    assert [(e["n"], e["method"]) for e in entries] == [(1, "getMe"), (2, "setWebhook")]
    assert entries[0]["answer"]["result"]["is_bot"] is True
    assert (await http.get("/sim/calls?after=1")).json() == entries[1:]


async def test_events_tell_what_happens_as_it_happens(http: httpx.AsyncClient, aio: Bot) -> None:
    seen: list[tuple[str, dict[str, Any]]] = []
    async with asyncio.timeout(AT_ONCE), http.stream("GET", "/sim/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == ": open"
        eve = await _join(http)
        sent = await aio.send_message(eve, "x")
        await aio.send_chat_action(eve, "typing")
        await aio.pin_chat_message(eve, sent.message_id)
        await aio.edit_message_text("y", chat_id=eve, message_id=sent.message_id)
        await aio.delete_message(eve, sent.message_id)
        await http.post("/sim/clock", json={"seconds": 1})
        await aio.set_my_commands([])
        name = ""
        async for line in lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                seen.append((name, json.loads(line.removeprefix("data: "))))
            if name == "commands":
                break
    names = [name for name, _ in seen if name != "call"]
    assert names == ["person", "message", "message", "action", "pin", "edit", "delete", "clock"]
    assert all(data["person"] == eve for name, data in seen if name in {"message", "action"})
    assert seen[0][1]["person"]["id"] == eve


async def test_events_end_when_the_server_stops(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient() as http, asyncio.timeout(AT_ONCE), AsyncExitStack() as stack:
        async with serving(create_app(sandbox)) as url:
            asked = http.stream("GET", f"{url}/sim/events", timeout=60)
            lines = (await stack.enter_async_context(asked)).aiter_lines()
            assert await anext(lines) == ": open"
        assert [line async for line in lines] == [""]


async def test_raw_updates_reach_the_bot_as_they_stand(http: httpx.AsyncClient) -> None:
    posted = (await http.post("/sim/updates", json={"unheard_of": {"x": 1}})).json()
    updates = (await http.get(f"/bot{TOKEN}/getUpdates")).json()["result"]
    assert updates == [{"update_id": posted["update_id"], "unheard_of": {"x": 1}}]


async def test_a_reset_forgets_people_and_keeps_the_bot(http: httpx.AsyncClient, aio: Bot) -> None:
    eve = await _join(http, first_name="Eve")
    await aio.set_my_name("Coach")
    await http.post("/sim/reset")
    assert (await http.get("/sim/state")).json()["people"] == []
    assert (await aio.get_me()).first_name == "Coach", "the bot does not say it again"
    assert await aio.get_updates() == []
    assert (await http.get(f"/sim/people/{eve}/messages")).status_code == 404
    assert await _join(http) == eve, "ids begin anew"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/nothing", 404, "Not Found"),
        ("/botX/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0:x/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot42:wrong/getMe", 401, "Unauthorized"),
        (f"/bot{TOKEN}/flyToTheMoon", 404, "Not Found: method not found"),
        (f"/file/bot{TOKEN}/photos/none.png", 404, "Not Found"),
        ("/file/bot42:wrong/photos/none.png", 401, "Unauthorized"),
    ],
)
async def test_wrong_addresses_are_refused(
    path: str, status: int, description: str, http: httpx.AsyncClient
) -> None:
    answer = await http.get(path)
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("name", ["getMe", "GETME", "getme"])
async def test_methods_are_found_in_any_case_by_get_and_post(
    name: str, http: httpx.AsyncClient
) -> None:
    assert (await http.get(f"/bot{TOKEN}/{name}")).json()["ok"]
    assert (await http.post(f"/bot{TOKEN}/{name}", data={"x": "y"})).json()["ok"]


async def test_bodies_that_are_no_objects_are_refused(
    http: httpx.AsyncClient, clock: MovableClock
) -> None:
    headers = {"content-type": "application/json"}
    for body in (b"{", b"[]"):
        answer = await http.post(f"/bot{TOKEN}/getMe", content=body, headers=headers)
        assert answer.status_code == 400
        assert (await http.post("/sim/people", content=body)).status_code == 422
