"""Callback queries: pressed by a person, to be answered once and soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram_sandbox.clock import Now
from telegram_sandbox.errors import QUERY_TOO_OLD, bad_request
from telegram_sandbox.ids import Ids

ANSWER_WINDOW = timedelta(seconds=30)
"""Telegram publishes no figure; people report refusals from 15 s on."""


@dataclass(slots=True)
class _Query:
    person: int
    at: datetime


class Callbacks:
    """The queries that may still be answered."""

    def __init__(self, now: Now, ids: Ids) -> None:
        self._now = now
        self._ids = ids
        self._open: dict[str, _Query] = {}

    def press(self, person: int) -> str:
        """Open a query and return its id."""
        late = self._now() - ANSWER_WINDOW
        self._open = {id_: query for id_, query in self._open.items() if query.at >= late}
        query_id = self._ids.digits()
        self._open[query_id] = _Query(person, self._now())
        return query_id

    def answer(self, query_id: str) -> int:
        """Close a query and return the person who waits for it.

        Raises:
            ApiError: unknown, answered already, or too old.
        """
        query = self._open.pop(query_id, None)
        if query is None or self._now() - query.at > ANSWER_WINDOW:
            raise bad_request(QUERY_TOO_OLD)
        return query.person
