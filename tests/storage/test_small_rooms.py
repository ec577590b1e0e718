"""Receipts, attempts, consents, phones, facts of the installation, and the roster in force."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from flows.errors import SealBroken
from flows.receipt import LENGTH, is_right
from flows.roster import Shift
from storage import attempts, audit, consents, meta, phones, receipts, roster, vault
from storage.ids import link_code, new_id
from storage.tables import Attempt, AuditRow, ConsentRow, Phone, Receipt
from tests.storage.things import HOUR, MINUTE, NOW, SECOND, conversation

SARI = Shift(team="kota", role="konselor", member="sari", days=frozenset({0, 6}), starts=time(19), ends=time(7, 30))
DEWI = Shift(team="kota", role="konselor", member="dewi", days=frozenset(range(7)), starts=time(7), ends=time(19))


def test_a_receipt_is_a_right_number_that_no_column_shows(uow):
    stored = conversation(uow)
    number = receipts.issue(uow, stored.id, stored.flight_key, NOW)
    assert len(number) == LENGTH
    assert is_right(number)
    assert number not in repr(uow.read(select(Receipt.__table__)).one())
    assert "receipts" in uow.wakes


def test_a_receipt_is_found_by_its_slow_hash_alone_and_its_number_is_destroyed(uow):
    stored = conversation(uow)
    number = receipts.issue(uow, stored.id, stored.flight_key, NOW)
    ((receipt_id, told),) = receipts.pending(uow)
    assert told == number
    lookup = vault.stretch(number, receipts.salt(uow))
    assert receipts.find(uow, lookup) is None
    receipts.settle(uow, receipt_id, lookup)
    assert receipts.find(uow, lookup) == stored.id
    assert receipts.find(uow, vault.stretch(number[::-1], receipts.salt(uow))) is None
    assert receipts.pending(uow) == []
    assert uow.read(select(Receipt.__table__.c.pending)).scalar() is None


def test_the_salt_of_receipts_is_made_once(uow):
    assert len(receipts.salt(uow)) == 16
    assert receipts.salt(uow) == receipts.salt(uow)


def test_two_receipts_are_never_alike(uow):
    stored = conversation(uow)
    assert len({receipts.issue(uow, stored.id, stored.flight_key, NOW) for _ in range(100)}) == 100


def test_only_so_many_receipts_are_worked_off_at_a_time_and_all_in_the_end(uow):
    stored = conversation(uow)
    for _ in range(10):
        receipts.issue(uow, stored.id, stored.flight_key, NOW)
    seen = set()
    while waiting := receipts.pending(uow):
        assert len(waiting) <= 8
        for receipt_id, number in waiting:
            receipts.settle(uow, receipt_id, number.encode())
            seen.add(number)
    assert len(seen) == 10


def test_five_tries_an_hour_and_no_more(uow):
    told = [attempts.may_try(uow, "receipt", b"a", NOW + number * SECOND) for number in range(7)]
    assert told == [True] * 5 + [False] * 2


def test_tries_are_counted_for_each_address_and_each_thing(uow):
    for _ in range(attempts.TRIES):
        attempts.may_try(uow, "receipt", b"a", NOW)
    assert not attempts.may_try(uow, "receipt", b"a", NOW)
    assert attempts.may_try(uow, "receipt", b"b", NOW)
    assert attempts.may_try(uow, "link", b"a", NOW)


def test_nobody_is_locked_out_for_good(uow):
    for _ in range(attempts.TRIES + 3):
        attempts.may_try(uow, "receipt", b"a", NOW)
    assert not attempts.may_try(uow, "receipt", b"a", NOW + HOUR)
    assert attempts.may_try(uow, "receipt", b"a", NOW + HOUR + SECOND)
    assert len(uow.read(select(Attempt.__table__)).all()) == 1


def test_a_consent_is_kept_with_the_very_wording_that_was_shown(uow):
    stored = conversation(uow)
    consents.record(uow, stored.id, "help", granted=True, wording="id/privacy@0123456789ab", now=NOW)
    consents.record(uow, stored.id, "help", granted=False, wording="id/privacy@0123456789ab", now=NOW + MINUTE)
    rows = uow.read(select(ConsentRow.__table__).order_by(ConsentRow.__table__.c.at)).all()
    assert [(row.granted, row.wording, row.at) for row in rows] == [
        (True, "id/privacy@0123456789ab", NOW),
        (False, "id/privacy@0123456789ab", NOW + MINUTE),
    ]


def test_what_arrives_on_a_phone_is_encrypted_seen_once_and_gone(uow):
    phones.deliver(uow, "ibu", {"text": "kata rahasia"}, NOW)
    phones.deliver(uow, "sari", {"text": "lain"}, NOW)
    phones.deliver(uow, "ibu", {"text": "kedua"}, NOW + MINUTE)
    assert "rahasia" not in repr(uow.read(select(Phone.__table__)).all())
    assert phones.look(uow, "ibu") == [(NOW, {"text": "kata rahasia"}), (NOW + MINUTE, {"text": "kedua"})]
    assert phones.look(uow, "ibu") == []
    assert len(phones.look(uow, "sari")) == 1


def test_a_message_that_was_put_on_anothers_phone_does_not_open(uow):
    phones.deliver(uow, "ibu", {"text": "kata rahasia"}, NOW)
    uow.run(Phone.__table__.update().values(chat=uow.keys.address_index("terminal", "sari")))
    with pytest.raises(SealBroken):
        phones.look(uow, "sari")


def test_a_fact_of_the_installation_is_made_once_and_can_be_changed(uow):
    assert meta.get(uow, "a") is None
    assert meta.get_or_make(uow, "a", lambda: b"1") == b"1"
    assert meta.get_or_make(uow, "a", lambda: b"2") == b"1"
    meta.put(uow, "a", b"3")
    assert meta.get(uow, "a") == b"3"


def test_the_roster_in_force_is_the_one_of_the_file_and_a_change_is_audited_once(uow):
    assert roster.rules(uow) == ()
    assert roster.replace_all(uow, (SARI, DEWI), NOW)
    assert roster.rules(uow) == (SARI, DEWI)
    assert not roster.replace_all(uow, iter((SARI, DEWI)), NOW)
    assert roster.replace_all(uow, (DEWI,), NOW)
    assert roster.rules(uow) == (DEWI,)
    rows = uow.read(select(AuditRow.__table__)).all()
    assert [(row.action, row.detail) for row in rows] == [
        ("roster_replaced", {"shifts": 2}),
        ("roster_replaced", {"shifts": 1}),
    ]
    assert audit.broken_at(uow) is None


def test_ids_are_long_and_codes_are_eight_digits():
    assert len({new_id() for _ in range(1000)}) == 1000
    assert len(new_id()) == 32
    assert all(len(code) == 8 and code.isdecimal() for code in (link_code() for _ in range(1000)))
    assert timedelta(0) < attempts.WINDOW
