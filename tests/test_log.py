"""Logs: allowed fields only, no token, no words of an exception."""

import json
import logging
import sys

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
