"""The two words of a reporter: one hides at once, the other shows that it is still her; neither stands anywhere."""

import re

import pytest

from flows.events import Sent
from flows.hotline import hotline as flow_of
from storage import attempts
from tests.stories.scenes import COVER, IDENTITY, WAYS, calls_for_help, chooses_words, reports, walks_to, with_someone

COLOURS = ("hijau", "kuning", "jingga", "ungu", "putih", "emas", "perak", "krem", "nila", "polos")
"""Colours that an umbrella might have: ten wrong words."""


def _waits_with_words(hotline, name="ibu", **words):
    """Let somebody in danger wait, with two words; the first counselor was called."""
    victim = chooses_words(calls_for_help(hotline, name), **words)
    hotline.counselor("first").is_paged()
    return victim


def _talks_with_words(hotline, name="ibu"):
    """Let somebody with two words talk with the first counselor."""
    victim = _waits_with_words(hotline, name)
    counselor = hotline.counselor("first").accepts()
    counselor.is_briefed("Kata sandi: ada")
    return victim.hears("person.ask"), counselor


def _shown(reporter):
    """Return what stands in the newest bubble, and the labels of its buttons; only what a button sends differs."""
    return reporter.newest.text, [label for label, _ in reporter.newest.buttons], reporter.newest.said


def _newcomer(hotline, name="tetangga"):
    """Return what somebody sees who writes for the first time."""
    return _shown(hotline.victim(name).says("halo").hears("welcome.ask"))


def _said_by_her(hotline, case):
    return [line.text for line in hotline.transcript(case.code) if line.author == "reporter"]


# The cover word


def test_the_cover_word_shows_a_newcomers_greeting_byte_for_byte_while_she_waits(hotline):
    never_wrote = _newcomer(hotline)
    victim = _waits_with_words(hotline)

    victim.says(COVER).hears("welcome.ask")

    assert _shown(victim) == never_wrote
    assert hotline.case().status == "open"


def test_the_cover_word_in_the_relay_hides_the_talk_and_tells_the_counselor_as_an_exit_does(hotline):
    never_wrote = _newcomer(hotline)
    victim, counselor = _talks_with_words(hotline)

    victim.says("KOPI  susu.").hears("welcome.ask")

    assert _shown(victim) == never_wrote
    counselor.is_told("left").says("Ibu?").is_told("held_absent").hears_nothing()
    victim.hears_nothing()


_USUAL = {"welcome", "danger", "story", "check", "waiting", "status"}
"""States of which the usual tests look; `make long` looks at all."""


@pytest.mark.parametrize(
    "state",
    [
        name if name in _USUAL else pytest.param(name, marks=pytest.mark.long)
        for name in WAYS
        if name not in {"word_identity", "word_cover", "words_kept"}
    ],
)
def test_the_cover_word_hides_whatever_is_asked_also_when_she_has_begun_anew(hotline, state):
    never_wrote = _newcomer(hotline)
    hotline.on_duty("first")
    _waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", state)
    again.phone.unheard.clear()

    again.says(COVER).hears("welcome.ask")

    assert _shown(again) == never_wrote
    hotline.counselor("first").skims()


def test_he_types_the_cover_word_again_and_sees_a_newcomers_greeting_again(hotline):
    never_wrote = _newcomer(hotline)
    victim = _waits_with_words(hotline).says(COVER).hears("welcome.ask")

    for _ in range(3):
        victim.says(COVER).hears("welcome.ask")
        assert _shown(victim) == never_wrote

    victim.says("status").hears("welcome.again")


def test_the_cover_word_takes_back_what_was_queued_and_calls_off_nothing(hotline):
    hotline.on_duty("first").backup("second")
    victim = _waits_with_words(hotline).says_unanswered("status", COVER)

    hotline.settles()
    victim.hears("welcome.ask").hears_nothing()
    hotline.wait(minutes=5)

    hotline.counselor("second").is_paged(at="22:15").accepts().is_briefed("tolong").is_told("absent")
    hotline.counselor("first").is_told("taken")
    victim.hears_nothing()


def test_danger_pierces_the_cover(hotline):
    victim = _waits_with_words(hotline).says(COVER).hears("welcome.ask")
    hotline.wait(minutes=1)

    victim.says("tolong").hears("emergency_place.ask")

    counselor = hotline.counselor("first")
    assert len(hotline.cases()) == 1
    counselor.accepts().is_briefed("Menulis lagi")
    victim.hears("person.ask")


