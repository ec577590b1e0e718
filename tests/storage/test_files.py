"""What stands in the clear beside a file is a kind of a list and a size; all else is sealed to its conversation."""

from datetime import timedelta

import pytest

from storage import conversations, files
from tests.storage.things import NOW, conversation

DAY = timedelta(days=1)


def kept(uow, stored, content_type, body=b"OggS"):
    """Keep a file and return its row without what it holds."""
    key = files.expect(uow, stored, "voice", "there", "id there", NOW)
    row = next(row for row in files.due(uow, NOW) if row.id == key)
    files.keep(uow, row, files.seal(row, stored.public_key, files.Content(content_type, body)))
    return files.listed(uow, stored.id)[key]


def test_a_file_opens_again_with_the_conversations_own_pair(uow):
    stored = conversation(uow)
    row = kept(uow, stored, "audio/ogg", b"OggS and more")
    pair = conversations.server_pair(uow, stored.id)
    assert files.read(uow, stored.id, row.id, pair) == files.Content("audio/ogg", b"OggS and more")
    assert (row.size, row.due_at) == (13, None)


@pytest.mark.parametrize(
    ("given", "noted"),
    [
        ("audio/ogg", "audio/ogg"),
        ("Audio/OGG; codecs=opus", "audio/ogg"),
        ('application/pdf; name="Laporan Siti.pdf"', "application/pdf"),
        ("application/x-siti", "application/octet-stream"),
        ("image/siti", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_kind_is_noted_as_one_of_a_list_or_not_at_all(uow, given, noted):
    assert kept(uow, conversation(uow), given).content_type == noted


def test_the_files_of_a_conversation_within_a_day_are_counted(uow):
    stored, other = conversation(uow, "1"), conversation(uow, "2")
    for at in (NOW - 2 * DAY, NOW - DAY / 2, NOW):
        files.expect(uow, stored, "photo", "there", "id there", at)
    files.expect(uow, other, "photo", "there", "id there", NOW)
    assert files.expected_since(uow, stored.id, NOW - DAY) == 2
