"""The outbox keeps the order of each chat and lane, leases what it hands out, and marks what may go out twice."""

import pytest
from sqlalchemy import select

from flows.errors import SealBroken
from storage import arrivals, held, members, outbox
from storage.tables import Outbox
from tests.storage.things import HOUR, MINUTE, NOW, SECOND, conversation, enrolled, linked

T = Outbox.__table__
LANES = ("page", "staff", "reporter")
CHANNELS = ("telegram", "terminal")


def put(uow, text, chat=b"a", lane="staff", **columns):
    """Queue a message and return its id."""
    row = {"lane": lane, "kind": "x", "channel": "telegram", "chat": chat, "made_at": NOW, "due_at": NOW, **columns}
    return outbox.queue(uow, row, {"text": text}, uow.keys.wrap)


def claimed(uow, at=NOW, lanes=LANES, channels=CHANNELS, limit=32):
    """Claim what is due and return the texts."""
    return [outbox.body(uow, row, None)["text"] for row in outbox.claim(uow, at, lanes, channels, limit)]


def row_of(uow, message):
    return uow.read(select(T).where(T.c.id == message)).one()


def test_a_message_is_encrypted_until_it_is_sent_and_gone_after(uow):
    message = put(uow, "kata rahasia")
    assert b"rahasia" not in row_of(uow, message).body
    assert claimed(uow) == ["kata rahasia"]
    outbox.sent(uow, message, "451", NOW + SECOND, "id/welcome@0123")
    row = row_of(uow, message)
    assert (row.status, row.body, row.provider_id, row.sent_at) == ("sent", None, "451", NOW + SECOND)
    assert (row.wording, row.lease_until) == ("id/welcome@0123", None)


def test_a_message_to_a_reporter_opens_with_her_flight_key_only(uow):
    stored, other = conversation(uow, "1"), conversation(uow, "2")
    outbox.to_reporter(uow, stored, "words", {"text": "Saya Dewi."}, NOW)
    (row,) = outbox.claim(uow, NOW, LANES, CHANNELS)
    assert outbox.body(uow, row, stored.flight_key) == {"text": "Saya Dewi."}
    for key in (None, other.flight_key):
        with pytest.raises(SealBroken):
            outbox.body(uow, row, key)


def test_queueing_wakes_delivery(uow):
    put(uow, "a")
    assert uow.wakes == {"delivery"}


def test_of_each_chat_one_message_at_a_time_goes_out_in_its_order(uow):
    first = put(uow, "a1")
    put(uow, "a2")
    put(uow, "b1", b"b")
    assert claimed(uow) == ["a1", "b1"]
    assert claimed(uow) == []
    outbox.sent(uow, first, "1", NOW)
    assert claimed(uow) == ["a2"]


def test_a_message_that_waits_for_another_try_holds_back_those_behind_it(uow):
    first = put(uow, "a1")
    put(uow, "a2")
    claimed(uow)
    outbox.retry(uow, first, NOW + MINUTE, "throttled")
    assert claimed(uow) == []
    assert claimed(uow, NOW + MINUTE) == ["a1"]
    assert not row_of(uow, first).marked


def test_a_page_waits_for_no_other_lane_of_the_same_chat(uow):
    put(uow, "relayed")
    put(uow, "stuck", lane="reporter")
    claimed(uow)
    put(uow, "page", lane="page")
    assert claimed(uow) == ["page"]


def test_pages_are_claimed_though_a_flood_of_others_waits(uow):
    for number in range(200):
        put(uow, "flood", f"chat {number}".encode(), lane="reporter")
    put(uow, "page", b"counselor", lane="page")
    assert claimed(uow, lanes=("page",)) == ["page"]


def test_no_more_are_claimed_than_asked_for_and_the_earliest_first(uow):
    for number in range(5):
        put(uow, str(number), str(number).encode())
    assert claimed(uow, limit=2) == ["0", "1"]
    assert claimed(uow, limit=9) == ["2", "3", "4"]


def test_only_lanes_and_channels_that_were_asked_for_are_claimed(uow):
    put(uow, "a", b"a", lane="reporter")
    put(uow, "b", b"b", channel="whatsapp")
    assert claimed(uow, lanes=("page", "staff")) == []
    assert claimed(uow) == ["a"]