def test_an_edited_message_and_a_caption_are_no_words_and_hide_the_word_in_them(hotline):
    victim, counselor = _talks_with_words(hotline)

    victim.edits(COVER).does(Sent("photo", "photo-1", COVER)).hears_nothing()

    counselor.is_told("media").reads("•••").reads("•••")
    assert COVER not in " ".join(_said_by_her(hotline, hotline.case()))


# The identity word


def test_the_identity_word_brings_her_back_on_the_same_phone_and_repeats_nothing(hotline):
    victim = _waits_with_words(hotline).says("x").hears("exit.ask")

    victim.says("payung merah").hears("status.ask")

    assert "kranggan" not in victim.screen.lower()
    victim.says("saya kembali").hears("everywhere.added")
    assert _said_by_her(hotline, hotline.case())[-2:] == ["x", "saya kembali"]


def test_the_identity_word_brings_her_back_to_the_person_who_has_her_case_and_that_person_learns_it(hotline):
    victim, counselor = _talks_with_words(hotline)
    victim.says(COVER).hears("welcome.ask")
    counselor.is_told("left").says("Saya tetap di sini").is_told("held_absent")

    victim.says(IDENTITY).hears("person.ask")

    counselor.is_told("word_right")
    victim.says("ini saya").hears_words("tetap di sini")
    counselor.reads("ini saya").hears_nothing()


@pytest.mark.parametrize("state", ["welcome", "returning", "info_rights", "safe", "danger", "who", "story", "check"])
def test_the_identity_word_brings_her_back_from_wherever_she_has_begun_anew(hotline, state):
    hotline.on_duty("first")
    _waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", state)
    again.phone.unheard.clear()

    again.says(IDENTITY).hears("status.ask")


def test_on_another_phone_the_identity_word_is_just_words(hotline):
    _waits_with_words(hotline).says("x").hears("exit.ask")
    hotline.victim("tetangga").says("halo").hears("welcome.ask").says("payung hijau").hears("welcome.again")
    wrong = _shown(hotline.victim("tetangga"))

    other = hotline.victim("hp-kakak").says("halo").hears("welcome.ask").says(IDENTITY).hears("welcome.again")

    assert _shown(other) == wrong


def test_a_wrong_word_shows_what_a_newcomer_would_see(hotline):
    hotline.victim("tetangga").says("halo").hears("welcome.ask").says("payung hijau").hears("welcome.again")
    never_wrote = _shown(hotline.victim("tetangga"))
    victim = _waits_with_words(hotline).says("x").hears("exit.ask").says("halo").hears("welcome.ask")

    victim.says("payung hijau").hears("welcome.again")

    assert _shown(victim) == never_wrote


def test_the_word_of_a_closed_case_opens_nothing(hotline):
    victim, counselor = _talks_with_words(hotline)
    counselor.says("#tutup selesai").is_told("closed")
    victim.hears("person.closed").says("halo").hears("welcome.ask")

    victim.says(IDENTITY).hears("welcome.again")
    victim.says(COVER).hears("welcome.ask")


def test_in_the_relay_the_identity_word_is_not_passed_on_and_the_counselor_learns_that_it_is_right(hotline):
    victim, counselor = _talks_with_words(hotline)

    victim.says(IDENTITY).hears_nothing()

    counselor.is_told("word_right").hears_nothing()
    assert IDENTITY.lower() not in " ".join(_said_by_her(hotline, hotline.case())).lower()


def test_while_she_waits_the_identity_word_is_thanked_for_as_any_text_and_the_brief_tells_it(hotline):
    victim = _waits_with_words(hotline)

    victim.says(IDENTITY).hears("everywhere.added")
    victim.says("payung hijau").hears("everywhere.added")

    counselor = hotline.counselor("first").accepts()
    counselor.is_briefed("Kata sandi: sudah diketik dengan benar", "kata rahasia pelapor")
    victim.hears("person.ask")


