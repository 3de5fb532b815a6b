"""`demo`: the real bot, a local Bot API server and a chat page, in one process."""

import argparse
import asyncio
import contextlib
import re
import secrets
import signal
import sys
import webbrowser
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.cli.error_lines import CannotRun, run_or_exit, settings_or_exit
from bot.clock import MovableClock
from bot.memory import lasting
from bot.settings import Settings

BOT_ID = 4200000000
KEPT = Path("data/demo")
CLOCK = "clock.txt"
"""Keeps how far people moved the demo's clock."""
STATE = "sandbox.json"
"""Keeps the chats. A folder that has this file or the clock's is a demo's."""
DATABASE = "bot.db"
SQLITE_FILES = ("", "-wal", "-shm", "-journal", ".lock")
"""Endings of the files of a database."""
UPCOMING = 100
"""Deliveries the page is told of."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens and where it keeps yesterday's conversation."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--data", type=Path, default=KEPT, help="folder that is gone on with")
    parser.add_argument("--fresh", action="store_true", help="begin anew")
    parser.add_argument("--no-browser", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    return run_or_exit(_demo(settings_or_exit(), args))


async def _demo(settings: Settings, args: argparse.Namespace) -> int:
    with lasting():
        from starlette.requests import Request
        from starlette.responses import Response
        from starlette.routing import Route

        from bot import main
        from telegram_sandbox.app import create_app
        from telegram_sandbox.keeping import keeping
        from telegram_sandbox.serve import serving
        from telegram_sandbox.state import Sandbox, Upcoming

    folder = _folder(args.data, fresh=args.fresh)
    if args.host not in ("127.0.0.1", "localhost", "::1"):
        print(f"warning: everybody who reaches {args.host} can read this chat", file=sys.stderr)
    clock = MovableClock()
    clock.move(_kept_shift(folder))
    cores: list[main.Core] = []
    address: list[str] = []

    async def upcoming() -> list[Upcoming]:
        if not cores:
            return []
        async with cores[0].deps.transaction() as store:
            soonest = await store.deliveries.soonest(UPCOMING)
        return [Upcoming(delivery.person, delivery.kind, delivery.due) for delivery in soonest]

    async def page(request: Request) -> Response:
        return main.page_of(cores[0]).answer(request) if cores else Response(status_code=503)

    def move(by: timedelta) -> None:
        clock.move(by)
        (folder / CLOCK).write_text(str(clock.shift.total_seconds()))

    token = f"{BOT_ID}:{secrets.token_urlsafe(24)}"  # nobody else knows it
    sandbox = Sandbox(
        token, clock, move, upcoming, username="counterpose_bot", first_name="Counterpose"
    )

    async def ready(core: main.Core) -> None:
        cores.append(core)
        where = address[0]
        print(f"Counterpose is at {where} (Ctrl-C ends it)", flush=True)
        if not args.no_browser:
            await asyncio.to_thread(webbrowser.open, where)

    async with keeping(sandbox, folder), AsyncExitStack() as stack:
        pages = [Route("/measure/", page), Route("/measure/{name}", page)]
        server = serving(create_app(sandbox, args.host, pages), args.host, args.port)
        try:
            url = await stack.enter_async_context(server)
        except OSError as error:
            raise CannotRun(f"--port: cannot listen on {args.port}: {error.strerror}") from None
        address.append(url)
        await until_stopped(main.run(_settings_for(settings, url, token, folder), clock, ready))
    return 0


def _settings_for(settings: Settings, url: str, token: str, folder: Path) -> Settings:
    """Return the settings with which the bot talks to the demo's sandbox at an address."""
    return settings.model_copy(
        update={
            "token": SecretStr(token),
            "api_url": url,
            "database_url": f"sqlite+aiosqlite:///{folder / DATABASE}",
            "webhook_url": None,
            "proxy": None,
            "measure_url": f"{url}/measure/",
        }
    )


async def until_stopped(running: Coroutine[Any, Any, None]) -> None:
    """Run until it ends by itself, or until Ctrl-C or SIGTERM ends it quietly."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await running
    except asyncio.CancelledError:
        task.uncancel()


def _folder(folder: Path, *, fresh: bool) -> Path:
    """Return the demo's folder, created if missing; files of others in it are left alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"--data: cannot use {folder}: {error.strerror}") from None
    ours = any((folder / name).is_file() for name in (CLOCK, STATE))
    if not ours and (folder / DATABASE).exists():
        raise CannotRun(f"--data: {folder / DATABASE} is not of a demo; name another folder")
    if fresh:
        _clear(folder)
    if not (folder / CLOCK).exists():
        (folder / CLOCK).write_text("0")
    return folder


def _clear(folder: Path) -> None:
    """Delete what an earlier demo left behind, and nothing else."""
    for name in (CLOCK, STATE, f"{STATE}.new", *(DATABASE + end for end in SQLITE_FILES)):
        (folder / name).unlink(missing_ok=True)
    for file in (folder / "files").glob("*"):
        if re.fullmatch(r"[0-9a-f]{32,128}", file.name):
            file.unlink()
    with contextlib.suppress(OSError):  # something else is in it, or it never was
        (folder / "files").rmdir()


def _kept_shift(folder: Path) -> timedelta:
    try:
        return timedelta(seconds=float((folder / CLOCK).read_text()))
    except (OSError, ValueError):
        return timedelta()