def test_a_message_is_not_claimed_before_it_is_due(uow):
    put(uow, "later", due_at=NOW + SECOND)
    assert claimed(uow) == []
    assert outbox.next_due(uow) == NOW + SECOND
    assert claimed(uow, NOW + SECOND) == ["later"]
    assert outbox.next_due(uow) is None


def test_a_lease_keeps_others_away_until_it_runs_out_and_then_the_message_is_marked(uow):
    message = put(uow, "a")
    claimed(uow)
    assert row_of(uow, message).lease_until == NOW + outbox.LEASE
    assert claimed(uow, NOW + outbox.LEASE - SECOND) == []
    assert not row_of(uow, message).marked
    (handed_out,) = outbox.claim(uow, NOW + outbox.LEASE, LANES, CHANNELS)
    for row in (handed_out, row_of(uow, message)):
        assert (row.marked, row.tries, row.lease_until) == (True, 2, NOW + 2 * outbox.LEASE)


def test_a_mark_stays_through_every_further_try(uow):
    message = put(uow, "a")
    claimed(uow)
    outbox.retry(uow, message, NOW, "unknown", mark=True)
    claimed(uow)
    outbox.retry(uow, message, NOW, "retry")
    claimed(uow)
    assert row_of(uow, message).marked
    assert row_of(uow, message).tries == 3


@pytest.mark.parametrize("status", ["failed", "expired", "cancelled"])
def test_a_message_that_was_given_up_leaves_no_text_and_frees_its_chat(uow, status):
    message = put(uow, "a1")
    put(uow, "a2")
    claimed(uow)
    outbox.drop(uow, message, status, "blocked")
    row = row_of(uow, message)
    assert (row.status, row.body, row.error) == (status, None, "blocked")
    assert claimed(uow) == ["a2"]


def test_leaving_takes_back_all_that_waits_for_the_reporter_and_nothing_else(uow):
    stored, other = conversation(uow, "1"), conversation(uow, "2")
    queued = outbox.to_reporter(uow, stored, "bubble", {"text": "a"}, NOW)
    held = outbox.to_reporter(uow, stored, "words", {"text": "b"}, NOW, status="held")
    kept = outbox.to_reporter(uow, other, "bubble", {"text": "c"}, NOW)
    staff = put(uow, "d", conversation_id=stored.id)
    outbox.cancel_reporter(uow, stored.id)
    assert [row_of(uow, one).status for one in (queued, held, kept, staff)] == [
        "cancelled",
        "cancelled",
        "queued",
        "queued",
    ]
    assert row_of(uow, queued).body is row_of(uow, held).body is None


def test_what_is_held_goes_out_when_it_is_released_and_is_fresh_then(uow):
    stored = conversation(uow)
    outbox.to_reporter(uow, stored, "words", {"text": "a"}, NOW, status="held")
    outbox.to_reporter(uow, stored, "words", {"text": "b"}, NOW, status="held")
    assert outbox.claim(uow, NOW + HOUR, LANES, CHANNELS) == []
    assert outbox.next_due(uow) is None
    uow.wakes.clear()
    assert held.release(uow, stored.id, NOW + HOUR) == 2
    assert uow.wakes == {"delivery"}
    (row,) = outbox.claim(uow, NOW + HOUR, LANES, CHANNELS)
    assert outbox.body(uow, row, stored.flight_key)["text"] == "a"
    assert (row.made_at, row.due_at) == (NOW + HOUR, NOW + HOUR)
    assert held.release(uow, stored.id, NOW + HOUR) == 0


def test_the_pages_of_a_case_stop_and_no_others(uow):
    mine = put(uow, "a", b"1", lane="page", case_id="k1")
    other = put(uow, "b", b"2", lane="page", case_id="k2")
    notice = put(uow, "c", b"3", lane="staff", case_id="k1")
    outbox.cancel_pages(uow, "k1")
    assert [row_of(uow, one).status for one in (mine, other, notice)] == ["cancelled", "queued", "queued"]
    assert row_of(uow, mine).body is None


