"""A night without a database is a few lines in the log, not one a second."""

import pytest

from bot.telegram import outage_log
from bot.telegram.outage_log import AGAIN_S, OutageLog


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
