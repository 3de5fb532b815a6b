"""Indexes over a part of a table, which only migrations have to know.

Each names both databases, and naming one loads all that SQLAlchemy has for it.
"""

from sqlalchemy import Index, text

from bot.db.tables import deliveries


def _where(name: str, condition: str, *columns: str) -> Index:
    part = text(condition)
    on = [deliveries.c[column] for column in columns]
    return Index(name, *on, postgresql_where=part, sqlite_where=part)


READY = _where("ix_deliveries_ready", "ready IS NOT NULL", "ready", "priority", "expires")
"""What is due, what has lapsed and when the next is due, however many rows there are."""
SETTLED = _where("ix_deliveries_settled", "ready IS NULL", "due")
"""What is old enough to be forgotten."""
