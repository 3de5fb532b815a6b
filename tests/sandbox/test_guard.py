"""No foreign page reads or drives the chats; programs and our own page do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from playwright.async_api import Error

from bot.clock import wall_clock
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import until
from tests.sandbox.page_stage import CHROMIUM, window

TOKEN = "4200000000:of-the-guard"
SECRET = "what Ann wrote"
Headers = dict[str, str]


@pytest.fixture
def sandbox() -> Sandbox:
    """Ann has written something."""
    sandbox = Sandbox(TOKEN, wall_clock)
    acts.write(sandbox, acts.join(sandbox, first_name="Ann"), SECRET)
    return sandbox


@asynccontextmanager
async def client(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """A program that sends what headers it likes."""
    async with serving(create_app(sandbox)) as url, httpx.AsyncClient(base_url=url) as http:
        yield http


FOREIGN: list[Headers] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {"Host": "evil.example"},
    {"Host": "evil.example:8080"},
    {"Host": "127.0.0.1.evil.example"},
    {"Host": "[::1"},
    {"Host": ""},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_what_comes_from_a_foreign_page_is_refused(
    headers: Headers, sandbox: Sandbox
) -> None:
    [ann] = sandbox.chats.people
    paths = (
        *("/sim/state", "/sim/calls", f"/sim/people/{ann}/messages", f"/bot{TOKEN}/getUpdates"),
        *(f"/bot{TOKEN}/sendMessage?chat_id={ann}&text=hello", "/static/js/main.js"),
    )
    async with client(sandbox) as http:
        for path in paths:
            answer = await http.get(path, headers=headers)
            assert answer.status_code in (400, 403), path
            assert SECRET not in answer.text
        for path in (f"/sim/people/{ann}/messages", "/sim/reset", f"/bot{TOKEN}/setWebhook"):
            answer = await http.post(path, content='{"text": "x"}', headers=headers)
            assert answer.status_code in (400, 403), path
    assert [m.body["text"] for m in sandbox.messages.of(ann)] == [SECRET]


OWN: list[Headers] = [
    {},
    {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
    {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    {"Host": "localhost:8080"},
    {"Host": "[::1]:8080"},
    {"Host": "192.0.2.7"},
    {"Host": "localhost:1", "Origin": "http://localhost:1"},
]


@pytest.mark.parametrize("headers", OWN, ids=str)
async def test_our_own_page_and_programs_are_served(headers: Headers, sandbox: Sandbox) -> None:
    async with client(sandbox) as http:
        assert SECRET in (await http.get(f"/bot{TOKEN}/getUpdates", headers=headers)).text
        assert (await http.get("/sim/state", headers=headers)).status_code == 200


async def test_a_link_to_the_page_may_be_followed(sandbox: Sandbox) -> None:
    headers = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    async with client(sandbox) as http:
        assert (await http.get("/", headers=headers)).status_code == 200
        framed = {**headers, "Sec-Fetch-Dest": "iframe"}
        assert (await http.get("/", headers=framed)).status_code == 403


async def test_a_name_that_was_given_is_ours(sandbox: Sandbox) -> None:
    async with (
        serving(create_app(sandbox, "workshop.lan")) as url,
        httpx.AsyncClient(base_url=url) as http,
    ):
        for host, status in (("workshop.lan:8080", 200), ("elsewhere.lan", 403)):
            answer = await http.get("/sim/state", headers={"Host": host})
            assert answer.status_code == status


async def test_updates_are_delivered_to_this_machine_only(sandbox: Sandbox) -> None:
    async with client(sandbox) as http:
        answer = await http.post(f"/bot{TOKEN}/setWebhook", data={"url": "http://192.0.2.1/hook"})
        assert answer.json()["ok"]
        await until(lambda: sandbox.webhook.last_error is not None)
    assert sandbox.webhook.last_error is not None
    assert "its own machine only" in sandbox.webhook.last_error[1]
    assert sandbox.updates.queue


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
async def test_a_foreign_page_in_a_real_browser_gets_nothing(sandbox: Sandbox) -> None:
    [ann] = sandbox.chats.people
    foreign = Sandbox("4200000001:elsewhere", wall_clock)  # any page of another port
    async with (
        serving(create_app(sandbox)) as url,
        serving(create_app(foreign)) as elsewhere,
        window() as page,
    ):
        await page.goto(elsewhere)
        with pytest.raises(Error, match="Failed to fetch"):
            await page.evaluate(f"fetch('{url}/sim/state').then(answer => answer.text())")
        send = (
            f"fetch('{url}/sim/people/{ann}/messages', {{method: 'POST', mode: 'no-cors',"
            " body: JSON.stringify({text: 'not me'})}).catch(() => null).then(() => 1)"
        )
        assert await page.evaluate(send) == 1
        get = f"{url}/bot{TOKEN}/sendMessage?chat_id={ann}&text=not+me"
        await page.evaluate(
            f"new Promise(done => {{ const i = new Image(); i.onerror = i.onload = done;"
            f" i.src = '{get}'; }}).then(() => 1)"
        )
        assert [m.body["text"] for m in sandbox.messages.of(ann)] == [SECRET]
        await page.goto(url)  # our own page works
        await page.get_by_test_id("person").first.wait_for(state="attached")
