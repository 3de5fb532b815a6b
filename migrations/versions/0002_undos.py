"""How things stood before each person's last message."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "undos",
        sa.Column(
            "person",
            sa.BigInteger(),
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("before", DOCUMENT, nullable=False),
        sa.Column("after", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("undos")
