"""One transaction with all repositories; when the database counts as away."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cached_property
from time import perf_counter

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.db.budget import Budget
from bot.db.census import Counting
from bot.db.deliveries import Deliveries
from bot.db.dialogues import Dialogues
from bot.db.engine import UNREACHABLE, connect
from bot.db.events import Events
from bot.db.files import Files
from bot.db.group_commit import GroupCommit
from bot.db.outage_log import OutageLog
from bot.db.people import People
from bot.db.profiles import Profiles
from bot.db.read_cache import ReadCache
from bot.db.takeout import Takeout
from bot.db.undos import Undos
from bot.db.updates import Updates
from bot.db.workouts import Workouts
from bot.db.zones import Zones
from bot.meter import AWAY, TRANSACTION_SECONDS

__all__ = ["DatabaseAway", "Store", "Transaction", "connect", "transactions"]


PASSING = ("08", "25", "40", "53", "55", "57", "58")
"""Classes of PostgreSQL's error codes for what may work later: connection, idle for too long,
deadlock, disk or memory full, lock not to be had, shutting down, input and output."""
AWAY_ITSELF = (
    *(OperationalError, InterfaceError, sqlite3.OperationalError),
    *(TimeoutError, ConnectionError),  # a statement that took too long, a connection that broke
)


class DatabaseAway(Exception):
    """The database cannot be reached, is full or gave up; the same may work later."""


class Store:
    """One transaction: committed when the block ends well, rolled back when it does not."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._known = ReadCache()

    async def alone(self, what: str) -> bool:
        """Take a named lock until the transaction ends; return whether no other replica holds
        it."""
        if self._connection.dialect.name != "postgresql":
            return True  # the transaction itself is alone
        lock = func.pg_try_advisory_xact_lock(func.hashtext(what))
        return bool(await self._connection.scalar(select(lock)))

    @cached_property
    def updates(self) -> Updates:
        """Updates already handled."""
        return Updates(self._connection)

    @cached_property
    def people(self) -> People:
        """The people."""
        return People(self._connection, self._known)

    @cached_property
    def dialogues(self) -> Dialogues:
        """Runs of scripts and their answers."""
        return Dialogues(self._connection, self._known)

    @cached_property
    def profiles(self) -> Profiles:
        """What assessments concluded."""
        return Profiles(self._connection, self._known)

    @cached_property
    def workouts(self) -> Workouts:
        """The days."""
        return Workouts(self._connection, self._known)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Promised messages."""
        return Deliveries(self._connection, self._known)

    @cached_property
    def budget(self) -> Budget:
        """What all replicas together may still push."""
        return Budget(self._connection)

    @cached_property
    def files(self) -> Files:
        """File ids of Telegram."""
        return Files(self._connection)

    @cached_property
    def zones(self) -> Zones:
        """The rules of time zones by which messages were promised."""
        return Zones(self._connection)

    @cached_property
    def takeout(self) -> Takeout:
        """What a person may take along."""
        return Takeout(self._connection)

    @cached_property
    def counting(self) -> Counting:
        """Numbers for the operator."""
        return Counting(self._connection)

    @cached_property
    def undos(self) -> Undos:
        """The state before each last message."""
        return Undos(self._connection)

    @cached_property
    def events(self) -> Events:
        """The log of flags and stops."""
        return Events(self._connection, self._known)


Transaction = Callable[[], AbstractAsyncContextManager[Store]]
"""Begins a transaction."""


def transactions(engine: AsyncEngine, outage: OutageLog | None = None) -> Transaction:
    """Return transactions of this database: commit on a clean exit, roll back on any exception.

    One must not begin inside another of the same task: it would wait for itself.

    Args:
        outage: where every failure to reach the database is logged; None logs nothing.

    Raises (on entering, inside or on leaving):
        DatabaseAway: nothing was kept.
    """
    begin = GroupCommit(engine).transaction if engine.dialect.name == "sqlite" else engine.begin

    @asynccontextmanager
    async def transaction() -> AsyncIterator[Store]:
        entered = False
        begun = perf_counter()
        try:
            async with begin() as connection:
                entered = True
                yield Store(connection)
        except UNREACHABLE as error:
            if not entered or _away(error):
                AWAY.add()
                if outage is not None:
                    outage.away(_reason(error))
                raise DatabaseAway from error
            raise
        finally:
            TRANSACTION_SECONDS.note(perf_counter() - begun)

    return transaction


def _away(error: Exception) -> bool:
    if isinstance(error, AWAY_ITSELF):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or code[:2] in PASSING


def _reason(error: Exception) -> str:
    """Say why, for the log: in SQLite's words, which hold no values, or by PostgreSQL's code."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return str(cause)
    return getattr(cause, "sqlstate", None) or type(cause).__name__
