"""The two words of a reporter."""

import sqlalchemy as sa
from alembic import op

from storage.times import UtcTime

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('words',
    sa.Column('conversation_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('lookup', sa.LargeBinary(), nullable=False),
    sa.Column('chosen_at', UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_words_conversation_id_conversations')),
    sa.PrimaryKeyConstraint('conversation_id', 'kind', name=op.f('pk_words')),
    sa.UniqueConstraint('lookup', name=op.f('uq_words_lookup'))
    )


def downgrade() -> None:
    op.drop_table('words')
