"""Connections: what each database needs to keep the same promises."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_SECONDS = 10
"""How long a transaction waits for another process that is writing to the same SQLite file."""


def connect(url: str) -> AsyncEngine:
    """The database behind a URL; nothing is opened before the first transaction.

    Args:
        url: `sqlite+aiosqlite:///path` (its folder is made if missing) or
            `postgresql+asyncpg://...`.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=BUSY_SECONDS,
        connect_args={
            "timeout": BUSY_SECONDS,
            "command_timeout": 60,
            "server_settings": {
                "application_name": "counterpose",
                "jit": "off",  # compiling costs more than our small statements
                "idle_in_transaction_session_timeout": "60000",
            },
        },
    )


def _sqlite(url: str) -> AsyncEngine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        pool_size=1,  # SQLite has one writer; waiting here is fair, waiting there is polling
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # so that a read for a write is already locked
