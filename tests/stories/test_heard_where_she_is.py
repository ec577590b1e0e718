"""What the people of the role-plays missed: heard where it was said, and answered shortly."""

import pytest

from tests.stories.scenes import calls_for_help, walks_to, with_someone


def test_a_number_asked_for_while_a_person_reads_along_is_shown_and_that_person_knows(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("minta nomor").hears("number_once.ask")

    assert any(character.isdigit() for character in victim.screen)
    counselor.reads("minta nomor")
    victim.says("minta nomor lagi").says("minta nomor").hears("number_gone.ask")
    counselor.reads("lagi").reads("minta nomor")


def test_a_zero_alone_tells_whoever_reads_along_what_it_means(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("0").hears("everywhere.danger_again")

    counselor.reads("0 (ada bahaya sekarang)")


def test_whoever_is_deaf_is_not_asked_whether_she_may_be_called(hotline):
    hotline.on_duty("first")

    victim = hotline.victim().says("saya tuli, suami saya bawa pisau").hears("emergency_place.ask")
    victim.says("kranggan").hears("waiting.ask")

    hotline.counselor("first").is_paged().accepts().is_briefed("Kontak: Lewat chat")
    victim.hears("person.ask")


@pytest.mark.parametrize(
    "text", ["hello i need help", "my husband beats me every week", "i want to ask about my husband"]
)
def test_a_first_message_in_english_is_answered_in_english(hotline, text):
    victim = hotline.victim().says(text)

    assert any(word in victim.screen for word in ("danger", "What do you need"))
    victim.skims()


@pytest.mark.parametrize("text", ["help me", "halo min", "please tolong bantu saya", "sorry mau tanya"])
def test_a_few_english_words_change_no_language(hotline, text):
    victim = hotline.victim().says(text)

    assert " kamu" in victim.screen.casefold() or "kecamatan" in victim.screen
    victim.skims()
    for person in ("first", "ratna"):
        hotline.counselor(person).skims()


def test_hours_of_the_clock_are_kept_as_they_were_said(hotline):
    victim = walks_to(hotline, "ibu", "hours")
    victim.skims()

    victim.says("jam 9 sampai 12").hears("check.ask").picks("lihat")

    assert "09.00-12.00" in victim.screen
    victim.skims()


def test_a_question_asked_while_waiting_is_answered_by_how_it_stands_and_no_menu_is_explained_again(hotline):
    victim = calls_for_help(hotline)

    victim.says("ibu saya di rumah sendirian, bagaimana?").hears("everywhere.added", "waiting.shortly").reads("1 orang")

    assert "Informasi yang Anda minta" not in victim.screen
    hotline.counselor("first").is_paged()


def test_who_changes_her_mind_may_say_so_in_one_word(hotline):
    victim = calls_for_help(hotline).says("batal").hears("withdraw.ask")

    victim.picks("tidak").hears("waiting.ask")
    hotline.counselor("first").is_paged()


def test_a_worry_about_the_police_is_answered_and_only_the_question_is_asked_again(hotline):
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak").hears("privacy.ask")

    victim.says("setuju, tapi jangan lapor polisi ya").hears("everywhere.asked_police", "privacy.shortly")

    assert len(victim.screen) < 600


def test_nobody_is_called_for_whoever_chose_to_read_and_is_not_understood(hotline):
    victim = hotline.victim().says("halo").picks("info").hears("info.ask")

    victim.says("asdf", "qwer", "zxcv", "hjkl").skims()

    assert not hotline.cases()
    victim.says("petugas").hears("waiting.ask")


@pytest.mark.parametrize("text", ["dia dateng x", "x dia dateng", "udah masuk xx", "mama dateng, x"])
def test_an_x_typed_in_a_hurry_beside_a_few_words_silences_the_chat(hotline, text):
    victim, counselor = with_someone(hotline)

    victim.says(text).hears_nothing()

    counselor.is_told("danger_word")
    counselor.says("Bu?").is_told("held_absent")
    victim.hears_nothing()


@pytest.mark.parametrize("text", ["udah 3 x", "kelas x", "inisial x"])
def test_an_x_that_is_a_number_or_a_name_is_told(hotline, text):
    victim, counselor = with_someone(hotline)

    victim.says(text)

    counselor.reads(text)


def test_a_husband_who_asks_what_she_wrote_is_asked_about_no_danger_and_duty_learns_of_him(hotline):
    hotline.on_duty("first")
    husband = hotline.victim().says("istri saya nulis apa tadi di sini").hears("everywhere.asked_chat")

    husband.says("tolong").skims()

    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed("ada yang menanyakan isi chat")
    husband.skims()


def test_a_child_who_fears_that_her_mother_is_told_is_answered(hotline):
    victim = calls_for_help(hotline)

    victim.says("kakak bilang mama gak?").hears("everywhere.asked_family", "waiting.shortly")
    hotline.counselor("first").is_paged()


def test_a_neighbour_who_asks_what_to_do_is_told_not_to_go_in_alone(hotline):
    victim = calls_for_help(hotline)

    victim.says("saya harus ngapain? boleh saya ketok pintunya?").hears("everywhere.asked_meanwhile", "waiting.shortly")
    hotline.counselor("first").is_paged()


def test_in_a_hurry_chat_only_is_understood(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask").says("kranggan").hears("emergency_call.ask")

    victim.says("chat aja cepet").hears("waiting.ask")
    hotline.counselor("first").is_paged()
