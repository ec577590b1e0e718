"""The two words: keyed hashes bound to a conversation, found by its address, gone with it."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import attempts, cases, forgetting, secret_words
from storage.tables import Attempt, Word
from tests.storage.things import DAY, HOUR, MINUTE, NOW, SECOND, case, conversation

IDENTITY, COVER = "payung merah", "kopi susu"


@pytest.fixture
def hers(uow):
    """Return a conversation with both words."""
    stored = conversation(uow)
    secret_words.set_word(uow, stored.id, "identity", IDENTITY, NOW)
    secret_words.set_word(uow, stored.id, "cover", COVER, NOW)
    return stored


def found(uow, stored, word):
    known = secret_words.of_address(uow, stored.address_index)
    return [(one.kind, one.conversation_id) for one in secret_words.matching(uow, known, word)]


def rows(uow):
    return uow.read(select(Word.__table__)).all()


def test_each_word_is_found_as_what_it_is_and_others_are_not(uow, hers):
    assert found(uow, hers, IDENTITY) == [("identity", hers.id)]
    assert found(uow, hers, COVER) == [("cover", hers.id)]
    assert found(uow, hers, "payung hijau") == []


def test_no_column_shows_a_word_and_the_same_word_looks_different_in_each_conversation(uow, hers):
    other = conversation(uow, "9000000002")
    secret_words.set_word(uow, other.id, "identity", IDENTITY, NOW)
    assert IDENTITY not in repr(rows(uow))
    assert len({row.lookup for row in rows(uow)}) == 3
    assert found(uow, other, IDENTITY) == [("identity", other.id)]


def test_a_hash_that_was_moved_to_another_conversation_is_no_word_there(uow, hers):
    other = conversation(uow, "9000000002")
    uow.run(Word.__table__.update().values(conversation_id=other.id))
    assert found(uow, other, IDENTITY) == []


def test_a_word_chosen_again_takes_the_place_of_the_first(uow, hers):
    assert secret_words.set_word(uow, hers.id, "identity", "langit", NOW + MINUTE)
    assert found(uow, hers, IDENTITY) == []
    assert found(uow, hers, "langit") == [("identity", hers.id)]
    assert secret_words.chosen_at(uow, hers.id, "identity") == NOW + MINUTE
    assert len(rows(uow)) == 2


def test_both_words_can_never_be_the_same(uow, hers):
    with pytest.raises(IntegrityError):
        secret_words.set_word(uow, hers.id, "identity", COVER, NOW)


def test_the_words_of_all_conversations_of_an_address_are_known_the_newest_first(uow, hers):
    later = conversation(uow, at=NOW + HOUR)
    secret_words.set_word(uow, later.id, "cover", IDENTITY, NOW)
    assert found(uow, hers, IDENTITY) == [("cover", later.id), ("identity", hers.id)]


def test_whether_the_case_is_closed_is_told(uow, hers):
    key = case(uow, hers)
    assert not any(one.closed for one in secret_words.of_address(uow, hers.address_index))
    cases.change(uow, key, status="closed")
    assert all(one.closed for one in secret_words.of_address(uow, hers.address_index))


@pytest.mark.parametrize("gone", [forgetting.erase, forgetting.forget_words, forgetting.forget_routing])
def test_the_words_go_with_the_conversation_and_with_its_address(uow, hers, gone):
    gone(uow, hers.id)
    assert rows(uow) == []


def test_ten_misses_a_day_and_no_more_for_each_address(uow):
    for number in range(attempts.MISSES):
        assert attempts.may_guess(uow, b"a", NOW + number * HOUR)
        attempts.missed(uow, b"a", NOW + number * HOUR)
    late = NOW + 10 * HOUR
    assert not attempts.may_guess(uow, b"a", late)
    assert attempts.may_guess(uow, b"b", late)
    assert attempts.may_guess(uow, b"a", NOW + DAY)


def test_other_tries_in_between_neither_count_nor_make_it_forget(uow):
    attempts.missed(uow, b"a", NOW)
    attempts.may_try(uow, "receipt", b"a", NOW + 2 * HOUR)
    attempts.note(uow, "login", b"a", NOW + 2 * HOUR)
    assert [row.what for row in uow.read(select(Attempt.__table__)).all()] == ["word", "receipt", "login"]
    attempts.missed(uow, b"a", NOW + DAY + SECOND)
    assert [row.what for row in uow.read(select(Attempt.__table__)).all()] == ["word"]


def test_other_open_cases_of_an_address_are_named_and_closed_ones_are_not(uow, hers):
    first = case(uow, hers)
    other, stranger = conversation(uow), conversation(uow, "9000000002")
    second = case(uow, other)
    case(uow, stranger)
    assert cases.at_same_address(uow, other.id) == [cases.get(uow, first).code]
    assert cases.at_same_address(uow, stranger.id) == []
    cases.change(uow, first, status="closed")
    assert cases.at_same_address(uow, other.id) == []
    assert cases.at_same_address(uow, hers.id) == [cases.get(uow, second).code]
    forgetting.forget_routing(uow, hers.id)
    assert cases.at_same_address(uow, hers.id) == []
