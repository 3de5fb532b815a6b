"""What the operator's pages name is what the program says: log lines and alarms."""

import re
from pathlib import Path

import pytest

from bot.domain.operator_alarm import Alarm
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


@pytest.mark.parametrize("page", ["operating.md", "runbook.md"])
def test_a_command_or_a_setting_of_the_pages_is_one_that_there_is(page: str) -> None:
    text = (ROOT / "docs" / page).read_text()
    commands = {path.stem for path in (ROOT / "bot" / "cli").glob("*.py")}
    settings = re.findall(r"^(BOT_[A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(re.findall(r"`counterpose ([a-z_]+)", text)) <= commands
    assert set(re.findall(r"BOT_[A-Z]+(?:_[A-Z]+)*", text)) <= set(settings)
