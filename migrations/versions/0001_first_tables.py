"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def person(primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "person",
        sa.BigInteger(),
        sa.ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("handled_at", INSTANT, nullable=False),
    )
    op.create_index("ix_updates_handled_at", "updates", ["handled_at"])
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("came_from", sa.Text()),
        sa.Column("consent_version", sa.String(32)),
        sa.Column("consent_at", INSTANT),
        sa.Column("preferences", DOCUMENT, nullable=False),
        sa.Column("started", sa.Date()),
        sa.Column("paused_until", sa.Date()),
        sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reachable", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("lock", DOCUMENT),
        sa.Column("cleared", DOCUMENT, nullable=False),
        sa.Column("cleared_at", INSTANT),
        sa.Column("met_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_table(
        "locks",
        sa.Column("person_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("refer", sa.String(16), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
    )
    op.create_table(
        "salts",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
    )
    op.create_table(
        "dialogues",
        sa.Column("id", SERIAL, primary_key=True),
        person(),
        sa.Column("script", sa.String(64), nullable=False),
        sa.Column("draft", DOCUMENT),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("touched_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dialogues_person_script", "dialogues", ["person", "script"])
    op.create_table(
        "answers",
        sa.Column(
            "dialogue",
            SERIAL,
            sa.ForeignKey("dialogues.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("value", DOCUMENT, nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "profiles",
        sa.Column("id", SERIAL, primary_key=True),
        person(),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("conclusion", sa.String(16), nullable=False),
        sa.Column("profile", DOCUMENT, nullable=False),
    )
    op.create_index("ix_profiles_person_id", "profiles", ["person", "id"])
    op.create_table(
        "workouts",
        person(primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("ending", sa.String(16)),
        sa.Column("effort", sa.SmallInteger()),
        sa.Column("routine", DOCUMENT, nullable=False),
        sa.Column("cards", DOCUMENT, nullable=False),
        sa.Column("pains", DOCUMENT, nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", SERIAL, primary_key=True),
        person(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("slot", sa.String(64), nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ready", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("sent_at", INSTANT),
        sa.Column("reason", sa.Text()),
        sa.UniqueConstraint("person", "kind", "slot"),
    )
    op.create_index(
        "ix_deliveries_ready",
        "deliveries",
        ["ready", "priority", "expires"],
        postgresql_where=sa.text("ready IS NOT NULL"),
        sqlite_where=sa.text("ready IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_settled",
        "deliveries",
        ["due"],
        postgresql_where=sa.text("ready IS NULL"),
        sqlite_where=sa.text("ready IS NULL"),
    )
    op.create_table(
        "files",
        sa.Column("bot", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(128), primary_key=True),
        sa.Column("file_id", sa.Text(), nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", SERIAL, primary_key=True),
        person(),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("detail", DOCUMENT, nullable=False),
    )
    op.create_index("ix_events_person_at", "events", ["person", "at"])
    op.create_table(
        "budgets",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("paused_until", INSTANT),
    )


def downgrade() -> None:
    for table in (
        "budgets",
        "events",
        "files",
        "deliveries",
        "workouts",
        "profiles",
        "answers",
        "dialogues",
        "salts",
        "locks",
        "people",
        "updates",
    ):
        op.drop_table(table)
