"""How far off a number may be that was measured without a ruler."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("error", sa.Float(), nullable=True))
    op.add_column("dialogues", sa.Column("draft_error", sa.Float(), nullable=True))


def downgrade() -> None:
    op.drop_column("dialogues", "draft_error")
    op.drop_column("answers", "error")
