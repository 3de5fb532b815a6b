"""Start-up, memory and idle processor time with many people: ours against a job for each.

    python -m tests.bench.idle [--people 1000 1000000] [--jobs 1000] [--settle 3] [--seconds 20]
                                 [--rounds 3]

Ours is `run` as an operator starts it, on SQLite, until the reply to an update that waited for it;
the peer is PTB's JobQueue with one daily job a person, registered at start as its documentation
shows. Idle begins some seconds after that; in its first four minutes ours looks 512 pushes ahead,
two a second. Both are started once before, so that their modules are compiled, as they are in an
installation.
"""

import argparse
import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from bot.clock import wall_clock
from bot.db.migrate import upgrade
from bot.db.store import connect
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, until

TICKS = os.sysconf("SC_CLK_TCK")

PEER = """
import sys, time
from datetime import time as at
from telegram.ext import ApplicationBuilder
begun = time.monotonic()
application = ApplicationBuilder().token("4200000000:x").build()
async def push(context): pass
for n in range(int(sys.argv[1])):
    application.job_queue.run_daily(push, at(n % 24, n % 60), chat_id=n)
import asyncio
async def go():
    await application.job_queue.start()
    print(time.monotonic() - begun, flush=True)
    await asyncio.sleep(600)
asyncio.run(go())
"""


def memory(pid: int) -> float:
    """Resident megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def fill(path: Path, people: int) -> None:
    """People who are promised a routine, spread over the coming day from an hour on."""
    now = wall_clock()

    def text(at: datetime) -> str:
        return at.replace(tzinfo=None).isoformat(" ", "microseconds")

    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(people)")]
    known = {
        "language": "en",
        "preferences": "{}",
        "stopped": 0,
        "reachable": 1,
        "cleared": "[]",
        "met_at": text(now),
        "seen_at": text(now),
    }
    names = ["id", *(name for name in known if name in columns)]
    marks = ", ".join("?" for _ in names)
    connection.executemany(
        f"INSERT INTO people ({', '.join(names)}) VALUES ({marks})",
        ((n + 1, *(known[name] for name in names[1:])) for n in range(people)),
    )
    spread = timedelta(hours=22) / people
    connection.executemany(
        "INSERT INTO deliveries (person, kind, slot, due, expires, priority, state, ready)"
        " VALUES (?, 'routine', ?, ?, ?, 2, 'promised', ?)",
        (
            (n + 1, due[:10], due, text(now + timedelta(days=2)), due)
            for n in range(people)
            for due in [text(now + timedelta(hours=1) + n * spread)]
        ),
    )
    connection.commit()
    connection.close()


def compiled(folder: Path) -> dict[str, str]:
    """The environment of a process that keeps what it compiles."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


async def ours(people: int, settle: float, seconds: float, cache: Path) -> None:
    """Start, measure, stop."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        engine = connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(engine)
        await engine.dispose()
        await asyncio.to_thread(fill, path, people)
        sandbox = Sandbox(TOKEN, wall_clock)
        calls: list[str] = []
        sandbox.on_call = lambda method, _: calls.append(method.lower())
        acts.write(sandbox, acts.join(sandbox), "/start")
        async with serving(create_app(sandbox)) as api:
            environment = {
                **compiled(cache),
                "BOT_TOKEN": TOKEN,
                "BOT_API_URL": api,
                "BOT_DATABASE_URL": f"sqlite+aiosqlite:///{path}",
                "BOT_LOG_LEVEL": "ERROR",
            }
            begun = monotonic()
            process = subprocess.Popen(  # noqa: ASYNC220
                [sys.executable, "-m", "bot", "run"], env=environment
            )
            try:
                await until(lambda: "sendmessage" in calls, 120)
                ready, used = monotonic() - begun, cpu(process.pid)
                await asyncio.sleep(settle)
                before = cpu(process.pid)
                await asyncio.sleep(seconds)
                idle = (cpu(process.pid) - before) / seconds
                print(
                    f"{'ours':12} {people:9,} {ready:8.2f} s {used:8.2f} s"
                    f" {memory(process.pid):7.0f} MB {idle:8.2%}",
                    flush=True,
                )
            finally:
                process.kill()
                process.wait()


def theirs(people: int, seconds: float, cache: Path) -> None:
    """One JobQueue job a person."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PEER, str(people)],
        stdout=subprocess.PIPE,
        text=True,
        env=compiled(cache),
    )
    assert process.stdout is not None
    begun = monotonic()
    try:
        process.stdout.readline()
        ready, used = monotonic() - begun, cpu(process.pid)
        asyncio.run(asyncio.sleep(3))
        before = cpu(process.pid)
        asyncio.run(asyncio.sleep(seconds))
        idle = (cpu(process.pid) - before) / seconds
        print(
            f"{'PTB JobQueue':12} {people:9,} {ready:8.2f} s {used:8.2f} s"
            f" {memory(process.pid):7.0f} MB {idle:8.2%}",
            flush=True,
        )
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1000, 100_000])
    parser.add_argument("--settle", type=float, default=3.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    print(f"{'':12} {'people':>9} {'ready':>10} {'processor':>10} {'memory':>10} {'idle':>8}")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        for module in ("bot.cli.run, bot.main", "telegram.ext"):
            subprocess.run([sys.executable, "-c", f"import {module}"], env=compiled(cache))
        for _ in range(arguments.rounds):
            for people in arguments.people:
                asyncio.run(ours(people, arguments.settle, arguments.seconds, cache))
                if people in arguments.jobs:
                    theirs(people, arguments.seconds, cache)


if __name__ == "__main__":
    main()
