"""How long it takes until all are answered who write at once, where Telegram takes 30 a second.

    python -m tests.bench.limits [--people 1500]

The peer is the bot without a queue: each reply alone asks again after the pause that it was told,
as python-telegram-bot's users write it. The limit is what the rate allows.
"""

import argparse
import asyncio
import logging
import tempfile
from pathlib import Path
from time import monotonic

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.app.deps import Deps
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.telegram.polling import poll
from bot.telegram.reply_queue import ReplyQueue
from bot.telegram.request import AiohttpRequest, seconds
from bot.telegram.respond import Pacing, Responder
from bot.views.texts import Texts
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import CATALOG, TOKEN

RATE = 30.0
PATIENCE_S = 300.0
PAUSES = (1.0, 2.0, 4.0)
"""Seconds before each new try where no pause was told."""


class EachAlone(ReplyQueue):
    """No queue: a few tries, each after the pause that Telegram named."""

    async def __call__(self, call):  # type: ignore[no-untyped-def]
        """Ask again after the pause that it was told, or a few seconds where none was told."""
        for pause in PAUSES:
            try:
                return await call()
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest:  # to PTB a kind of NetworkError
                raise
            except NetworkError:
                await asyncio.sleep(pause)
        return await call()


async def answer_all(people: int, queue: ReplyQueue) -> tuple[int, float]:
    """How many of them are answered, and the seconds until the last was."""
    clock = MovableClock()
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}")
        await upgrade(engine)
        sandbox = Sandbox(TOKEN, clock, strict_pace=True)
        async with serving(create_app(sandbox)) as api:
            request = AiohttpRequest()
            bot = Bot(TOKEN, f"{api}/bot", request=request, get_updates_request=request)
            deps = Deps(CATALOG, transactions(engine), clock)
            words = Texts("en", CATALOG.words)
            responder = Responder(deps, bot, lambda _: words, pacing=Pacing(queue))
            crowd = [acts.join(sandbox) for _ in range(people)]
            for person in crowd:
                acts.write(sandbox, person, "/help")
            begun = last = monotonic()
            answered = 0
            async with bot, responder.running(), asyncio.TaskGroup() as group:
                polling = group.create_task(poll(bot, responder))
                while answered < people and monotonic() - begun < PATIENCE_S:
                    await asyncio.sleep(0.25)
                    sent = sum(bool(m.from_bot) for m in sandbox.messages.all())
                    if sent > answered:
                        answered, last = sent, monotonic()
                    elif not (responder._sending or sandbox.updates.queue):
                        break
                polling.cancel()
        await engine.dispose()
    return answered, last - begun


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    people = parser.parse_args().people
    logging.disable()
    allowed = (people - RATE) / RATE
    print(f"{people} people write at once; the rate allows all answers in {allowed:.1f} s")
    for title, queue in (("one queue", ReplyQueue(RATE)), ("each alone", EachAlone(RATE))):
        answered, seconds = asyncio.run(answer_all(people, queue))
        ratio = f"{seconds / allowed:.2f} times that"
        print(
            f"{title:12} answered {answered:5} of {people}, the last after {seconds:.1f} s, {ratio}"
        )


if __name__ == "__main__":
    main()
