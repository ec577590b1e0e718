"""A conversation is found by its blind index alone, and what is destroyed at hand-over or erasure stays destroyed."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from flows.errors import NotFound, SealBroken
from storage import conversations, forgetting, outbox, receipts, transcript, vault
from storage.tables import Conversation, Entry, Outbox
from storage.transcript import Line
from storage.vault import place
from tests.storage.things import DAY, MINUTE, NOW, case, conversation

T = Conversation.__table__
WORDS = {
    "story": ("dia memukul", "tadi malam"),
    "when": ("kemarin",),
    "number": ("081298765432",),
    "contact": ("chat",),
}


def is_code(state, value):
    """Know the codes of two questions."""
    return (state, value) in {("contact", "chat"), ("when", "hari_ini")}


def row_of(uow, stored):
    return uow.read(select(T).where(T.c.id == stored.id)).one()


def opens(uow, key, row, column):
    """Return whether `key` opens this column of a conversation."""
    try:
        vault.open_envelope(getattr(row, column), key, place("conversations", column, row.id))
    except SealBroken:
        return False
    return True


def test_a_conversation_is_found_by_channel_and_address_and_by_nothing_else(uow):
    stored = conversation(uow, "9000000001")
    assert conversations.find(uow, "telegram", "9000000001").id == stored.id
    for channel, address in (("terminal", "9000000001"), ("telegram", "900000000"), ("telegram", "")):
        assert conversations.find(uow, channel, address) is None


def test_an_address_may_be_any_string(uow):
    for address in ("ID.7Qx", "-100", "a\x00b", "ا", "x" * 300):
        stored = conversation(uow, address)
        assert conversations.address(uow, stored.id) == ("telegram", address)
        assert conversations.find(uow, "telegram", address).id == stored.id


def test_no_column_shows_the_address_or_a_word(uow):
    stored = conversation(uow, "9000000001", answers=WORDS)
    conversations.offer_number(uow, stored.id, "081298765432")
    shown = " ".join(repr(value) for value in row_of(uow, stored))
    for word in ("9000000001", "memukul", "kemarin", "081298765432"):
        assert word not in shown


def test_every_conversation_has_keys_of_its_own_and_each_opens_one_thing(uow):
    first, second = conversation(uow, "1"), conversation(uow, "2")
    conversations.offer_number(uow, first.id, "081298765432")
    row = row_of(uow, first)
    wrap = uow.keys.wrap
    routing = vault.open_envelope(row.routing_key, wrap, place("conversations", "routing_key", row.id))
    private = vault.open_envelope(row.server_half, wrap, place("conversations", "server_half", row.id))
    held = {"wrap": wrap, "routing": routing, "flight": first.flight_key, "other": second.flight_key, "pair": private}
    columns = ("routing_key", "flight_key", "server_half", "address", "number", "session")
    opened = {column: {name for name, key in held.items() if opens(uow, key, row, column)} for column in columns}
    assert opened == {
        **{key: {"wrap"} for key in ("routing_key", "flight_key", "server_half")},
        **{key: {"routing"} for key in ("address", "number")},
        "session": {"flight"},
    }
    assert vault.pair_of(private).public == first.public_key != second.public_key


def test_the_session_comes_back_as_it_was_saved(uow):
    stored = conversation(uow)
    changed = replace(stored.session, state="story", answers=WORDS, heard_at=NOW, silent_at=NOW + MINUTE, turn=3)
    conversations.save(uow, replace(stored, session=changed), is_code)
    found = conversations.load(uow, stored.id)
    assert (found.session, found.heard_at, found.live) == (changed, NOW, True)


def test_a_conversation_that_ended_is_not_found_by_its_address_but_by_its_id(uow):
    stored = conversation(uow)
    conversations.save(uow, replace(stored, live=False), is_code)
    assert conversations.find(uow, "telegram", "9000000001") is None
    assert not conversations.load(uow, stored.id).live
    newcomer = conversation(uow, at=NOW + MINUTE)
    assert conversations.find(uow, "telegram", "9000000001").id == newcomer.id


def test_of_two_conversations_of_one_address_the_newest_goes_on(uow):
    conversation(uow, at=NOW + MINUTE)
    newest = conversation(uow, at=NOW + 2 * MINUTE)
    conversation(uow, at=NOW)
    assert conversations.find(uow, "telegram", "9000000001").id == newest.id


def test_what_is_not_there_is_not_found(uow):
    with pytest.raises(NotFound):
        conversations.load(uow, "nobody")
    assert conversations.address(uow, "nobody") is None
    assert conversations.server_pair(uow, "nobody") is None
    assert conversations.offered_number(uow, "nobody") == ""


def test_an_offered_number_is_kept_until_the_case_is_closed(uow):
    stored = conversation(uow)
    assert conversations.offered_number(uow, stored.id) == ""
    conversations.offer_number(uow, stored.id, "081298765432")
    assert conversations.offered_number(uow, stored.id) == "081298765432"
    conversations.close(uow, stored.id)
    assert conversations.offered_number(uow, stored.id) == ""
    assert conversations.find(uow, "telegram", "9000000001") is None
    assert conversations.address(uow, stored.id) == ("telegram", "9000000001")


def test_silences_are_due_longest_first_and_only_of_live_conversations(uow):
    for address, after in (("1", 2), ("2", 1), ("3", 3), ("4", None)):
        stored = conversation(uow, address)
        at = NOW + after * MINUTE if after else None
        conversations.save(uow, replace(stored, session=replace(stored.session, silent_at=at)), is_code)
        if address == "2":
            conversations.save(uow, replace(stored, live=False, session=replace(stored.session, silent_at=at)), is_code)
    told = [conversations.address(uow, key)[1] for key in conversations.silent(uow, NOW + 3 * MINUTE)]
    assert told == ["1", "3"]
    assert conversations.silent(uow, NOW + MINUTE) == []
    assert conversations.next_silence(uow) == NOW + 2 * MINUTE


def handed_over(uow, **answers):
    """Return a conversation with a transcript, a message that waits and a receipt, before and after its hand-over."""
    stored = conversation(uow, answers=answers or WORDS)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    outbox.to_reporter(uow, stored, "words", {"text": "Saya di sini."}, NOW)
    before = row_of(uow, stored)
    forgetting.hand_over(uow, stored.id, NOW + MINUTE, is_code)
    return stored, before, row_of(uow, stored)


def test_hand_over_destroys_the_servers_half_and_replaces_the_flight_key(uow):
    stored, before, after = handed_over(uow)
    assert conversations.server_pair(uow, stored.id) is None
    assert after.server_half is None
    assert after.handed_over_at == NOW + MINUTE
    assert after.flight_key != before.flight_key
    assert not opens(uow, stored.flight_key, after, "session")
    assert conversations.load(uow, stored.id).handed_over
    assert "forget" in uow.wakes


def test_after_hand_over_the_session_holds_codes_and_no_word(uow):
    stored, _, _ = handed_over(uow)
    kept = conversations.load(uow, stored.id).session.answers
    assert kept == {"story": ("•", "•"), "when": ("•",), "number": ("•",), "contact": ("chat",)}


def test_words_that_come_after_hand_over_are_not_saved_either(uow):
    stored, _, _ = handed_over(uow)
    later = conversations.load(uow, stored.id)
    conversations.save(uow, replace(later, session=replace(later.session, answers=WORDS)), is_code)
    kept = conversations.load(uow, stored.id).session.answers
    assert kept["story"] == ("•", "•")
    assert kept["contact"] == ("chat",)


def test_what_waits_to_be_sent_is_carried_over_the_hand_over(uow):
    stored, _, _ = handed_over(uow)
    row = uow.read(select(Outbox.__table__)).one()
    assert outbox.body(uow, row, conversations.load(uow, stored.id).flight_key) == {"text": "Saya di sini."}
    with pytest.raises(SealBroken):
        outbox.body(uow, row, stored.flight_key)


def test_a_receipt_whose_hash_is_not_computed_yet_is_carried_over_the_hand_over(uow):
    stored = conversation(uow)
    number = receipts.issue(uow, stored.id, stored.flight_key, NOW)
    forgetting.hand_over(uow, stored.id, NOW, is_code)
    assert [told for _, told in receipts.pending(uow)] == [number]


def test_after_hand_over_anybody_may_still_add_to_the_transcript(uow):
    stored, _, _ = handed_over(uow)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "staff", "text", "Saya Dewi."))
    assert len(uow.read(select(Entry.__table__)).all()) == 2


def test_hand_over_of_what_was_erased_is_refused(uow):
    stored = conversation(uow)
    forgetting.erase(uow, stored.id)
    with pytest.raises(NotFound):
        forgetting.hand_over(uow, stored.id, NOW, is_code)


def test_erasing_leaves_no_key_no_address_and_no_word(uow):
    stored = conversation(uow, answers=WORDS)
    conversations.offer_number(uow, stored.id, "081298765432")
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    forgetting.erase(uow, stored.id)
    row = row_of(uow, stored)
    gone = ("address_index", "address", "routing_key", "number", "flight_key", "server_half", "session", "silent_at")
    assert {name: getattr(row, name) for name in gone} == dict.fromkeys(gone)
    assert not row.live
    assert uow.read(select(Entry.__table__)).all() == []
    assert conversations.find(uow, "telegram", "9000000001") is None
    with pytest.raises(NotFound):
        conversations.load(uow, stored.id)


def test_erasing_one_conversation_leaves_the_others(uow):
    stored, other = conversation(uow, "1"), conversation(uow, "2")
    transcript.append(uow, other.id, other.public_key, Line(NOW, "reporter", "text", "tetap"))
    forgetting.erase(uow, stored.id)
    pair = conversations.server_pair(uow, other.id)
    assert [line.text for line in transcript.read(uow, other.id, pair)] == ["tetap"]


def test_forgetting_the_words_keeps_the_way_to_say_goodbye(uow):
    stored = conversation(uow)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    forgetting.forget_words(uow, stored.id)
    assert uow.read(select(Entry.__table__)).all() == []
    assert conversations.server_pair(uow, stored.id) is None
    assert conversations.address(uow, stored.id) == ("telegram", "9000000001")


def test_rebinding_moves_a_conversation_and_the_old_address_leads_nowhere(uow):
    stored = conversation(uow, "old")
    conversations.offer_number(uow, stored.id, "081298765432")
    before = row_of(uow, stored)
    moved = conversations.rebind(uow, replace(stored, live=False), "terminal", "new")
    assert (moved.channel, moved.live) == ("terminal", True)
    assert conversations.find(uow, "telegram", "old") is None
    assert conversations.find(uow, "terminal", "new").id == stored.id
    assert conversations.address(uow, stored.id) == ("terminal", "new")
    assert conversations.offered_number(uow, stored.id) == ""
    assert row_of(uow, stored).routing_key != before.routing_key


def test_forgetting_the_routing_leaves_the_case_readable_and_the_address_gone(uow):
    stored = conversation(uow)
    transcript.append(uow, stored.id, stored.public_key, Line(NOW, "reporter", "text", "dia memukul"))
    forgetting.forget_routing(uow, stored.id)
    row = row_of(uow, stored)
    assert (row.address, row.address_index, row.routing_key, row.number) == (None, None, None, None)
    assert conversations.address(uow, stored.id) is None
    assert len(uow.read(select(Entry.__table__)).all()) == 1


def test_what_the_server_can_still_read_too_long_is_found(uow):
    with_case, without, handed = (conversation(uow, name) for name in "123")
    for stored in (with_case, handed):
        conversations.save(uow, replace(stored, case_id=case(uow, stored)), is_code)
    forgetting.hand_over(uow, handed.id, NOW, is_code)
    assert conversations.unread(uow, NOW) == []
    assert conversations.unread(uow, NOW + DAY) == [with_case.id]
    assert without.case_id is None
