"""The chat of somebody on duty: nothing she types reaches anybody by mistake."""

import pytest

from tests.stories.scenes import calls_for_help, reports, with_someone


def _with_two(hotline):
    """Let the first counselor hold the cases of two women; return them and her."""
    mother, counselor = with_someone(hotline)
    sister = calls_for_help(hotline, "kakak")
    counselor.is_paged().accepts().is_briefed()
    return mother, sister.hears("person.ask"), counselor


def test_outside_an_open_case_a_message_reaches_nobody(hotline):
    victim = calls_for_help(hotline)

    hotline.counselor("second").says("halo bu?").is_told("refused")
    hotline.counselor("first").is_paged().says("halo bu?").is_told("which_page")
    hotline.coordinator().sends("voice").is_told("only_text")

    victim.hears_nothing()


def test_somebody_who_holds_two_cases_must_name_one(hotline):
    mother, sister, counselor = _with_two(hotline)

    counselor.says("Ibu aman?").is_told("several")
    mother.hears_nothing()
    sister.hears_nothing()

    of_sister, of_mother = (hotline.case_of(name).code.lstrip("#") for name in ("kakak", "ibu"))
    counselor.says(f"{of_mother} Ibu aman?")
    mother.hears_words("Ibu aman?")
    counselor.says(f"#{of_sister.lower()} Kakak di mana?")
    sister.hears_words("Kakak di mana?")


def test_messages_of_two_cases_carry_their_code(hotline):
    mother, sister, counselor = _with_two(hotline)
    of_sister, of_mother = (hotline.case_of(name).code for name in ("kakak", "ibu"))

    mother.says("saya di dapur")
    sister.says("saya di luar")

    counselor.reads(of_mother, "di dapur").reads(of_sister, "di luar")


def test_a_page_while_she_holds_a_case_says_how_to_answer_it_by_its_code(hotline):
    _, counselor = with_someone(hotline)
    sister = calls_for_help(hotline, "kakak")
    code = hotline.case_of("kakak").code.lstrip("#")
    assert f"1 {code}" in counselor.newest.text

    counselor.is_paged().says(f"1 {code}").is_briefed("tolong")

    sister.hears("person.ask")


def test_an_answer_to_a_page_that_is_mistyped_is_not_sent_to_the_reporter_she_talks_with(hotline):
    victim, counselor = with_someone(hotline)
    calls_for_help(hotline, "kakak")
    counselor.is_paged()

    counselor.says("1 XXXX").is_told("which_page").says("1").is_told("which_page")

    victim.hears_nothing()


def test_a_digit_alone_is_a_word_like_any_other_where_nobody_calls(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Berapa orang di rumah?")
    victim.hears_words("Berapa orang")

    counselor.says("1")

    victim.hears_words("1")


def test_a_note_is_kept_and_not_sent(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("#catatan suaminya polisi").is_told("note_kept")

    victim.hears_nothing()
    lines = hotline.transcript(hotline.case().code)
    assert [line.text for line in lines if line.author == "note"] == ["suaminya polisi"]


def test_a_mistyped_command_is_not_sent(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("#tutpu").is_told("staff_help").says("#").is_told("staff_help").says("# catatan x").skims()

    victim.hears_nothing()
    assert hotline.case().status == "held"


def test_an_edited_message_of_the_counselor_is_not_sent_again(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Ibu aman")
    victim.hears_words("Ibu aman")

    counselor.edits("Ibu aman?").is_told("only_text")

    victim.hears_nothing()


def test_the_offered_number_is_shown_on_request_only_and_noted(hotline):
    hotline.on_duty("first").at("2026-11-23 09:00")
    victim = reports(hotline, contact="telepon", number="0812-3456-7890").hears("receipt.ask")
    victim.picks("simpan").hears("waiting.ask")

    counselor = hotline.counselor("first").is_paged().accepts()
    victim.hears("person.ask")
    unasked = [message.text for message in counselor.phone.messages if message.said != ("backlog",)]
    assert not [text for text in unasked if "081234567890" in text]
    counselor.is_briefed("#nomor").says("#nomor")

    assert "081234567890" in counselor.newest.text
    counselor.is_told("number")
    assert hotline.rows("SELECT count(*) AS n FROM audit WHERE action = 'number_shown'") == [{"n": 1}]


def test_where_no_number_was_offered_it_says_so(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("#nomor").is_told("number")

    assert "Tidak ada nomor" in counselor.newest.text
    victim.hears_nothing()


def test_the_number_of_the_emergency_path_can_be_called_too(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("tolong").picks("35.76.03", "telepon").hears("emergency_number.ask")
    victim.says("0812 3456 7890").hears("waiting.ask")

    counselor = hotline.counselor("first").is_paged().accepts().is_briefed().says("#nomor").is_told("number")

    assert "081234567890" in counselor.newest.text
    victim.hears("person.ask")


def test_closing_without_a_case_closes_nothing(hotline):
    hotline.counselor("first").says("#tutup").is_told("close_none")


def test_only_the_named_one_of_two_cases_is_closed(hotline):
    mother, sister, counselor = _with_two(hotline)
    of_sister, of_mother = (hotline.case_of(name).code for name in ("kakak", "ibu"))

    counselor.says("#tutup").is_told("several").says(f"#tutup {of_mother} dijemput").is_told("closed")

    mother.hears("person.closed")
    sister.hears_nothing()
    assert {case.code: case.status for case in hotline.cases()} == {of_mother: "closed", of_sister: "held"}


def test_help_is_one_word_away(hotline):
    hotline.counselor("first").says("#bantuan").is_told("staff_help")


def test_the_words_of_one_counselor_never_reach_the_case_of_another(hotline):
    victim, first = with_someone(hotline)

    hotline.counselor("second").says("Ibu?").is_told("refused")
    code = hotline.case().code.lstrip("#")
    hotline.counselor("second").says(f"{code} Ibu?").is_told("not_yours")
    hotline.counselor("second").says(f"#tutup {code}").is_told("not_yours")

    victim.hears_nothing()
    first.hears_nothing()
    assert hotline.case().status == "held"


@pytest.mark.parametrize("typed", ["#tutup", "#tutup {}", "{} #tutup", "#tutup ."])
def test_a_red_case_is_not_closed_without_a_word_of_how_it_ended(hotline, typed):
    victim, counselor = with_someone(hotline)
    code = hotline.case().code.lstrip("#")

    counselor.says(typed.format(code)).is_told("close_how")

    assert "#tutup aman di rumah kakak" in counselor.newest.text
    assert hotline.case().status == "held"
    counselor.says("Ibu sudah di rumah kakak?")
    victim.hears_words("di rumah kakak?")
    counselor.says("#tutup aman di rumah kakak").is_told("closed")
    victim.hears("person.closed")
    assert [line.text for line in hotline.transcript(code) if line.author == "note"] == ["aman di rumah kakak"]


def test_with_two_cases_the_example_of_a_result_names_the_code(hotline):
    _, _, counselor = _with_two(hotline)
    code = hotline.case_of("ibu").code.lstrip("#")

    counselor.says(f"{code} #tutup").is_told("close_how")

    assert f"#tutup {code} aman" in counselor.newest.text


def test_a_case_that_is_not_red_may_be_closed_without_words(hotline):
    hotline.on_duty("first").at("2026-11-23 09:00")
    victim = reports(hotline).hears("receipt.ask")
    counselor = hotline.counselor("first").is_paged().accepts().is_briefed()
    assert hotline.case().level != "kritis"

    counselor.says("#tutup").is_told("closed")
    victim.skims()
