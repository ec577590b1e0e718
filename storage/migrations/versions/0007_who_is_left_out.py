"""Who is left out of a conversation, and what each member is good at."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.add_column(sa.Column('skills', sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.create_table('left_out',
    sa.Column('conversation_id', sa.String(), nullable=False),
    sa.Column('who', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_left_out_conversation_id_conversations')),
    sa.PrimaryKeyConstraint('conversation_id', 'who', name=op.f('pk_left_out'))
    )


def downgrade() -> None:
    op.drop_table('left_out')
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_column('skills')
