"""Runs migrations on a connection handed over, or, from the command line, on BOT_DATABASE_URL."""

import asyncio
import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text

from bot.db import indexes  # noqa: F401 - so that the metadata knows them
from bot.db.engine import connect
from bot.db.tables import metadata
from bot.db.types import Document, Instant, Member


def render_item(kind: str, item: object, _autogen: Any) -> str | Literal[False]:
    """Write our own types as what they are made of: migrations import nothing of ours."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Member):
        return "sa.String(16)"
    if kind == "type" and isinstance(item, Document):
        return "DOCUMENT"  # as the migrations before define it
    return False


def run(connection: Connection) -> None:
    """Run what was asked for in the transaction that is open."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))  # fail fast, try again
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_from_command_line() -> None:
    """`alembic revision --autogenerate` and the like."""
    engine = connect(os.environ.get("BOT_DATABASE_URL", "sqlite+aiosqlite:///data/bot.db"))
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given: Connection | None = context.config.attributes.get("connection")
if given is None:
    asyncio.run(run_from_command_line())
else:
    run(given)
