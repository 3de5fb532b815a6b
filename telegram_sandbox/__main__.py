"""Run the sandbox alone: `python -m telegram_sandbox --port 8081 --token 42:secret`."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from telegram_sandbox.app import create_app
from telegram_sandbox.clock import MovableClock
from telegram_sandbox.keeping import keeping
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m telegram_sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default="4200000000:sandbox", help="<number>:<any text>")
    parser.add_argument("--username", default="sandbox_bot")
    parser.add_argument("--state", type=Path, help="folder in which the chats survive a restart")
    parser.add_argument("--strict-pace", action="store_true", help="429 for what comes too fast")
    parser.add_argument("--seed", type=int, default=1, help="of all ids")
    return parser.parse_args()


async def _run(args: argparse.Namespace) -> None:
    clock = MovableClock()
    sandbox = Sandbox(
        args.token,
        clock,
        clock.move,
        strict_pace=args.strict_pace,
        seed=args.seed,
        username=args.username,
    )
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with (
        keeping(sandbox, args.state),
        serving(create_app(sandbox, args.host), args.host, args.port) as url,
    ):
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> int:
    """Serve until Ctrl-C; the first line on standard output is the address."""
    args = _arguments()
    if not args.token.split(":")[0].isdigit() or ":" not in args.token:
        sys.stderr.write("--token must look like 4200000000:secret\n")
        return 2
    if args.host not in LOOPBACK:
        sys.stderr.write(f"warning: everybody who reaches {args.host} can read these chats\n")
    try:
        asyncio.run(_run(args))
    except OSError as error:
        sys.stderr.write(f"cannot listen on {args.host}:{args.port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
