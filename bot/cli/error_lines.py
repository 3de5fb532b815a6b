"""Which errors of a command become one plain line and exit 2, and which stay a traceback."""

import asyncio
import contextlib
import socket
import sqlite3
import ssl
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot import log
from bot.settings import Settings, WrongSetting, read_settings

WRONG_HOST = frozenset((62, 64))
"""OpenSSL's codes for a certificate of another name, or of another number."""
UNKNOWN_AUTHORITY = frozenset((18, 19, 20, 21))
"""Those for one that nobody known has signed."""
FULL_DISK = ("disk I/O error", "database or disk is full")
"""What SQLite says where it cannot write its files."""


class CannotRun(Exception):
    """The command cannot do its work; the text is the one line the operator gets."""


def settings_or_exit() -> Settings:
    """The settings; on a wrong one its line, and exit 2."""
    try:
        settings = read_settings()
    except WrongSetting as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    log.set_up(settings.log_level, settings.log_format)
    return settings


def run_or_exit(main: Coroutine[Any, Any, int]) -> int:
    """Run a command's coroutine; Ctrl-C ends it quietly, known troubles are one line."""
    return call_or_exit(lambda: asyncio.run(main))


def call_or_exit(main: Callable[[], int]) -> int:
    """Run a command that needs no event loop; troubles as in `run_or_exit`."""
    try:
        return main()
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        raise
    except Exception as error:
        words = in_one_line(error)
        if words is None:
            raise
        print(words, file=sys.stderr)
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.flush()
    return 2


def in_one_line(error: Exception) -> str | None:
    """Return what to tell the operator; None for what they cannot mend."""
    from bot.catalog.read import BrokenFile

    if isinstance(error, (CannotRun, BrokenFile)):
        return str(error)
    return _of_database(error) or (_first_line(error) if isinstance(error, OSError) else None)


def _of_database(error: Exception) -> str | None:
    """The same for errors of the database, which most commands never import."""
    from bot.db.address import WrongAddress
    from bot.db.engine import UNREACHABLE
    from bot.db.revision import Behind, Incompatible
    from bot.db.store import DatabaseAway

    if isinstance(error, (Behind, Incompatible, WrongAddress)):
        return f"BOT_DATABASE_URL: {error}"
    if isinstance(error, (DatabaseAway, sqlite3.Error)) or (
        isinstance(error, UNREACHABLE) and not isinstance(error, OSError)
    ):
        reason = error.__cause__ or error
        reason = getattr(reason, "orig", None) or reason
        return f"BOT_DATABASE_URL: cannot be opened: {_with_cure(reason)}"
    return None


def _with_cure(reason: BaseException) -> str:
    """Say why the database cannot be opened, and what helps where the words do not tell."""
    words = _first_line(reason)
    if isinstance(reason, ssl.SSLCertVerificationError):
        fault = reason.verify_message.rstrip(".")
        if reason.verify_code in WRONG_HOST:
            return f"{fault}: write the name that the certificate is for, or sslmode=verify-ca"
        if reason.verify_code in UNKNOWN_AUTHORITY:
            return f"the server's certificate: {fault}: name its authority's file in sslrootcert"
        return f"the server's certificate: {fault}"
    if isinstance(reason, socket.gaierror):
        return f"{words}: is the server's name right, and named at all?"
    if "rejected SSL upgrade" in words:
        return f"{words}: it offers no TLS; sslmode=disable goes without, if the way is safe"
    if "Connect call failed" in words:
        return f"{words}: is the server up, and are host and port right?"
    if isinstance(reason, sqlite3.OperationalError) and words in FULL_DISK:
        return f"{words}: is the disk full? `counterpose doctor` looks"
    return words


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
