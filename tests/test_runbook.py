"""What the operator's pages name is what the program says: log lines and alarms."""

import re
from pathlib import Path

import pytest

from bot.domain.alarm import Alarm
from tests.app.talker import ENGLISH

ROOT = Path(__file__).parents[1]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
SOURCE = "".join(path.read_text() for path in sorted((ROOT / "bot").rglob("*.py")))


@pytest.mark.parametrize("line", re.findall(r'log "([^"]+)"', RUNBOOK))
def test_a_log_line_of_the_runbook_is_one_that_is_written(line: str) -> None:
    message, _, reason = line.partition(" error=")
    assert f'"{message}' in SOURCE
    assert reason in SOURCE


def test_the_runbook_has_a_line_for_every_alarm_and_for_no_other() -> None:
    words = [str(ENGLISH(f"alarm.{alarm.value}")) for alarm in Alarm]
    sent = {re.findall(r"<b>(.+?)\.</b>", one)[0] for one in words}
    assert set(re.findall(r'Alarm "([^"]+)"', RUNBOOK)) == sent
