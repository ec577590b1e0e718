"""What is done at set times, gaps that were warned of, questions that concern no case, and drills."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('routines',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_routines'))
    )
    with op.batch_alter_table('routines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_routines_due_at'), ['due_at'], unique=False)

    op.create_table('gap_warnings',
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('starts_at', UtcTime(), nullable=False),
    sa.Column('ends_at', UtcTime(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('warned_at', UtcTime(), nullable=False),
    sa.PrimaryKeyConstraint('team', 'role', 'starts_at', name=op.f('pk_gap_warnings'))
    )
    op.create_table('drills',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('started_by', sa.String(), nullable=False),
    sa.Column('started_at', UtcTime(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=True),
    sa.Column('ended_at', UtcTime(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drills')),
    sa.UniqueConstraint('code', name=op.f('uq_drills_code'))
    )
    with op.batch_alter_table('drills', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_drills_due_at'), ['due_at'], unique=False)

    op.create_table('asks',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('drill_id', sa.String(), nullable=True),
    sa.Column('member', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=True),
    sa.Column('posts', sa.JSON(), nullable=False),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('starts_at', UtcTime(), nullable=False),
    sa.Column('asked_at', UtcTime(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('sent_at', UtcTime(), nullable=True),
    sa.Column('answered_at', UtcTime(), nullable=True),
    sa.Column('error', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['drill_id'], ['drills.id'], name=op.f('fk_asks_drill_id_drills')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_asks_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asks')),
    sa.UniqueConstraint('kind', 'member', 'starts_at', name=op.f('uq_asks_kind_member_starts_at'))
    )
    with op.batch_alter_table('asks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asks_drill_id'), ['drill_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asks_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_asks_member_id'), ['member_id'], unique=False)


def downgrade() -> None:
    op.drop_table('asks')
    op.drop_table('drills')
    op.drop_table('gap_warnings')
    op.drop_table('routines')
