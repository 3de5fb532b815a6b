"""Told to stop, or killed, in the middle of a push: how long it takes, and what it costs.

    python -m tests.bench.stopping [--people 200] [--rate 30] [--rounds 3]

`run` as an operator starts it, on SQLite; a third of the push has gone out when SIGTERM or SIGKILL
comes, and another is started when it is gone. After a kill what was claimed waits for its lease.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from time import monotonic

from bot.clock import wall_clock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, Watch, join, settle_in, until


def start(api: str, database: str, rate: float) -> subprocess.Popen[bytes]:
    """A bot."""
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api,
        "BOT_DATABASE_URL": database,
        "BOT_SEND_RATE": str(rate),
        "BOT_LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment)


async def run(how: signal.Signals, people: int, rate: float) -> str:
    """One push that is cut off."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite+aiosqlite:///{folder}/bot.db"
        engine = connect(database)
        await upgrade(engine)
        sandbox = Sandbox(TOKEN, wall_clock)
        watch = Watch(sandbox)
        async with serving(create_app(sandbox)) as api:
            crowd = join(sandbox, people)
            await settle_in(transactions(engine), crowd, wall_clock())
            bot = start(api, database, rate)
            try:
                await until(lambda: len(watch.sends) >= people // 3, 120)
                begun = monotonic()
                bot.send_signal(how)
                await asyncio.to_thread(bot.wait, 30)
                gone = monotonic() - begun
                before, begun = len(watch.sends), monotonic()
                bot = start(api, database, rate)
                await until(lambda: len(watch.sends) > before, 120)
                again = monotonic() - begun
                await until(lambda: len(watch.arrived()) >= people, 600, every=0.2)
            finally:
                bot.kill()
                bot.wait()
        await engine.dispose()
        arrived = watch.arrived()
    lost = sum(arrived[chat] == 0 for chat in crowd)
    doubled = sum(arrived[chat] > 1 for chat in crowd)
    return (
        f"{how.name:8} gone after {gone:5.2f} s, first send {again:5.2f} s after the new start,"
        f" {lost} lost, {doubled} doubled"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for _ in range(arguments.rounds):
        for how in (signal.SIGTERM, signal.SIGKILL):
            print(asyncio.run(run(how, arguments.people, arguments.rate)), flush=True)


if __name__ == "__main__":
    main()
