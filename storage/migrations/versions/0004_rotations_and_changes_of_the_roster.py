"""Rotations, shifts of workdays and holidays, and what changes the roster for a span."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('roster', schema=None) as batch_op:
        batch_op.add_column(sa.Column('holds', sa.String(), nullable=False, server_default=sa.text("'always'")))

    op.create_table('rotations',
    sa.Column('seq', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('members', sa.JSON(), nullable=False),
    sa.Column('begins', sa.String(), nullable=False),
    sa.Column('hand_over', sa.String(), nullable=False),
    sa.Column('every', sa.Integer(), nullable=False),
    sa.Column('days', sa.JSON(), nullable=False),
    sa.Column('starts', sa.String(), nullable=False),
    sa.Column('ends', sa.String(), nullable=False),
    sa.Column('holds', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_rotations'))
    )
    op.create_table('roster_changes',
    sa.Column('seq', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('member', sa.String(), nullable=False),
    sa.Column('other', sa.String(), nullable=False),
    sa.Column('starts_at', UtcTime(), nullable=False),
    sa.Column('ends_at', UtcTime(), nullable=False),
    sa.Column('other_starts_at', UtcTime(), nullable=True),
    sa.Column('other_ends_at', UtcTime(), nullable=True),
    sa.Column('agreed_at', UtcTime(), nullable=True),
    sa.Column('other_agreed_at', UtcTime(), nullable=True),
    sa.Column('rules', sa.JSON(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('made_at', UtcTime(), nullable=False),
    sa.Column('withdrawn_at', UtcTime(), nullable=True),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_roster_changes')),
    sa.UniqueConstraint('id', name=op.f('uq_roster_changes_id'))
    )


def downgrade() -> None:
    op.drop_table('roster_changes')
    op.drop_table('rotations')
    with op.batch_alter_table('roster', schema=None) as batch_op:
        batch_op.drop_column('holds')
