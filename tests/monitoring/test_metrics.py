"""Metrics as Prometheus reads them, and health, at an address of their own."""

import asyncio
import os
import re
import shutil
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import make_url
from telegram.error import NetworkError

from bot.meter import Age
from bot.monitoring.server import monitored
from bot.telegram.address import CannotListen
from telegram_sandbox.faults import Fault
from tests.delivery.conftest import Stage, dialect, stage
from tests.delivery.crowd import until
from tests.delivery.test_receiving import database_away, post, webhook

__all__ = ["dialect", "stage"]  # fixtures

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def samples(port: int) -> Samples:
    """Every number that is there at this moment."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        assert "server" not in answer.headers
        text = await answer.text()
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def grown(before: Samples, after: Samples, name: str, **labels: str) -> float:
    """By how much a number grew."""
    key = (f"counterpose_{name}", frozenset(labels.items()))
    return after[key] - before.get(key, 0.0)


async def test_everything_that_happens_is_counted(stage: Stage, unused_tcp_port: int) -> None:
    port = unused_tcp_port
    async with monitored(stage.deps, 30.0, f"127.0.0.1:{port}"), webhook(stage) as url:
        before = await samples(port)
        assert (await post(f"{url}/hook"))[0] == 200
        assert (await post(f"{url}/hook", {"update_id": 1, "message": 7}))[0] == 200
        crowd = await stage.crowd(3)
        stage.sandbox.faults.add(Fault("too_many", 1, "sendMessage", crowd[0], 1))
        async with stage.pushing():
            await until(lambda: len(stage.watch.arrived()) >= 3)
            stage.deps.now.move(timedelta(minutes=2))  # type: ignore[attr-defined]
            await until(lambda: stage.watch.arrived().total() >= 3)
        after = await samples(port)
    assert grown(before, after, "updates_total", kind="message", outcome="handled") == 1
    assert grown(before, after, "updates_total", kind="message", outcome="unreadable") == 1
    assert grown(before, after, "update_seconds_count") == 1
    assert grown(before, after, "deliveries_total", kind="routine", outcome="sent") == 3
    assert grown(before, after, "deliveries_total", kind="routine", outcome="put_off") >= 1
    assert grown(before, after, "delivery_lateness_seconds_count") == 3
    assert grown(before, after, "push_budget_granted_total") >= 3
    assert grown(before, after, "telegram_refusals_total", method="sendmessage") == 1
    assert grown(before, after, "transaction_seconds_count") > 3
    assert grown({}, after, "push_budget_per_second") == 30
    assert grown({}, after, "people", stand="receiving") == 3
    assert grown({}, after, "people_active", days="7") >= 1
    assert grown({}, after, "deliveries_overdue") >= 0
    assert ("process_resident_memory_bytes", frozenset()) in after


async def test_every_metric_of_the_operators_page_is_there(
    stage: Stage, unused_tcp_port: int
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()
    named = set(re.findall(r"`(?:rate\()?(counterpose_\w+)", page))
    assert len(named) > 10
    address = f"127.0.0.1:{unused_tcp_port}"
    async with monitored(stage.deps, 30.0, address), aiohttp.ClientSession() as session:
        answer = await session.get(f"http://{address}/metrics")
        names = set(re.findall(r"^# TYPE (\w+)", await answer.text(), re.MULTILINE))
    assert named <= names


async def test_health_is_told_there_too_and_nothing_else_is(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    address = f"127.0.0.1:{unused_tcp_port}"

    async def status(path: str, method: str = "GET") -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, f"http://{address}{path}") as answer,
        ):
            return answer.status

    monkeypatch.setattr("bot.telegram.server.FRESH_S", 0.0)
    async with monitored(stage.deps, 30.0, address):
        statuses = {p: await status(p) for p in ("/healthz", "/readyz", "/metrics", "/", "/hook")}
        assert statuses == {
            "/healthz": 200,
            "/readyz": 200,
            "/metrics": 200,
            "/": 404,
            "/hook": 404,
        }
        assert await status("/metrics", "POST") == 405
        stage.deps.now.move(timedelta(hours=1))  # type: ignore[attr-defined]
        with database_away(stage, monkeypatch):
            statuses = {p: await status(p) for p in ("/healthz", "/readyz", "/metrics")}
        assert statuses == {"/healthz": 200, "/readyz": 503, "/metrics": 200}
        with pytest.raises(CannotListen, match="cannot listen"):
            async with monitored(stage.deps, 30.0, address):
                pass


async def test_ready_is_who_has_heard_of_telegram_and_can_write(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setattr("bot.telegram.server.FRESH_S", 0.0)
    address = f"127.0.0.1:{unused_tcp_port}"

    async def readiness() -> str:
        async with aiohttp.ClientSession() as session:
            answer = await session.get(f"http://{address}/readyz")
            words = (await answer.text()).strip()
            assert (answer.status == 200) == (words == "ready")
            return words

    path = make_url(str(stage.engine.url)).database
    assert path is not None
    async with monitored(stage.deps, 30.0, address):
        assert await readiness() == "ready"
        answered = Age("", "")
        for where in ("server", "request"):
            monkeypatch.setattr(f"bot.telegram.{where}.TELEGRAM_ANSWERED", answered)
        stage.sandbox.faults.add(Fault("502", 1, "getMe"))
        with pytest.raises(NetworkError):
            await stage.bot.get_me()
        assert await readiness() == "no answer from Telegram lately"
        await stage.bot.get_me()
        assert await readiness() == "ready"
        await asyncio.to_thread(os.rename, path, f"{path}.moved")
        assert await readiness() == "database away"
        await asyncio.to_thread(shutil.copy, f"{path}.moved", path)
        # another file: what is written now would be lost
        assert await readiness() == "database away"
        await asyncio.to_thread(os.rename, f"{path}.moved", path)
        assert await readiness() == "ready"
