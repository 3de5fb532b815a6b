"""PostgreSQL behind a real PgBouncer, in either mode, with and without TLS."""

import asyncio
import shutil
from collections.abc import Callable

import pytest
from sqlalchemy import text

from bot.cli.error_lines import in_one_line
from bot.clock import MovableClock
from bot.db import revision
from bot.db.migrate import upgrade
from bot.db.store import DatabaseAway, connect, transactions
from bot.domain.ids import UserId
from tests.db.pooler import needs_pgbouncer, pooler

pytestmark = [
    needs_pgbouncer,
    pytest.mark.parametrize("dialect", ["postgresql"]),
]
MODES = pytest.mark.parametrize("mode", ["session", "transaction"])
MANY = 12
"""Connections, on the pooler's four to the server."""


@MODES
async def test_transactions_go_through_a_pooler(
    mode: str, database: str, clock: MovableClock, unused_tcp_port: int
) -> None:
    with pooler(unused_tcp_port, database, mode) as server:
        engine = connect(server.url)
        transaction = transactions(engine)

        async def live(number: int) -> None:
            for step in range(5):
                async with transaction() as store:
                    await store.people.lock(UserId(number * 100 + step), "en", clock())
                    assert await store.updates.take(number * 100 + step, clock())

        patience = 60 if mode == "session" else 30
        async with asyncio.timeout(patience):
            if mode == "session":  # a session is held for as long as the connection is open
                await live(1)
            else:
                await asyncio.gather(*(live(number) for number in range(1, MANY + 1)))
        async with engine.connect() as connection:
            taken = await connection.scalar(text("SELECT count(*) FROM updates"))
        await engine.dispose()
    assert taken == (5 if mode == "session" else 5 * MANY)


@MODES
async def test_a_schema_is_migrated_through_a_pooler(
    mode: str, database: str, unused_tcp_port: int
) -> None:
    with pooler(unused_tcp_port, database, mode) as server:
        engine = connect(server.url)
        await upgrade(engine)
        assert not await revision.is_behind(engine)
        await engine.dispose()


async def test_the_server_itself_is_told_from_a_pooler(database: str, unused_tcp_port: int) -> None:
    direct = connect(database)
    async with direct.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        assert not raw.pooled
        assert await connection.scalar(text("SHOW jit")) == "off"
    await direct.dispose()
    with pooler(unused_tcp_port, database, "transaction") as server:
        behind = connect(server.url)
        async with behind.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None
            assert raw.pooled
        await behind.dispose()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@pytest.mark.parametrize(
    ("query", "reached"),
    [
        ("?sslmode=require", True),
        ("?sslmode=verify-full&sslrootcert={folder}/cert.pem", True),
        ("?sslmode=verify-full", False),
        ("?sslmode=disable", False),
    ],
)
async def test_tls_is_used_as_the_address_says(
    query: str, reached: bool, database: str, unused_tcp_port: int
) -> None:
    with pooler(unused_tcp_port, database, "transaction", tls=True) as server:
        engine = connect(server.url + query.format(folder=server.folder))
        if reached:
            async with transactions(engine)() as store:
                assert await store.deliveries.next_due() is None
        else:
            with pytest.raises(DatabaseAway):
                async with transactions(engine)():
                    pass
        await engine.dispose()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@pytest.mark.parametrize(
    ("host", "query", "cure"),
    [
        ("127.0.0.1", "?sslmode=verify-ca", "sslrootcert"),
        ("127.0.0.1", "?sslmode=verify-full&sslrootcert=system", "sslrootcert"),
        ("localhost", "?sslmode=verify-full&sslrootcert={folder}/cert.pem", "sslmode=verify-ca"),
    ],
)
async def test_a_certificate_that_does_not_fit_is_one_line_with_its_cure(
    host: str, query: str, cure: str, database: str, unused_tcp_port: int
) -> None:
    with pooler(unused_tcp_port, database, "transaction", tls=True) as pooled:
        address = pooled.url.replace("127.0.0.1", host) + query.format(folder=pooled.folder)
        engine = connect(address)
        with pytest.raises(DatabaseAway) as away:
            async with transactions(engine)():
                pass
        await engine.dispose()
    line = in_one_line(away.value)
    assert line is not None
    assert "_ssl.c" not in line
    assert line.endswith(cure)


async def test_a_pooler_that_refuses_is_a_database_that_is_away(
    database: str, unused_tcp_port_factory: Callable[[], int]
) -> None:
    gone = f"{database.partition('?')[0]}?host=/nowhere"
    with pooler(unused_tcp_port_factory(), database, "transaction") as server:
        engine = connect(server.url.rpartition("/")[0] + "/no_such_database")
        with pytest.raises(DatabaseAway):
            async with transactions(engine)():
                pass
        await engine.dispose()
    engine = connect(gone)
    with pytest.raises(DatabaseAway):
        async with transactions(engine)():
            pass
    await engine.dispose()
