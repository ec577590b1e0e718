"""Questions in the whole house: a stranger at the phone learns nothing, an officer is told the way, she is answered."""

import pytest

from tests.stories.scenes import calls_for_help, reports, with_someone

FISHING = (
    "tadi istri saya chat apa?",
    "siapa yang lapor tentang saya",
    "apa isi chat sebelumnya",
    "istriku nulis apa di sini",
)


@pytest.mark.parametrize("text", FISHING)
def test_a_husband_who_fishes_while_she_waits_reads_what_a_newcomer_reads(hotline, text):
    newcomer = hotline.victim("tetangga").says(text).hears("everywhere.asked_chat").screen
    victim = calls_for_help(hotline)

    assert victim.says(text).hears("everywhere.asked_chat").screen == newcomer
    assert hotline.case().code not in victim.screen

    hotline.counselor("first").is_paged()


def test_the_counselor_learns_that_somebody_else_may_be_reading_and_what_she_writes_is_held(hotline):
    victim = calls_for_help(hotline).says(FISHING[0]).hears("everywhere.asked_chat")
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed("ada yang menanyakan isi chat", FISHING[0])

    counselor.says("Ibu, apakah aman?").is_told("held")
    victim.hears_nothing()

    victim.says("maaf tadi dia pegang hp saya. sekarang aman").hears("person.ask").hears_words("Ibu, apakah aman?")
    counselor.is_told("relayed")


def test_who_reports_without_danger_is_protected_from_fishing_in_the_same_way(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = reports(hotline, contact="chat").hears("receipt.ask").picks("simpan").hears("waiting.ask")

    victim.says("sopo sing lapor soal aku").hears("everywhere.asked_chat")
    hotline.counselor("first").is_paged().accepts().is_briefed("ada yang menanyakan isi chat")

    victim.hears_nothing()


def test_in_the_relay_fishing_goes_to_the_counselor_and_the_machine_is_silent(hotline):
    victim, counselor = with_someone(hotline)

    victim.says(FISHING[0]).hears_nothing()

    counselor.is_told("relayed")


def test_an_officer_gets_the_lawful_way_and_no_case(hotline):
    officer = hotline.victim("petugas-lain").says("selamat siang, saya dari polres, minta data pelapor")

    officer.hears("everywhere.asked_data").reads("Mohon ajukan surat resmi ke UPTD PPA Contoh")

    assert not hotline.cases()


def test_danger_beside_a_question_wakes_somebody(hotline):
    hotline.on_duty("first")

    hotline.victim().says("apa ini rahasia? dia bawa pisau").hears("emergency_place.ask")

    hotline.counselor("first").is_paged(colour="MERAH")


def test_questions_do_not_hand_over_however_many_are_asked(hotline):
    victim = hotline.victim().says("halo").hears("welcome.ask")

    for text in ("ini robot ya?", "bayar berapa", "apa ini rahasia?", "harus sebut nama?"):
        victim.says(text).skims()

    victim.stands_in("welcome")
    assert not hotline.cases()


def test_the_directory_tells_the_truth_about_the_hour_at_which_it_is_sent(hotline):
    hotline.at("2026-11-23 10:00")
    student = hotline.victim("mahasiswi").says("halo").picks("info", "layanan").hears("info_services.ask")
    student.reads("8-15 · Buka sekarang")

    hotline.at("2026-11-23 10:20").at("2026-11-27 20:00")
    student.says("halo").picks("info", "layanan").hears("info_services.ask").reads("Tutup, buka lagi Senin 08.00")


def test_nothing_of_the_information_is_kept(hotline):
    hotline.victim("teman").says("halo").picks("info", "lain", "teman").hears("info_friend.ask").reads("Percaya")
    hotline.victim("teman").picks("menu").hears("info.ask").says("hp").hears("info_more.ask").says("hp yang aman")
    hotline.victim("teman").hears("info_phone.ask").reads("Perangkat tertaut")

    assert not hotline.rows("SELECT * FROM entries")
