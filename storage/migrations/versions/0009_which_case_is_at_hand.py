"""Which case somebody on duty is at, and whether the holder of a case has written to its reporter yet."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answered_by', sa.String(), nullable=True))
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.add_column(sa.Column('at_hand', sa.String(), nullable=True))
    op.execute("UPDATE cases SET answered_by = holder_id WHERE replied_at IS NOT NULL")
    op.execute(
        "UPDATE members SET at_hand = (SELECT id FROM cases WHERE holder_id = members.id AND status = 'held' "
        "ORDER BY accepted_at DESC LIMIT 1)"
    )


def downgrade() -> None:
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_column('at_hand')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_column('answered_by')
