"""What is owed in cases that somebody has, hand-overs, and how far each page came."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(), nullable=False, server_default=sa.text("'page'")))
        batch_op.add_column(sa.Column('sent_at', UtcTime(), nullable=True))
        batch_op.add_column(sa.Column('error', sa.String(), nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_subject'), ['subject'], unique=False)

    op.create_table('watches',
    sa.Column('case_id', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('since', UtcTime(), nullable=False),
    sa.Column('patience', sa.Integer(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_watches_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'what', name=op.f('pk_watches'))
    )
    with op.batch_alter_table('watches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_watches_due_at'), ['due_at'], unique=False)

    op.create_table('hand_overs',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('case_id', sa.String(), nullable=False),
    sa.Column('conversation_id', sa.String(), nullable=False),
    sa.Column('page_id', sa.String(), nullable=True),
    sa.Column('from_id', sa.String(), nullable=False),
    sa.Column('note', sa.LargeBinary(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('at', UtcTime(), nullable=False),
    sa.Column('ended_at', UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_hand_overs_case_id_cases')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_hand_overs_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['from_id'], ['members.id'], name=op.f('fk_hand_overs_from_id_members')),
    sa.ForeignKeyConstraint(['page_id'], ['pages.id'], name=op.f('fk_hand_overs_page_id_pages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_overs'))
    )
    with op.batch_alter_table('hand_overs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hand_overs_case_id'), ['case_id'], unique=False)


def downgrade() -> None:
    op.drop_table('hand_overs')
    op.drop_table('watches')
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_subject'))
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_column('error')
        batch_op.drop_column('sent_at')
        batch_op.drop_column('kind')
