"""What a start does not pay for: whatever is not needed for the first update comes with its use."""

import subprocess
import sys

import pytest

from tests.cli.shell import ROOT

LATER = (
    "alembic",  # a database that is not at this release
    "asyncpg",  # PostgreSQL
    "babel",  # a plural, a date
    "bot.app.faq",  # a question
    "bot.app.free_text",  # typed words
    "bot.catalog.check",  # the operator's alarm, `check`
    "bot.figures",  # a picture
    "bot.paper",  # a page for a physiotherapist
    "telegram_sandbox",  # the demo
    "bot.simulation",  # `simulate`
    "bot.understanding.tokens",  # typed words
    "fpdf",  # a page for a physiotherapist
    "lameenc",  # a track
    "matplotlib",  # a chart
    "numpy",  # a picture
    "PIL",  # a picture
    "prometheus_client",  # whoever asks for /metrics
    "rapidfuzz",  # a typo
    "resvg_py",  # a picture
    "sqlalchemy.dialects.postgresql",  # PostgreSQL
    "starlette",  # a webhook, metrics
    "tzfpy",  # a place
    "uvicorn",  # a webhook, metrics
)


def test_a_start_imports_nothing_that_the_first_update_does_not_need() -> None:
    look = f"import sys, bot.cli.run, bot.main; print(*sorted(sys.modules.keys() & {set(LATER)!r}))"
    process = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    assert process.stdout.split() == []


@pytest.mark.parametrize("command", ["run", "demo", "doctor"])
def test_packages_that_are_missing_are_one_plain_line(command: str) -> None:
    process = subprocess.run(
        [sys.executable, "-S", "-m", "bot", command],  # without what was installed
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert process.returncode == 2
    [line] = process.stderr.splitlines()
    assert line.startswith("packages are missing (")
