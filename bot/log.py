"""What may reach a log: an allow-list of fields, no answer and no token."""

import json
import logging
import re
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, Literal

FIELDS = (
    "update_id",
    "delivery",
    "kind",
    "error",
    "count",
    "seconds",
    "command",
    "address",
    "replica",
)
"""Everything that may be added to a line; other extras are dropped."""

_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
_NOISY = (
    *("alembic", "httpx", "httpcore", "apscheduler"),
    *("aiosqlite", "telegram", "uvicorn", "asyncio"),
)


class Redacted(logging.Formatter):
    """Message and allowed fields; of an exception only its type and places, never its text.

    Of what a library says only the first line of its template is written, with dots in the place of
    what it would put in: that may be anything, as the exception in asyncio's "never retrieved".
    """

    def __init__(self, form: Literal["console", "json"]) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        fields = {key: getattr(record, key) for key in FIELDS if hasattr(record, key)}
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = record.exc_info[0].__name__
            fields["at"] = _places(record)
        message = record.getMessage() if _ours(record) else _template(record)
        if self._form == "json":
            line = json.dumps(
                {
                    "at_unix": round(record.created, 3),
                    "level": record.levelname,
                    "logger": record.name,
                    "message": message,
                    **fields,
                },
                default=str,
            )
        else:
            extra = " ".join(f"{key}={value}" for key, value in fields.items())
            line = f"{self.formatTime(record)} {record.levelname:7} {message} {extra}".rstrip()
        return _TOKEN.sub("[token]", line)


def _ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "bot"


def _template(record: logging.LogRecord) -> str:
    """Return a library's message without its values."""
    line = str(record.msg).partition("\n")[0]
    return _PLACEHOLDER.sub("...", line) if record.args else line


def _places(record: logging.LogRecord) -> str:
    """Where an exception passed through our code, innermost last."""
    assert record.exc_info is not None
    trace, places = record.exc_info[2], []
    while trace is not None:
        code = trace.tb_frame.f_code
        if f"{'bot'}/" in code.co_filename:
            name = code.co_filename.rpartition("bot/")[2]
            places.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(places)


def set_up(level: str, form: Literal["console", "json"]) -> None:
    """Log to standard error; libraries that talk of URLs are kept quiet."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacted(form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _stopped
    threading.excepthook = lambda thread: _bug("thread stopped by a bug", thread.exc_value)
    sys.unraisablehook = lambda lost: _bug("error that nobody can catch", lost.exc_value)
    warnings.showwarning = _warned


def _stopped(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What would be a traceback with the error's text, and so with whatever is in it."""
    _bug("stopped by a bug", error.with_traceback(trace))


def _bug(message: str, error: BaseException | None) -> None:
    logging.getLogger("bot").critical(message, exc_info=error)


def _warned(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
    """Python would print the line of code and the words."""
    logging.getLogger("bot").warning("warning", extra={"error": category.__name__})