def test_what_a_provider_took_before_an_exit_has_no_text_to_go_again_but_a_farewell_keeps_its_own(uow):
    stored = conversation(uow)
    kinds = ("words", "bubble", "farewell")
    taken = [outbox.to_reporter(uow, stored, kind, {"text": "a"}, NOW, status="sent") for kind in kinds]
    outbox.cancel_reporter(uow, stored.id)
    assert [row_of(uow, one).body is None for one in taken] == [True, True, False]
    assert not arrivals.back(uow, taken[0], "throttled")


def test_a_page_that_was_taken_has_no_text_to_go_again_once_pages_are_stopped(uow):
    page = put(uow, "a", lane="page", case_id="k1", status="sent")
    outbox.cancel_pages(uow, "k1")
    assert (row_of(uow, page).status, row_of(uow, page).body) == ("sent", None)
    assert not arrivals.back(uow, page, "throttled")


def test_what_is_held_for_a_conversation_ends_in_both_lanes_and_nothing_else_does(uow):
    stored, other = conversation(uow, "1"), conversation(uow, "2")
    words = outbox.to_reporter(uow, stored, "words", {"text": "a"}, NOW, status="held")
    relayed = put(uow, "b", conversation_id=stored.id, status="held")
    queued = put(uow, "c", conversation_id=stored.id)
    elsewhere = outbox.to_reporter(uow, other, "words", {"text": "d"}, NOW, status="held")
    held.cancel(uow, stored.id)
    found = [row_of(uow, one).status for one in (words, relayed, queued, elsewhere)]
    assert found == ["cancelled", "cancelled", "queued", "held"]
    assert row_of(uow, words).body is row_of(uow, relayed).body is None


def test_each_message_that_nothing_was_told_of_has_its_turn_to_be_asked_about(uow):
    rows = [put(uow, str(number), b"%d" % number) for number in range(5)]
    claimed(uow)
    for number, one in enumerate(rows):
        arrivals.taken(uow, one, f"SM{number}", NOW)
    later = NOW + MINUTE
    asked = [row.id for row in arrivals.unreported(uow, "telegram", later, later, limit=3)]
    for one in asked:
        arrivals.ask_again(uow, one, later + MINUTE)
    assert [row.id for row in arrivals.unreported(uow, "telegram", later, later, limit=3)] == rows[3:]
    assert arrivals.unreported(uow, "whatsapp", later, later) == []


def test_what_waits_for_a_chat_moves_to_another_and_is_fresh_there(uow):
    member = enrolled(uow, "sari")
    old, new = linked(uow, member, "5001"), linked(uow, member, "5002")
    contact = members.contact(uow, new)
    kept = put(uow, "a", contact_id=old, status="held", outside=True)
    under_way = put(uow, "b", contact_id=old, status="sending")
    put(uow, "c", contact_id=old, status="sending")
    assert [row.id for row in held.waiting_for(uow, old, under_way)] == [kept, under_way]
    held.readdress(uow, kept, contact, NOW + MINUTE)
    row = row_of(uow, kept)
    assert (row.chat, row.contact_id, row.status, row.outside) == (contact.address_index, new, "queued", False)


def test_a_sending_that_was_cut_short_is_told_apart_by_what_the_provider_said_of_it(uow):
    rows = [put(uow, str(number), b"%d" % number) for number in range(3)]
    claimed(uow)
    arrivals.told(uow, rows[1], "SM1", "delivered")
    assert arrivals.heard_of(uow, NOW + outbox.LEASE - SECOND) == []
    assert [row.id for row in arrivals.heard_of(uow, NOW + outbox.LEASE)] == [rows[1]]


def test_a_part_that_failed_marks_the_message_whether_its_sending_was_answered_or_not(uow):
    answered, under_way = put(uow, "a", b"1"), put(uow, "b", b"2")
    claimed(uow)
    arrivals.taken(uow, answered, "SM1", NOW)
    assert arrivals.back(uow, answered, "throttled", mark=True)
    assert not arrivals.back(uow, under_way, "throttled", mark=True)
    assert [row_of(uow, one).marked for one in (answered, under_way)] == [True, True]
    assert row_of(uow, under_way).error == "throttled"
