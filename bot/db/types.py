"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine

Serial = BigInteger().with_variant(Integer, "sqlite")
"""A key the database counts up; SQLite does so only for a column called INTEGER."""

Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON value that is written already."""

    text: str


class Document(TypeDecorator[Any]):
    """A JSON value, written already or not; None is NULL."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Kept parsed where the database can."""
        if dialect.name != "postgresql":
            return super().load_dialect_impl(dialect)
        from sqlalchemy.dialects.postgresql import JSONB  # loaded where it is used

        return dialect.type_descriptor(JSONB(none_as_null=True))

    def bind_processor(self, dialect: Dialect) -> Processor:
        """To the database, which takes JSON as text."""
        write = super().bind_processor(dialect)
        assert write is not None
        return lambda value: value.text if isinstance(value, JsonText) else write(value)


class Instant(TypeDecorator[datetime]):
    """An aware moment, in UTC on every database; a naive one is refused.

    SQLite keeps text that sorts by time and forgets the zone, which is put back on reading.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:
        """To the database."""
        return _utc_text if dialect.name == "sqlite" else _utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor | None:  # noqa: ARG002
        """From the database; PostgreSQL's driver gives aware UTC itself."""
        return _from_text if dialect.name == "sqlite" else None


class Member(TypeDecorator[StrEnum]):
    """One of a closed set of words, kept as the word."""

    impl = String(16)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """To the database."""
        return _word

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """From the database."""
        known: dict[str | None, StrEnum | None] = {member.value: member for member in self.members}
        known[None] = None
        return known.__getitem__


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def _utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a naive datetime is not an instant")
    return value.astimezone(UTC)


def _utc_text(value: datetime | None) -> str | None:
    utc = _utc(value)
    return None if utc is None else utc.isoformat(" ", "microseconds")[:26]  # without the zone


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")
