"""The server can read a report until a person was sent it, and at most for a day."""

import pytest

from flows.errors import Refused
from storage import conversations
from tests.stories.scenes import calls_for_help, with_someone


def _readable(hotline, key):
    """Return whether the server still has what opens the conversation."""
    (row,) = hotline.rows("SELECT server_half FROM conversations WHERE id = ?", key)
    with hotline.house.database.look() as uow:
        assert (conversations.server_pair(uow, key) is not None) == (row["server_half"] is not None)
    return row["server_half"] is not None


def test_while_nobody_has_it_the_server_can_read_it(hotline):
    calls_for_help(hotline)

    assert _readable(hotline, hotline.newest_conversation())

    hotline.counselor("first").is_paged()


def test_with_the_delivery_of_the_backlog_the_server_can_read_it_no_more(hotline):
    with_someone(hotline)

    assert not _readable(hotline, hotline.newest_conversation())


def test_the_key_is_kept_until_the_backlog_was_really_delivered(hotline):
    calls_for_help(hotline)
    counselor = hotline.counselor("first").is_paged()
    counselor.says_unanswered("1")
    assert _readable(hotline, hotline.newest_conversation())

    hotline.settles()

    counselor.is_briefed("tolong")
    assert not _readable(hotline, hotline.newest_conversation())
    hotline.victim().hears("person.ask")


def test_a_member_reads_all_of_it_with_her_password_and_nobody_without(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("dia pergi ke pasar")
    counselor.reads("pasar")
    code = hotline.case().code

    for name in ("first", "second", "ratna"):
        assert "dia pergi ke pasar" in [line.text for line in hotline.transcript(code, reads_as=name)]
    with pytest.raises(Refused):
        hotline.transcript(code, reads_as="orang-lain")


def test_after_a_day_without_anybody_the_window_closes_by_itself(hotline):
    hotline.nobody_on_duty()
    hotline.victim().says("tolong").skims()
    key = hotline.newest_conversation()
    hotline.coordinator().skims()
    hotline.sleeps(hours=23, minutes=59).settles()
    assert _readable(hotline, key)

    hotline.sleeps(minutes=2).settles()

    assert not _readable(hotline, key)
    hotline.coordinator().skims()


def test_who_accepts_after_the_window_learns_where_the_words_are_and_can_write_to_her(hotline):
    victim = calls_for_help(hotline)
    counselor = hotline.counselor("first").is_paged()
    hotline.sleeps(hours=25).settles()
    hotline.coordinator().is_paged().is_alarmed("empty_rung")

    counselor.accepts().is_told("brief", "sealed").hears_nothing()

    hotline.coordinator().is_told("taken")
    counselor.says("Saya di sini.").is_told("held")
    victim.hears_nothing().says("halo").hears("everywhere.moment")
    counselor.reads("halo").is_told("held_back").says("#kirim")
    victim.hears("person.ask").hears_words("Saya di sini.")
    assert "tolong" in [line.text for line in hotline.transcript(hotline.case().code, reads_as="first")]


def test_her_words_are_nowhere_in_the_files(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("kunci cadangan di bawah pot melati")
    counselor.reads("melati").says("baik, pot melati")
    victim.hears_words("melati")

    hotline.close()

    files = [path for path in hotline.file("").iterdir() if path.is_file()]
    assert files
    assert not [path.name for path in files if b"melati" in path.read_bytes()]


def test_after_the_hand_over_the_servers_key_opens_nothing_that_she_said(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("kunci cadangan di bawah pot melati")
    counselor.reads("melati")

    session = hotline.conversation_of("ibu").session

    assert "melati" not in str(session.to_data())
    assert not hotline.rows("SELECT id FROM outbox WHERE body IS NOT NULL")
