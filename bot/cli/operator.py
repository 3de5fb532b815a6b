"""What goes wrong for an operator becomes one line and exit 2, never a traceback."""

import asyncio
import contextlib
import sqlite3
import sys
from collections.abc import Coroutine
from typing import Any

from bot import log
from bot.settings import Settings, WrongSetting, read_settings


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
    from bot.catalog.read import BrokenFile
    from bot.db.store import DatabaseAway
    from bot.main import DatabaseBehind

    try:
        return asyncio.run(main)
    except KeyboardInterrupt:
        return 0
    except (CannotRun, BrokenFile, DatabaseBehind) as error:
        print(error, file=sys.stderr)
    except (DatabaseAway, sqlite3.Error) as error:
        reason = error.__cause__ or error
        print(f"BOT_DATABASE_URL: cannot be opened: {_first_line(reason)}", file=sys.stderr)
    except OSError as error:
        print(_first_line(error), file=sys.stderr)
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.flush()
    return 2


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
