"""Ways by which a page is brought one after the other, and telephones that must be proven."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_at', UtcTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_pages_next_at'), ['next_at'], unique=False)
    with op.batch_alter_table('link_codes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('contact_id', sa.String(), nullable=True))

    op.create_table('page_tries',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('page_id', sa.String(), nullable=False),
    sa.Column('contact_id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('message_id', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('at', UtcTime(), nullable=False),
    sa.Column('ended_at', UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['page_id'], ['pages.id'], name=op.f('fk_page_tries_page_id_pages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page_tries'))
    )
    with op.batch_alter_table('page_tries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_tries_page_id'), ['page_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_page_tries_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_page_tries_message_id'), ['message_id'], unique=False)


def downgrade() -> None:
    op.drop_table('page_tries')
    with op.batch_alter_table('link_codes', schema=None) as batch_op:
        batch_op.drop_column('contact_id')
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pages_next_at'))
        batch_op.drop_column('next_at')
