"""WhatsApp (what a provider tells afterwards, and the copies it keeps) and the desk (logins, codes, reasons)."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('provider_status', sa.String(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column('outside', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index('ix_outbox_provider_id', ['provider_id'], unique=False)
    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code_secret', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('code_counter', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('heard_at', UtcTime(), nullable=True))

    op.create_table('desk_sessions',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('wrapped_key', sa.LargeBinary(), nullable=False),
    sa.Column('opened_at', UtcTime(), nullable=False),
    sa.Column('seen_at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_desk_sessions_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_sessions')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_desk_sessions_token_hash'))
    )
    with op.batch_alter_table('desk_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_desk_sessions_member_id'), ['member_id'], unique=False)

    op.create_table('files',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('conversation_id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('source', sa.LargeBinary(), nullable=True),
    sa.Column('provider_id', sa.String(), nullable=False),
    sa.Column('content_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('sealed_key', sa.LargeBinary(), nullable=True),
    sa.Column('at', UtcTime(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_files_conversation_id_conversations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_files'))
    )
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_files_conversation_id'), ['conversation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_files_due_at'), ['due_at'], unique=False)

    op.create_table('provider_copies',
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('provider_id', sa.String(), nullable=False),
    sa.Column('has_media', sa.Boolean(), nullable=False),
    sa.Column('made_at', UtcTime(), nullable=False),
    sa.Column('due_at', UtcTime(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'provider_id', name=op.f('pk_provider_copies'))
    )
    with op.batch_alter_table('provider_copies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_provider_copies_due_at'), ['due_at'], unique=False)

    op.create_table('readings',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('case_id', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_readings_case_id_cases')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_readings_member_id_members')),
    sa.PrimaryKeyConstraint('member_id', 'case_id', name=op.f('pk_readings'))
    )


def downgrade() -> None:
    op.drop_table('readings')
    with op.batch_alter_table('provider_copies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_provider_copies_due_at'))

    op.drop_table('provider_copies')
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_files_due_at'))
        batch_op.drop_index(batch_op.f('ix_files_conversation_id'))

    op.drop_table('files')
    with op.batch_alter_table('desk_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_desk_sessions_member_id'))

    op.drop_table('desk_sessions')
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_column('heard_at')

    with op.batch_alter_table('members', schema=None) as batch_op:
        batch_op.drop_column('code_counter')
        batch_op.drop_column('code_secret')

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_provider_id')
        batch_op.drop_column('outside')
        batch_op.drop_column('provider_status')
