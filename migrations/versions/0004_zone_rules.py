"""The rules of time zones by which messages were promised."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "zone_rules",
        sa.Column("zone", sa.String(64), primary_key=True),
        sa.Column("moments", DOCUMENT, nullable=False),
        sa.Column("offsets", DOCUMENT, nullable=False),
        sa.Column("known_until", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("zone_rules")
