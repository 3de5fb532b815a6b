"""A Telegram out of order: 429s, 500s, silence and broken connections, all at once."""

from datetime import timedelta
from random import Random

import pytest

from telegram_sandbox.faults import Fault
from tests.delivery.conftest import Stage
from tests.delivery.crowd import until

KINDS = ["too_many"] * 10 + ["500"] * 5 + ["no_answer"] * 2 + ["reset_after"] * 2 + ["reset_before"]


NOT_SENT = ("500", "no_answer", "reset_after", "reset_before")
"""Faults after which nobody knows, or everybody, that the message did not arrive."""


async def mix(stage: Stage, people: int, rate: float, caplog: pytest.LogCaptureFixture) -> None:
    """Push to a crowd of which every fifth meets a fault; hold what must be true.

    On a busy machine a send may be given up that was only slow: then it comes twice, too.
    """
    crowd = await stage.crowd(people)
    kinds = (KINDS + [""] * 80) * (people // 100)
    Random(7).shuffle(kinds)
    for person, kind in zip(crowd, kinds, strict=True):
        if kind:
            stage.sandbox.faults.add(Fault(kind, 1, "sendMessage", person, 1))
    acted = {person for person, kind in zip(crowd, kinds, strict=True) if kind == "reset_after"}
    async with stage.pushing(rate):
        await until(
            lambda: len(stage.watch.arrived()) == people and not stage.sandbox.faults.pending,
            60 + people / rate * 8,  # a busy machine may take its time
            every=0.2,
        )
        await until(lambda: stage.watch.arrived().total() >= people + len(acted))
    arrived = stage.watch.arrived()
    busiest = stage.watch.busiest_second()
    print(f"{people} pushes: {arrived.total() - people} doubled, busiest second {busiest}")
    doubled = {person for person in crowd if arrived[person] > 1}
    given_up = sum(record.message == "push not sent" for record in caplog.records)
    assert acted <= doubled
    assert len(doubled - acted) <= given_up - sum(kind in NOT_SENT for kind in kinds)
    assert busiest <= 2 * rate
    assert closest(stage.watch.sends) >= 1


def closest(sends: list[tuple[float, int]]) -> float:
    """Seconds between two sends into the same chat, at least."""
    last: dict[int, float] = {}
    shortest = 1e9
    for at, chat in sends:
        shortest = min(shortest, at - last.get(chat, -1e9))
        last[chat] = at
    return shortest


@pytest.mark.slow
async def test_everybody_is_reached_and_only_the_doubtful_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram.push_errors.RETRY", timedelta(seconds=1))
    await mix(stage, people=100, rate=50, caplog=caplog)


@pytest.mark.slow
async def test_ten_thousand_are_reached(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram.push_errors.RETRY", timedelta(seconds=1))
    await mix(stage, people=10_000, rate=100, caplog=caplog)
