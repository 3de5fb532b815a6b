"""A rush through the real path: pace, 429s, and how long a reply waits meanwhile.

    python -m tests.bench.burst [--people 900] [--rate 30] [--database sqlite|postgresql]

Everybody's routine is due in the same second, before a sandbox that answers 429 above the rate;
one more person asks for /help all the while. The limit is B / rate seconds, the peer is what
PTB's AIORateLimiter does to replies (first come, first served).
"""

import argparse
import asyncio
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

from telegram import Bot

from bot.app.deps import Deps
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.telegram.outbound import Outbound
from bot.telegram.polling import poll
from bot.telegram.pushing import Pusher
from bot.telegram.request import AiohttpRequest
from bot.telegram.respond import Pacing, Responder
from bot.telegram.tick import ticking
from bot.views.texts import Texts
from telegram_sandbox import acts
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.conftest import postgresql
from tests.delivery.crowd import CATALOG, TOKEN, Watch, join, settle_in, until


async def replies(sandbox: Sandbox, over: asyncio.Event) -> list[float]:
    """Seconds from a message to its answer, one after the other until it is over."""
    person = acts.join(sandbox, first_name="Ann")
    times = []
    while not over.is_set():
        before = len(sandbox.messages.of(person.id)) + 2
        begun = monotonic()
        acts.write(sandbox, person, "/help")
        await until(lambda seen=before: len(sandbox.messages.of(person.id)) >= seen)  # type: ignore[misc]
        times.append(monotonic() - begun)
        await asyncio.sleep(1.1)  # Telegram's own limit for one chat
    return times


async def run(database: str, people: int, rate: float) -> None:
    """One rush."""
    clock = MovableClock()
    engine = connect(database)
    await upgrade(engine)
    sandbox = Sandbox(TOKEN, clock)
    refused = 0

    async with serving(create_app(sandbox)) as api:
        request = AiohttpRequest()
        bot = Bot(TOKEN, f"{api}/bot", request=request, get_updates_request=request)
        deps = Deps(CATALOG, transactions(engine), clock)
        crowd = join(sandbox, people)
        await settle_in(deps.transaction, crowd, clock())
        sandbox.strict_pace = True
        watch = Watch(sandbox)
        over = asyncio.Event()
        speak = lambda language: Texts(language, CATALOG.words)  # noqa: E731
        pusher = Pusher(deps, Outbound(bot), speak, rate)
        responder = Responder(deps, bot, speak, pacing=Pacing(speaks=pusher.make_room))
        async with bot:
            with ticking(pusher.tick):
                async with responder.running(), pusher.running(), asyncio.TaskGroup() as group:
                    polling = group.create_task(poll(bot, responder))
                    waits = group.create_task(replies(sandbox, over))
                    begun = monotonic()
                    await until(lambda: len(watch.sends) > people, people, every=0.2)
                    await until(lambda: len(watch.arrived()) > people, people, every=1.0)
                    took = monotonic() - begun
                    over.set()
                    await asyncio.wait({waits})
                    polling.cancel()
        arrived = watch.arrived()
        sent = sum(chat in set(crowd) for _, chat in watch.sends)
        refused = sent - sum(arrived[chat] for chat in crowd)
    await engine.dispose()
    each = sorted(waits.result())
    lost = sum(arrived[chat] == 0 for chat in crowd)
    doubled = sum(arrived[chat] > 1 for chat in crowd)
    p99 = quantiles(each, n=100)[-1]
    print(f"{people} due at once at {rate:.0f}/s on {engine.dialect.name}")
    print(
        f"lost {lost}, doubled {doubled}, 429s {refused}, busiest second {watch.busiest_second()}"
    )
    print(f"took {took:.1f} s, limit {people / rate:.1f} s, ratio {took / people * rate:.2f}")
    print(f"replies meanwhile: p50 {median(each):.3f} s, p99 {p99:.3f} s of {len(each)}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=900)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        if arguments.database == "sqlite":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}"
        else:
            url = stack.enter_context(postgresql()).format(database="postgres")
        asyncio.run(run(url, arguments.people, arguments.rate))


if __name__ == "__main__":
    main()
