"""PostgreSQL goes away in the middle of a push and comes back."""

import asyncio
import logging

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.app.push import dispatch
from bot.db import outage_log
from tests.delivery.conftest import Stage
from tests.delivery.crowd import until


async def doors(database: str, *, open: bool) -> None:
    """Let everybody in again, or throw everybody out and let nobody in."""
    url = make_url(database)
    server = url.set(drivername="postgresql", database="postgres")
    connection = await asyncpg.connect(server.render_as_string(hide_password=False))
    await connection.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS {open}")
    if not open:
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
        await connection.execute(query, url.database)
    await connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_database_that_was_away_loses_and_doubles_nobody(
    stage: Stage, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    people = await stage.crowd(30)
    async with stage.pushing(rate=10):
        await until(lambda: len(stage.watch.sends) >= 5)
        with caplog.at_level(logging.WARNING, outage_log.__name__):
            await doors(database, open=False)
            await until(lambda: any(r.name == outage_log.__name__ for r in caplog.records))
            await doors(database, open=True)
            await until(lambda: "database back" in caplog.text)
        assert stage.sandbox.move is not None
        stage.sandbox.move(2 * dispatch.LEASE)  # what had been claimed then
        await until(lambda: len(stage.watch.arrived()) >= len(people))
        for _ in range(600):
            if {state for state, _ in await stage.routines()} == {"sent"}:
                break
            await asyncio.sleep(0.05)
    assert stage.watch.arrived() == dict.fromkeys(people, 1)
    assert await stage.promised() == len(people)
