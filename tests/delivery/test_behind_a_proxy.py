"""Two replicas on PostgreSQL behind nginx: every update handled once, in each person's order."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import wall_clock
from bot.db.store import connect
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed: no reverse proxy")

CONFIG = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
    fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
    upstream bots {{ server 127.0.0.1:{first}; server 127.0.0.1:{second}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location /hook {{
            proxy_pass http://bots; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_next_upstream error timeout http_503 non_idempotent;
        }}
    }}
}}
"""


@contextmanager
def proxy(folder: Path, port: int, replicas: list[int]) -> Iterator[None]:
    """nginx in front of both, taking turns."""
    first, second = replicas
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, first=first, second=second))
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(config)])
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def replica(api: str, database: str, address: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """`run` as an operator starts it."""
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api,
        "BOT_DATABASE_URL": database,
        "BOT_WEBHOOK_URL": address,
        "BOT_WEBHOOK_SECRET": "secret",
        "BOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "BOT_LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_updates_are_handled_once_while_a_replica_stops(
    database: str, tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
) -> None:
    first, second, front = (unused_tcp_port_factory() for _ in range(3))
    sandbox = Sandbox(TOKEN, wall_clock)
    address = f"http://127.0.0.1:{front}/hook"
    async with serving(create_app(sandbox)) as api:
        with ExitStack() as stack:
            stack.enter_context(proxy(tmp_path, front, [first, second]))
            one = stack.enter_context(replica(api, database, address, first))
            stack.enter_context(replica(api, database, address, second))
            await until(lambda: _calls(sandbox, "setWebhook") >= 2, 60)
            people = [acts.join(sandbox) for _ in range(6)]
            written = 0
            for turn in range(6):
                for person in people:
                    acts.write(sandbox, person, "/start" if turn == 0 else f"/help {turn}")
                    written += 1
                await asyncio.sleep(0.1)
                if turn == 2:
                    one.terminate()
            await until(lambda: not sandbox.updates.queue, 60)
            assert await asyncio.to_thread(one.wait, 10) == 0
            answers = [sum(m.from_bot for m in sandbox.messages.of(p.id)) for p in people]
    engine = connect(database)
    async with engine.connect() as connection:
        handled = await connection.scalar(text("SELECT count(*) FROM updates"))
    await engine.dispose()
    print(f"{written} updates through two replicas, one stopped: {handled} handled, {answers}")
    assert handled == written
    assert answers == [6] * 6


def _calls(sandbox: Sandbox, method: str) -> int:
    return sum(entry["method"].lower() == method.lower() for entry in sandbox.journal.after(0))
