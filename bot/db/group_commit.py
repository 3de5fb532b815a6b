"""Commit several transactions at once on SQLite, whose one writer waits for the disk.

Whoever begins leads: when its own work is done it goes to the end of the queue, so that all who
were waiting do their work first, each behind a savepoint of its own; then it commits for all.
Nobody is told "kept" before that. With nobody waiting this is an ordinary transaction.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.db.sqlite import PATIENCE, Connection


class _Group:
    """Transactions that are committed together."""

    def __init__(self, connection: AsyncConnection, driver: Connection) -> None:
        self.connection = connection
        self.driver = driver
        self.kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class GroupCommit:
    """Transactions of one engine, in the order in which they were asked for."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()
        self._group: _Group | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Run one transaction: kept when the block ends well, undone when it does not, whatever
        becomes of the others."""
        await self._my_turn()
        try:
            leads = self._group is None
            group = self._group or await self._begin()
            if not leads:
                group.driver.savepoint()
            try:
                yield group.connection
                group.driver.settle(savepoint=not leads)
            except BaseException as error:
                await self._undo(group, leads, error)
                raise
        finally:
            self._turn.release()
        if leads:
            await asyncio.shield(self._commit(group))
        await asyncio.shield(group.kept)

    async def _my_turn(self) -> None:
        async with asyncio.timeout(PATIENCE):
            await self._turn.acquire()

    async def _begin(self) -> _Group:
        connection = await self._engine.connect()
        try:
            await connection.begin()
            driver: Any = (await connection.get_raw_connection()).driver_connection
        except BaseException:
            await connection.close()
            raise
        self._group = _Group(connection, driver)
        return self._group

    async def _undo(self, group: _Group, leads: bool, error: BaseException) -> None:
        if not leads and group.driver.in_transaction:
            group.driver.undo()
            return
        # The leader is alone still; or the disk is full and SQLite has undone the work of all.
        self._group = None
        undone = sqlite3.OperationalError("undone together with another transaction")
        undone.__cause__ = error
        _fail(group, undone)
        await group.connection.close()

    async def _commit(self, group: _Group) -> None:
        async with self._turn:
            if self._group is not group:
                return
            self._group = None
            try:
                await group.connection.commit()
            except BaseException as error:
                _fail(group, error)
            else:
                group.kept.set_result(None)
            finally:
                await group.connection.close()


def _fail(group: _Group, error: BaseException) -> None:
    group.kept.set_exception(error)
    group.kept.exception()  # there may be nobody left to be told
