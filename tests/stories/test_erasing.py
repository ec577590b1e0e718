"""Erasing: without a case all is gone; with one the same answer is given, and help stays called."""

from tests.stories.scenes import calls_for_help, reports


def _erases(reporter):
    reporter.says("hapus").hears("erase.ask").picks("ya").hears("erased.ask")
    return reporter.screen


def test_erasing_without_a_case_destroys_every_word_and_key(hotline):
    victim = reports(hotline, sends=False)
    key = hotline.newest_conversation()
    assert hotline.rows("SELECT count(*) AS n FROM entries WHERE conversation_id = ?", key)[0]["n"] > 0

    _erases(victim)

    assert hotline.rows("SELECT count(*) AS n FROM entries WHERE conversation_id = ?", key) == [{"n": 0}]
    (row,) = hotline.rows("SELECT * FROM conversations WHERE id = ?", key)
    gone = ("address_index", "address", "routing_key", "number", "flight_key", "server_half", "session")
    assert [row[name] for name in gone] == [None] * len(gone)
    assert not hotline.rows("SELECT * FROM outbox WHERE conversation_id = ? AND body IS NOT NULL", key)
    assert hotline.file("erasures.txt").read_text().split() == [key]


def test_what_was_erased_does_not_come_back_with_an_older_copy_of_the_database(hotline):
    victim = reports(hotline, sends=False)
    key = hotline.newest_conversation()
    hotline.close()
    backup = hotline.file("pelita.db").read_bytes()
    _erases(victim)
    hotline.close()
    hotline.file("pelita.db").write_bytes(backup)
    hotline.restart()

    assert hotline.rows("SELECT count(*) AS n FROM entries WHERE conversation_id = ?", key) == [{"n": 0}]
    victim.says("halo").hears("welcome.ask")


def test_with_a_case_the_answer_is_the_same_and_the_case_stays(hotline):
    without = _erases(reports(hotline, "tamu", sends=False))
    victim = calls_for_help(hotline)

    assert _erases(victim) == without

    case = hotline.case()
    assert case.status == "open"
    assert hotline.rows("SELECT count(*) AS n FROM entries WHERE conversation_id = ?", case.conversation_id)[0]["n"]
    hotline.counselor("first").is_paged().accepts().is_briefed("tolong").is_told("absent")
    assert "tolong" in [line.text for line in hotline.transcript(case.code)]


def test_the_counselor_is_told_that_the_chat_was_erased_and_not_by_whom(hotline):
    victim = calls_for_help(hotline)
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed()
    victim.hears("person.ask")

    _erases(victim)

    counselor.is_told("erased").says("Ibu?").is_told("held_absent")
    victim.hears_nothing()


def test_withdrawing_ends_with_the_very_words_of_erasing_and_leaves_the_case_open(hotline):
    erased = _erases(hotline.victim("tamu").says("halo").hears("welcome.ask"))
    victim = calls_for_help(hotline)

    victim.picks("cabut").hears("withdraw.ask").picks("ya").hears("withdrawn.ask")

    assert victim.screen == erased
    assert hotline.case().status == "open"
    assert hotline.case().withdrawn_at is not None
    hotline.counselor("first").is_paged()


def test_erasing_is_asked_once_more_and_a_no_leads_back(hotline):
    victim = hotline.victim().says("halo").picks("bantu").hears("safe.ask")

    victim.says("hapus").hears("erase.ask").picks("tidak").hears("safe.ask")


def test_the_next_message_after_erasing_is_a_newcomers(hotline):
    victim = reports(hotline, sends=False)
    _erases(victim)

    victim.says("halo").hears("welcome.ask")

    assert len(hotline.rows("SELECT id FROM conversations")) == 2


def test_erasing_ends_also_when_the_last_bubble_cannot_be_sent_in_time(hotline):
    victim = reports(hotline, sends=False).says("hapus").hears("erase.ask")
    key = hotline.newest_conversation()
    victim.says_unanswered("ya")

    hotline.sleeps(minutes=3).settles()

    victim.hears_nothing()
    assert hotline.rows("SELECT session FROM conversations WHERE id = ?", key) == [{"session": None}]
