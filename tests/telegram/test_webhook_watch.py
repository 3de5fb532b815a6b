"""Updates that wait at Telegram because their delivery fails: what the operator is told."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from telegram import WebhookInfo

from bot.meter import UNDELIVERED
from bot.telegram.webhook_watch import Deliveries

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
REASON = "SSL error: certificate verify failed"
LINE = "Telegram cannot deliver updates"


def seen(failed_at: datetime | None, waiting: int = 3) -> WebhookInfo:
    """What Telegram says of the webhook."""
    reason = None if failed_at is None else REASON
    return WebhookInfo(
        "https://bot.example/hook",
        has_custom_certificate=False,
        pending_update_count=waiting,
        last_error_date=failed_at,
        last_error_message=reason,
    )


@pytest.mark.parametrize(
    ("looks", "lines", "alarms"),
    [
        ([seen(None)] * 3, 0, 0),
        ([seen(None), seen(NOON)], 1, 0),
        ([seen(NOON), seen(NOON), seen(NOON)], 1, 0),
        ([seen(NOON), seen(NOON + timedelta(minutes=1))], 2, 1),
        ([seen(NOON + timedelta(minutes=n)) for n in range(4)], 4, 3),
        ([seen(NOON), seen(NOON + timedelta(minutes=1), waiting=0)], 1, 0),
        ([seen(NOON), seen(None), seen(NOON + timedelta(minutes=2))], 2, 0),
    ],
)
def test_failures_that_go_on_are_an_alarm_and_a_single_one_is_a_line(
    looks: list[WebhookInfo], lines: int, alarms: int, caplog: pytest.LogCaptureFixture
) -> None:
    deliveries, before = Deliveries(), UNDELIVERED.total
    with caplog.at_level(logging.WARNING):
        for look in looks:
            deliveries.look(look)
    logged = [record for record in caplog.records if record.message == LINE]
    assert len(logged) == lines
    assert all(record.__dict__["error"] == REASON for record in logged)
    assert UNDELIVERED.total - before == alarms
