"""The tick goes on through every jump of the wall clock, in a process of its own."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.telegram.tick import INTERVAL, Beat

HOUR, DAY = 3600, 86400


@pytest.mark.slow
def test_it_goes_on_within_five_seconds_of_every_jump(tmp_path: Path) -> None:
    file, fresh = tmp_path / "shift", tmp_path / "fresh"
    file.write_text("0")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.telegram.ticking", str(file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            for shift in (-HOUR, DAY, -30 * DAY, 400 * DAY):
                fresh.write_text(str(shift))
                fresh.rename(file)
                jumped = time.monotonic()
                ticks = [float(process.stdout.readline()) for _ in range(2)]
                assert ticks[0] - jumped < 5
                assert ticks[1] - ticks[0] < 5
        finally:
            process.kill()


def test_the_beat_does_not_drift() -> None:
    start = at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    for _ in range(100):
        at = Beat().get_next_fire_time(at, at + timedelta(milliseconds=90))
    assert at - start == 100 * INTERVAL


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=1)])
def test_after_a_jump_the_beat_starts_from_now(jump: timedelta) -> None:
    previous = datetime(2027, 3, 1, 12, tzinfo=UTC)
    now = previous + jump
    assert Beat().get_next_fire_time(previous, now) == now + INTERVAL
