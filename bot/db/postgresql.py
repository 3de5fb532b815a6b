"""Connect to PostgreSQL, directly or through a pooler such as PgBouncer."""

from typing import Any

import asyncpg
from sqlalchemy.event import listen
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.db.address import parse_address

PATIENCE_S = 10
"""How long to wait for a connection, or for a row that somebody else has locked."""
LONGEST_S = 60
"""How long a statement may take."""
SESSION = (
    "SET jit = off;"  # compiling costs more than our small statements
    f"SET lock_timeout = '{PATIENCE_S}s';"
    f"SET idle_in_transaction_session_timeout = '{LONGEST_S}s'"
)


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that knows whether a pooler stands in front of the server.

    A pooler gives each transaction whichever session is free. So statements must not be prepared
    under a name, and what is set for a session would be set for others.
    """

    __slots__ = ("pooled",)

    pooled: bool


async def open_connection(*arguments: Any, **settings: Any) -> Connection:
    """Connect, and set the session up where it is ours alone.

    No setting is sent while connecting: PgBouncer refuses those that it does not know.

    Raises:
        OSError: the server is not there, or refuses; the text says why.
    """
    try:
        connection: Connection = await asyncpg.connect(
            *arguments, **settings, connection_class=Connection, statement_cache_size=0
        )
        # A pooler makes up the number that a client cancels its statements by.
        number = await connection.fetchval("SELECT pg_backend_pid()")
        connection.pooled = number != connection.get_server_pid()
        if not connection.pooled:
            await connection.execute(SESSION)
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise ConnectionRefusedError(str(error).partition("\n")[0]) from error
    return connection


def postgresql(text: str) -> AsyncEngine:
    """The database behind an address of PostgreSQL.

    Raises:
        WrongAddress: a part of it makes no sense.
    """
    address = parse_address(text)
    session = {"application_name": "counterpose"}
    if address.options is not None:
        session["options"] = address.options
    settings: dict[str, Any] = {
        "async_creator_fn": open_connection,
        "timeout": PATIENCE_S,
        "command_timeout": LONGEST_S,
        "server_settings": session,
    }
    if address.tls is not None:
        settings["ssl"] = address.tls
    engine = create_async_engine(
        address.url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=PATIENCE_S,
        connect_args=settings,
    )
    listen(engine.sync_engine, "connect", _connected)
    return engine


def _connected(adapted: Any, _record: object) -> None:
    """Behind a pooler every statement goes under the empty name and is kept for nobody."""
    if adapted.driver_connection.pooled:
        adapted._prepared_statement_cache = None
        adapted._prepared_statement_name_func = str
