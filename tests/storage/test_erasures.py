"""An old backup does not bring back what was erased since, and what must be gone is gone when it is due."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select

from flows.errors import NotFound
from storage import attempts, cases, conversations, erasures, forgetting, inbox, outbox, retention, transcript
from storage.database import Database
from storage.tables import Attempt, Entry, Inbox, Outbox
from storage.transcript import Line
from tests.storage.things import DAY, MINUTE, NOW, case, conversation


def told(uow, address):
    """Return a conversation in which something was said."""
    stored = conversation(uow, address)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    return stored


def test_an_old_backup_that_is_copied_back_does_not_bring_back_what_was_erased(database, file, keys, tmp_path):
    with database.work() as uow:
        gone, stays = told(uow, "1"), told(uow, "2")
    database.forget_deleted()
    backup = shutil.copy(file, tmp_path / "backup.db")
    erasures.write(tmp_path, [gone.id])
    with database.work() as uow:
        forgetting.erase(uow, gone.id)
    database.close()
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    shutil.copy(backup, file)

    restored = Database(f"sqlite:///{file}", keys)
    with restored.work() as uow:
        assert conversations.load(uow, gone.id)
        assert erasures.apply(uow, tmp_path) == 1
        with pytest.raises(NotFound):
            conversations.load(uow, gone.id)
        assert conversations.find(uow, "telegram", "1") is None
        assert conversations.load(uow, stays.id).id == stays.id
        assert {row.conversation_id for row in uow.read(select(Entry.__table__))} == {stays.id}
    restored.close()


def test_the_ledger_is_applied_once_and_harmless_after(uow, tmp_path):
    stored = told(uow, "1")
    erasures.write(tmp_path, [stored.id, "never-was-here"])
    assert [erasures.apply(uow, tmp_path) for _ in range(2)] == [1, 0]


def test_without_a_ledger_nothing_is_erased(uow, tmp_path):
    told(uow, "1")
    assert erasures.apply(uow, tmp_path) == 0


def test_the_ledger_grows_and_holds_ids_alone(uow, tmp_path):
    ids = [told(uow, "9000000001").id for _ in range(2)]
    for key in ids:
        erasures.write(tmp_path, [key])
    erasures.write(tmp_path, [])
    assert (tmp_path / erasures.FILE).read_text().split() == ids


def test_a_conversation_without_a_case_is_erased_when_it_was_not_heard_for_long(uow):
    old, fresh, with_case = told(uow, "1"), told(uow, "2"), told(uow, "3")
    for stored, at in ((old, NOW), (fresh, NOW + 2 * DAY), (with_case, NOW)):
        session = replace(stored.session, heard_at=at)
        key = case(uow, stored) if stored is with_case else None
        conversations.save(uow, replace(stored, session=session, case_id=key), lambda _state, _value: True)
    assert retention.unfinished(uow, NOW + DAY) == [old.id]
    assert retention.unfinished(uow, NOW + DAY) == []
    assert conversations.find(uow, "telegram", "1") is None
    assert {row.conversation_id for row in uow.read(select(Entry.__table__))} == {fresh.id, with_case.id}


def test_the_address_of_a_closed_case_goes_when_it_is_due_and_the_transcript_stays(uow):
    early, late, still_open = (told(uow, name) for name in "123")
    for stored, closed_at in ((early, NOW), (late, NOW + 2 * DAY), (still_open, None)):
        cases.change(uow, case(uow, stored), closed_at=closed_at)
    assert retention.routing(uow, NOW + DAY) == 1
    assert retention.routing(uow, NOW + DAY) == 0
    assert [conversations.address(uow, one.id) is None for one in (early, late, still_open)] == [True, False, False]
    assert len(uow.read(select(Entry.__table__)).all()) == 3


def test_the_id_of_what_came_over_whatsapp_stays_since_its_webhook_could_be_played_back_at_any_time(uow):
    for channel in ("telegram", "whatsapp", "whatsapp-report"):
        inbox.take(uow, channel, "1", NOW)
    assert retention.traffic(uow, NOW + DAY) == 2
    assert [inbox.was_taken(uow, one, "1") for one in ("telegram", "whatsapp")] == [False, True]


def test_rows_of_messages_that_came_and_went_are_deleted_and_none_that_waits(uow):
    inbox.take(uow, "telegram", "1", NOW)
    inbox.put_aside(uow, "telegram", "2", b"{}", NOW)
    attempts.may_try(uow, "receipt", b"a", NOW)
    stored = conversation(uow)
    sent, _waits = (outbox.to_reporter(uow, stored, "bubble", {"text": "a"}, NOW) for _ in range(2))
    outbox.sent(uow, sent, "1", NOW)
    assert retention.traffic(uow, NOW) == 0
    assert retention.traffic(uow, NOW + MINUTE) == 3
    assert [row.provider_id for row in uow.read(select(Inbox.__table__))] == ["2"]
    assert [row.status for row in uow.read(select(Outbox.__table__))] == ["queued"]
    assert uow.read(select(Attempt.__table__)).all() == []
