"""A night without a database is a few lines in the log, not one a second."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import outage_log
from bot.db.outage_log import AGAIN_S, OutageLog
from bot.db.store import DatabaseAway, transactions
from tests.delivery.crowd import until


def test_an_outage_is_told_at_once_then_once_a_minute_and_when_it_is_over(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(outage_log, "monotonic", lambda: now)
    log = OutageLog()
    log.back()
    assert not caplog.records
    for _ in range(int(3 * AGAIN_S)):
        log.away("08006")
        now += 1
    assert [record.message for record in caplog.records] == ["database away"] * 3
    log.back()
    log.back()
    last = caplog.records[-1]
    assert (last.message, last.__dict__["seconds"]) == ("database back", 3 * AGAIN_S)
    log.away("08006")
    assert [record.message for record in caplog.records[3:]] == ["database back", "database away"]


async def test_no_answer_is_an_outage_too(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = OutageLog()
    with log.noticing_silence():
        pass
    assert not log.is_on
    monkeypatch.setattr(outage_log, "SILENT_S", 0.0)
    with log.noticing_silence():
        await until(lambda: log.is_on)
    assert [record.__dict__["error"] for record in caplog.records] == ["no answer for 0 s"]


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_every_transaction_tells_it_of_a_failure(
    engine: AsyncEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = OutageLog()
    path = Path(str(engine.url.database))
    transaction = transactions(engine, log)
    async with transaction():
        pass
    await asyncio.to_thread(path.rename, tmp_path / "away.db")
    for _ in range(3):
        with pytest.raises(DatabaseAway):
            async with transaction():
                pass
    assert [record.message for record in caplog.records] == ["database away"]
    assert log.is_on
    await asyncio.to_thread((tmp_path / "away.db").rename, path)
