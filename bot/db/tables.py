"""The tables and what each column means."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.db.types import Document, Instant, Member, Serial
from bot.domain.assessment.profile import Conclusion
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.safety.flag import Refer
from bot.domain.training.workout import Ending

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


updates = Table(
    "updates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Instant, nullable=False, index=True),
)
"""Updates already handled: ids only, no person and no words."""
people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(35), nullable=False),
    Column("came_from", Text),
    Column("consent_version", String(32)),
    Column("consent_at", Instant),
    Column("preferences", Document, nullable=False),
    Column("started", Date),
    Column("paused_until", Date),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("reachable", Boolean, nullable=False, server_default=true()),
    Column("lock", Document),
    Column("cleared", Document, nullable=False),
    Column("cleared_at", Instant),
    Column("met_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
"""`seen_at` is the last time they wrote or tapped: retention counts from there."""
locks = Table(
    "locks",
    metadata,
    Column("person_hash", LargeBinary(32), primary_key=True),
    Column("refer", Member(Refer), nullable=False),
    Column("since", Instant, nullable=False),
)
"""Erased people who were locked: enough to ask them the same questions again, and no more."""
salts = Table(
    "salts",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("salt", LargeBinary(16), nullable=False),
)
"""What the hashes of this database are salted with."""
answers = Table(
    "answers",
    metadata,
    Column(
        "dialogue",
        Serial,
        ForeignKey("dialogues.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("question", String(64), primary_key=True),
    Column("value", Document, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("error", Float),
)
"""`error` is how far off a number may be that was measured without a ruler; NULL with one.
`given` is false while the question is off the script's path: kept, but it does not count."""
files = Table(
    "files",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(128), primary_key=True),
    Column("file_id", Text, nullable=False),
)
"""What Telegram calls a file that was sent once, for each bot."""
budgets = Table(
    "budgets",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Instant, nullable=False),
    Column("paused_until", Instant),
)
"""What all replicas together may still send: one row for each lane."""
zone_rules = Table(
    "zone_rules",
    metadata,
    Column("zone", String(64), primary_key=True),
    Column("moments", Document, nullable=False),
    Column("offsets", Document, nullable=False),
    Column("known_until", BigInteger, nullable=False),
)
"""How far the clocks of a zone are ahead of UTC (seconds), from each of some moments (seconds since
1970) on: the rules by which messages were promised."""


def _person(primary_key: bool = False) -> Column[int]:
    """Whose row it is; it goes when the person goes."""
    return Column(
        "person",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


dialogues = Table(
    "dialogues",
    metadata,
    Column("id", Serial, primary_key=True),
    _person(),
    Column("script", String(64), nullable=False),
    Column("draft", Document),
    Column("draft_error", Float),
    Column("opened_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index("ix_dialogues_person_script", "person", "script"),
    sqlite_autoincrement=True,  # an id on an old button must never come to mean another dialogue
)


profiles = Table(
    "profiles",
    metadata,
    Column("id", Serial, primary_key=True),
    _person(),
    Column("at", Instant, nullable=False),
    Column("conclusion", Member(Conclusion), nullable=False),
    Column("profile", Document, nullable=False),
    Index("ix_profiles_person_id", "person", "id"),
)
"""Each as it was told, whatever later releases would conclude."""

workouts = Table(
    "workouts",
    metadata,
    _person(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("begun", Boolean, nullable=False),
    Column("ending", Member(Ending)),
    Column("effort", SmallInteger),
    Column("routine", Document, nullable=False),
    Column("cards", Document, nullable=False),
    Column("pains", Document, nullable=False),
)
"""One row per person and local day."""

undos = Table(
    "undos",
    metadata,
    _person(primary_key=True),
    Column("token", BigInteger, nullable=False),
    Column("before", Document, nullable=False),
    Column("after", String(64), nullable=False),
)
"""How things stood before each person's last typed message, and a digest of how after it."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    _person(),
    Column("kind", Member(DeliveryKind), nullable=False),
    Column("slot", String(64), nullable=False),
    Column("due", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("state", Member(DeliveryState), nullable=False),
    Column("ready", Instant),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("message_id", BigInteger),
    Column("sent_at", Instant),
    Column("reason", Text),
    UniqueConstraint("person", "kind", "slot"),
)
"""`ready` is when a claim may take the row: when due, later after a 429, at the end of the lease
while claimed; NULL once settled."""


events = Table(
    "events",
    metadata,
    Column("id", Serial, primary_key=True),
    _person(),
    Column("at", Instant, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("detail", Document, nullable=False),
    Index("ix_events_person_at", "person", "at"),
)
"""Every red flag and every stop, by id and without words."""
