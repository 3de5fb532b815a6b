"""What it costs to kill bots while they push to a crowd."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import wall_clock
from bot.db.store import connect, transactions
from telegram_sandbox.app import create_app
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox
from tests.delivery.crowd import TOKEN, Watch, join, settle_in, until
from tests.story.bots import HOOK, Bots, Launcher

LEASES_OVER = 120.0
"""Seconds after which whatever a killed bot had claimed can be claimed again."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What kills cost."""

    people: int
    kills: int
    lost: int
    doubled: int
    in_doubt: int
    """Sent but not marked at the moments of the kills, whoever sent it."""
    unexplained: int
    """Doubled without ever having been in doubt."""
    stuck: int
    promised: int
    """Routines promised for the next day."""
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.people} pushes, {self.kills} kills, {self.seconds:.0f} s: {self.lost} lost, "
            f"{self.doubled} doubled of {self.in_doubt} in doubt and {self.unexplained} besides, "
            f"{self.stuck} stuck"
        )


async def kill_while_pushing(
    launcher: Launcher,
    folder: Path,
    database: str,
    *,
    people: int,
    kills: int,
    replicas: int,
    rate: float,
) -> Toll:
    """Push to a crowd while bots are killed in turn, evenly over the time it takes."""
    sandbox = Sandbox(TOKEN, wall_clock)
    watch = Watch(sandbox)
    engine = connect(database)
    loop = asyncio.get_running_loop()
    try:
        async with serving(create_app(sandbox)) as api:
            crowd = join(sandbox, people)
            # The clock moves past three hours, after which a reminder follows a routine.
            await settle_in(transactions(engine), crowd, wall_clock(), reminders=False)
            bots = Bots(
                launcher,
                folder,
                BOT_TOKEN=TOKEN,
                BOT_API_URL=api,
                BOT_DATABASE_URL=database,
                BOT_SEND_RATE=str(rate),
                **HOOK,
            )
            running = [await bots.start() for _ in range(replicas)]
            begun = loop.time()
            in_doubt: set[int] = set()
            try:
                for turn in range(kills):
                    goal = people * (turn + 1) // (kills + 2)
                    await until(partial(_seen, watch, goal), 300)
                    bots.kill(running[turn % replicas])
                    await asyncio.sleep(0.2)  # what had left may still be on its way
                    in_doubt |= await _in_doubt(engine, watch)
                    if replicas == 1:  # else it would end the leases of those who live
                        bots.shift((turn + 1) * LEASES_OVER)
                    running[turn % replicas] = await bots.start()
                for number in running:
                    bots.kill(number)
                await asyncio.sleep(1)
                in_doubt |= await _in_doubt(engine, watch)
                bots.shift((kills + 1) * LEASES_OVER)
                running = [await bots.start() for _ in range(replicas)]
                await until(lambda: len(watch.arrived()) >= people, 600, every=0.5)
                await _all_sent(engine, people)
                took = loop.time() - begun
            finally:
                bots.close()
            arrived: Counter[int] = watch.arrived()
            rows = await _rows(engine)
    finally:
        await engine.dispose()
    return Toll(
        people=people,
        kills=bots.kills,
        lost=sum(arrived[chat] == 0 for chat in crowd),
        doubled=sum(arrived[chat] - 1 for chat in crowd if arrived[chat] > 1),
        in_doubt=len(in_doubt),
        unexplained=sum(arrived[chat] > 1 for chat in crowd if chat not in in_doubt),
        stuck=rows["claimed"],
        promised=rows["promised"],
        seconds=took,
    )


def _seen(watch: Watch, goal: int) -> bool:
    return len(watch.sends) >= goal


async def _all_sent(engine: AsyncEngine, people: int) -> None:
    for _ in range(600):
        if await _sent(engine) >= people:
            return
        await asyncio.sleep(0.1)


async def _sent(engine: AsyncEngine) -> int:
    return (await _rows(engine))["sent"]


async def _in_doubt(engine: AsyncEngine, watch: Watch) -> set[int]:
    """Who was sent to without its being written down. A lease outlives the next kill, so that
    what was still on its way is found there."""
    query = (
        "SELECT person FROM deliveries WHERE kind = 'routine' AND state <> 'sent' "
        "AND slot = (SELECT min(slot) FROM deliveries WHERE kind = 'routine')"
    )
    async with engine.connect() as connection:
        unmarked = set(await connection.scalars(text(query)))
    return unmarked & {chat for _, chat in watch.sends}


async def _rows(engine: AsyncEngine) -> Counter[str]:
    """State -> how many routines."""
    query = "SELECT state, count(*) AS number FROM deliveries WHERE kind = 'routine' GROUP BY 1"
    async with engine.connect() as connection:
        rows = await connection.execute(text(query))
        return Counter({row.state: row.number for row in rows})