def test_whoever_has_the_case_learns_whether_the_word_was_typed_before_the_chat_was_erased(hotline):
    told = []
    for name, typed in (("ibu", True), ("tamu", False)):
        victim, counselor = _talks_with_words(hotline, name)
        if typed:
            victim.says(IDENTITY)
            counselor.is_told("word_right")
        victim.says("hapus").hears("erase.ask").picks("ya").hears("erased.ask")
        counselor.is_told("erased")
        told.append("cocok" in counselor.phone.messages[-1].text)
        counselor.says("#tutup sudah aman").is_told("closed")
    assert told == [True, False]


def test_a_withdrawal_that_the_word_confirmed_is_in_the_audit_trail(hotline):
    victim = _waits_with_words(hotline).says(IDENTITY).hears("everywhere.added")

    victim.says("cabut laporan").hears("withdraw.ask").picks("ya").hears("withdrawn.ask")

    (row,) = hotline.rows("SELECT detail FROM audit WHERE action = 'withdraw_asked'")
    assert '"confirmed": true' in row["detail"]
    assert hotline.case().status == "open"


def test_coming_back_with_the_receipt_confirms_nothing(hotline):
    victim = chooses_words(reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask"))
    victim.says(IDENTITY).hears("everywhere.added").says("x").hears("exit.ask")
    assert hotline.case().facts["word"] == ["right"]
    stored = hotline.case().conversation_id
    shown = next(message.text for message in victim.phone.messages if message.said == ("receipt.ask",))

    victim.says(re.search(r"\d{4} \d{4} \d{4} \d{4}", shown)[0]).hears("status.ask")

    assert not hotline.session(stored).confirmed
    assert hotline.case().facts["word"] == ["chosen"]
    hotline.at("07:00").coordinator().skims()


# Choosing


def test_the_same_word_twice_is_refused_and_another_one_is_taken(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask").says(IDENTITY).hears("word_cover.ask")

    victim.says(f" {IDENTITY.upper()}! ").hears("word_cover.same")

    victim.says(COVER).hears("words_kept.ask")
    assert len(hotline.rows("SELECT * FROM words")) == 2
    hotline.counselor("first").is_paged()


def test_a_word_chosen_again_takes_the_place_of_the_first(hotline):
    victim = _waits_with_words(hotline)
    chooses_words(victim, identity="langit biru", cover="").says("x").hears("exit.ask")

    victim.says(IDENTITY).hears("welcome.ask").says(IDENTITY).hears("welcome.again")
    victim.says("langit biru").hears("status.ask").says(COVER).hears("welcome.ask")


@pytest.mark.parametrize(
    "no_word", ["abc", "123456", "lapor", "aman", "kranggan", "halo", "jawa", "4539 5787 6362 1486"]
)
def test_what_means_something_already_cannot_be_a_word(hotline, no_word):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")

    victim.says(no_word).skims().stands_in("word_identity")

    assert not hotline.rows("SELECT * FROM words")
    hotline.counselor("first").is_paged()


def test_a_sentence_where_a_word_is_awaited_is_part_of_the_report(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")

    victim.says("dia tadi banting pintu dan sekarang duduk di luar").hears("everywhere.added", "word_identity.again")

    assert "dia tadi banting pintu dan sekarang duduk di luar" in _said_by_her(hotline, hotline.case())
    hotline.counselor("first").is_paged()


def test_danger_where_a_word_is_awaited_is_heard_first(hotline):
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    hotline.on_duty("first")
    victim.picks("kata").hears("word_identity.ask")

    victim.says("dia bawa pisau").hears("emergency_call.ask")

    hotline.counselor("first").is_paged(colour="MERAH")


def test_both_may_be_skipped(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask").says("lewati").hears("word_cover.ask")

    victim.says("lewati").hears("waiting.ask")

    hotline.counselor("first").is_paged()


def test_half_an_hour_of_silence_takes_the_question_away(hotline):
    hotline.on_duty("first")
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")
    hotline.counselor("first").is_paged()

    hotline.wait(minutes=31)

    victim.stands_in("waiting")
    for name in ("first", "ratna"):
        hotline.counselor(name).skims()
    victim.skims()


# What is kept


def test_no_word_stands_anywhere_in_plain(hotline):
    victim, counselor = _talks_with_words(hotline)
    victim.says(IDENTITY, COVER).skims().says(IDENTITY).skims()
    counselor.skims()

    case = hotline.case()
    lines = " ".join(line.text for line in hotline.transcript(case.code)).lower()
    rows = [
        str(list(row.values())).lower()
        for table in ("words", "audit", "cases", "attempts", "conversations")
        for row in hotline.rows(f"SELECT * FROM {table}")
    ]
    for word in (IDENTITY.lower(), COVER):
        assert word not in lines
        assert not [row for row in rows if word in row]
        assert not [message for message in counselor.phone.messages if word in message.text.lower()]
    assert lines.count("kata rahasia") + lines.count("•••") >= 4


def test_the_same_word_of_two_people_is_not_to_be_seen_in_the_table(hotline):
    _waits_with_words(hotline, "ibu")
    _waits_with_words(hotline, "tetangga")

    lookups = {row["lookup"] for row in hotline.rows("SELECT lookup FROM words")}

    assert len(lookups) == 4


def test_the_words_go_with_the_address(hotline):
    victim, counselor = _talks_with_words(hotline)
    counselor.says("#tutup selesai").is_told("closed")
    victim.hears("person.closed")
    hotline.wait(days=29)
    assert len(hotline.rows("SELECT * FROM words")) == 2

    hotline.wait(days=2)

    assert hotline.rows("SELECT * FROM words") == []
    victim.says("halo").hears("welcome.ask").says(COVER).hears("welcome.again")


def test_erasing_with_a_case_leaves_her_the_way_back(hotline):
    """Whoever holds the phone must not be able to take from her what confirms."""
    victim = _waits_with_words(hotline).says("hapus").hears("erase.ask").picks("ya").hears("erased.ask")

    victim.says(IDENTITY).hears("status.ask")


# Guessing


@pytest.mark.long
def test_after_ten_wrong_words_none_is_compared_for_a_day(hotline):
    victim = _waits_with_words(hotline).says("x").hears("exit.ask").says("halo").hears("welcome.ask")
    for number in range(attempts.MISSES):
        victim.says(f"payung {COLOURS[number]}", "x").skims()

    victim.says(IDENTITY).hears("welcome.ask").says("x").hears("exit.ask")
    hotline.wait(hours=25)

    victim.says(IDENTITY).hears("status.ask")
    for name in ("first", "ratna"):
        hotline.counselor(name).skims()


def test_answers_and_stories_are_no_guesses(hotline):
    hotline.on_duty("first")
    _waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", "check")
    again.says("dia marah terus sejak saya bekerja lagi di pasar").skims()

    assert len(hotline.rows("SELECT * FROM attempts")) <= 1
    again.says("x").hears("exit.ask").says(IDENTITY).hears("status.ask")


def test_in_her_own_chat_no_number_of_words_shuts_the_cover(hotline):
    victim = _waits_with_words(hotline)
    for number in range(attempts.MISSES + 2):
        victim.says(f"payung nomor ke {number}").skims()

    victim.says(COVER).hears("welcome.ask")


# Two on one phone


def test_the_word_of_one_does_nothing_and_shows_nothing_in_the_case_of_another(hotline):
    _waits_with_words(hotline, "satu-hp").says("x").hears("exit.ask")
    daughter = reports(hotline, "satu-hp").hears("receipt.ask").picks("simpan").hears("waiting.ask")

    daughter.says(IDENTITY).hears("everywhere.added")

    of_child = hotline.case_of("satu-hp")
    assert _said_by_her(hotline, of_child)[-1] == "•••"
    assert "word" not in of_child.facts


def test_two_cases_of_one_phone_are_named_to_each_holder_and_other_phones_are_not(hotline):
    with_someone(hotline, "tetangga")[1].says("#tutup selesai").is_told("closed")
    hotline.victim("tetangga").skims()
    hotline.at("07:00")
    _, counselor = with_someone(hotline)
    first = hotline.case_of("ibu")
    hotline.victim("ibu").says("x").hears("exit.ask")
    counselor.is_told("left")
    reports(hotline).hears("receipt.ask")
    hotline.wait(minutes=16)  # what can wait comes a quarter of an hour after another page
    counselor.is_paged().accepts()

    counselor.is_briefed(f"Mungkin orang yang sama dengan {first.code}: alamat").skims()
    hotline.victim("ibu").skims()


def test_the_questions_about_words_exist_in_the_flow():
    """The parameters above name states; a renamed one must not pass unseen."""
    assert {"word_identity", "word_cover", "words_kept"} <= set(flow_of(["35.76"]).states)
