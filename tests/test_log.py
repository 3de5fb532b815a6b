"""Logs: allowed fields only, no token, no words of an exception."""

import json
import logging
import subprocess
import sys

import pytest

from bot.log import Redacted


def a_line(form: str, message: str, error: Exception | None = None, **extra: object) -> str:
    record = logging.LogRecord("bot.x", logging.INFO, "x.py", 1, message, None, None)
    record.__dict__.update(extra)
    if error is not None:
        try:
            raise error
        except type(error):
            record.exc_info = sys.exc_info()
    return Redacted(form).format(record)  # type: ignore[arg-type]


def test_only_allowed_fields_are_written() -> None:
    line = json.loads(a_line("json", "update failed", update_id=7, answer="knee hurts"))
    assert line["update_id"] == 7
    assert "answer" not in line


def test_a_token_is_never_written() -> None:
    line = a_line("console", "POST /bot123456:AAbbCCddEEffGGhhIIjjKKllMM/getMe")
    assert "AAbb" not in line
    assert "[token]" in line


def test_of_an_exception_only_the_type_is_written() -> None:
    line = a_line("console", "update failed", ValueError("my knee hurts"))
    assert "ValueError" in line
    assert "knee" not in line


def test_of_what_a_library_says_only_its_template_is_written() -> None:
    template = "never retrieved: %s by [%5.1f] of %(name)s\nfuture: knee"
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "x.py", 1, template, ("knee", 1.0, "knee"), None
    )
    line = Redacted("console").format(record)
    assert line.endswith("never retrieved: ... by [...] of ...")
    assert "knee" not in line


BUGS = {
    "a crash": "raise ValueError('my knee hurts')",
    "a crash for a reason": "try: 1 / 0\nexcept Exception as e: raise ValueError('knee') from e",
    "a thread": "import threading; threading.Thread(target=int, args=('knee',)).start()",
    "a finalizer": "class A:\n def __del__(self): raise ValueError('knee')\nA()",
    "a warning": "import warnings; warnings.warn('knee')",
    "a lost task": """
import asyncio
async def fail(): raise ValueError('knee')
async def main():
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())
""",
}


@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.parametrize("bug", BUGS)
def test_no_way_to_fail_prints_what_the_error_says(bug: str, form: str) -> None:
    begin = f"from bot import log; log.set_up('DEBUG', {form!r})\n"
    ended = subprocess.run(
        [sys.executable, "-c", begin + BUGS[bug]], capture_output=True, text=True, check=False
    )
    assert "Error" in ended.stderr or "Warning" in ended.stderr
    assert "knee" not in ended.stderr + ended.stdout
    assert ended.returncode == (1 if "crash" in bug else 0)
